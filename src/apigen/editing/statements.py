"""Puts lines of their own before or after a statement, with its indentation and newline."""

import ast
import re
from collections.abc import Sequence

from .edits import Edit, Uncertain
from .source import Source

_REST = re.compile(r"[ \t\f]*(#[^\r\n]*)?(?=[\r\n]|$)")


def insert_after(
    source: Source, statement: ast.stmt, lines: Sequence[str], *, blank: bool = False
) -> Edit:
    """Put lines after a statement, perhaps with an empty one between. Raises Uncertain."""
    check_ends_line(source, statement)
    check_begins_line(source, statement)
    last = statement.end_lineno or statement.lineno
    end = source.end_of_line(last)
    newline, indentation = source.newline_of(last), source.indentation_of(statement.lineno)
    text = "".join(newline + indentation + line for line in lines)
    return Edit(end, end, newline + text if blank else text)


def insert_before(
    source: Source, statement: ast.stmt, lines: Sequence[str], *, above_comments: int = 0
) -> Edit:
    """Put lines before a statement. Raises Uncertain.

    `above_comments` is the line of the end of the statement before it, when they are to go above
    the comments that are directly above the statement.
    """
    check_begins_line(source, statement)
    line = first_line(statement)
    indentation = source.indentation_of(line)
    while above_comments and line - 1 > above_comments:
        start = source.starts[line - 2]
        if not source.text[start : source.end_of_line(line - 1)].lstrip().startswith("#"):
            break
        line -= 1
    start = source.starts[line - 1]
    text = "".join(indentation + new + source.newline_of(line) for new in lines)
    return Edit(start, start, text)


def find_whole_lines(source: Source, statement: ast.stmt) -> Edit:
    """Give the edit that takes a statement out with its lines. Raises Uncertain."""
    check_begins_line(source, statement)
    check_ends_line(source, statement)
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    start, end = source.starts[first - 1], source.end_of_line(last)
    if "#" in source.text[source.end_of(statement) : end]:
        raise Uncertain(f"there is a comment on line {last}", last)
    if last < len(source.starts):
        return Edit(start, source.starts[last], "")
    if first > 1:
        start = source.end_of_line(first - 1)
    return Edit(start, end, "")


def first_line(statement: ast.stmt) -> int:
    """Give the line on which a statement begins, decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(node.lineno for node in decorators)])


def check_begins_line(source: Source, statement: ast.stmt) -> None:
    """Raise Uncertain when something else stands before a statement on its line."""
    start = source.starts[statement.lineno - 1]
    if source.text[start : source.start_of(statement)].strip() and not hasattr(
        statement, "decorator_list"
    ):
        line = statement.lineno
        raise Uncertain(f"line {line} holds more than one statement", line)


def check_ends_line(source: Source, statement: ast.stmt) -> None:
    """Raise Uncertain when something else than a comment follows a statement on its line."""
    if not _REST.match(source.text, source.end_of(statement)):
        line = statement.end_lineno or statement.lineno
        raise Uncertain(f"line {line} holds more than one statement", line)


def write_call(
    source: Source, function: str, router: str, keywords: Sequence[ast.keyword], width: int
) -> list[str]:
    """Write a call as `ruff format` does on lines of `width`. Raises Uncertain."""
    arguments = [router, *(_write_keyword(source, keyword) for keyword in keywords)]
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= width or not keywords:
        return [line]
    inner = ", ".join(arguments)
    if len(inner) + 4 <= width:
        return [f"{function}(", f"    {inner}", ")"]
    return [f"{function}(", *(f"    {argument}," for argument in arguments), ")"]


def _write_keyword(source: Source, keyword: ast.keyword) -> str:
    text = source.text_of(keyword.value)
    if "\n" in text or "\r" in text:
        line = keyword.value.lineno
        raise Uncertain(f"the {keyword.arg} of line {line} is written on several lines", line)
    return f"**{text}" if keyword.arg is None else f"{keyword.arg}={text}"
