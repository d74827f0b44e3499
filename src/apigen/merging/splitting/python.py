"""Splits Python source into its statements."""

import ast
from collections.abc import Sequence

from ...editing.order import sort_import
from ..blocks import PYTHON, Block, UnclearError, end, take_gap
from ..text import split_lines

_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def split_python(text: str) -> Sequence[Block]:
    """Give the statements of a module, those inside of others as their parts."""
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UnclearError from error
    lines = split_lines(text)
    blocks, place = _split_body(lines, module.body, 0)
    return [*blocks, *end(lines[place:])]


def _split_body(
    lines: list[str], statements: Sequence[ast.stmt], place: int
) -> tuple[list[Block], int]:
    """Give the blocks of statements that follow each other, from line `place`, and where they end."""
    blocks: list[Block] = []
    for number, statement in enumerate(statements):
        first = _find_start(statement)
        if first < place or lines[first][: statement.col_offset].strip():
            raise UnclearError  # several statements share a line
        alone, lead, note = take_gap(lines[place:first])
        is_doc = not number and _is_text(statement)
        block, place = _split_statement(lines, statement, first, "doc" if is_doc else "")
        blocks += [*alone, _top(block, lead, note)]
    return blocks, place


def _top(block: Block, lead: str, note: str) -> Block:
    values = {**vars(block), "lead": lead, "note": note}
    return Block(**values)


def _split_statement(
    lines: list[str], statement: ast.stmt, first: int, key: str
) -> tuple[Block, int]:
    last = statement.end_lineno or 0
    key = key or _name(statement)
    body = _find_body(statement)
    if not body or _find_start(body[0]) < statement.lineno:
        return _make_leaf(statement, key, "".join(lines[first:last])), last
    parts: list[Block] = []
    if isinstance(statement, _Definition):
        for decorator in statement.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            text = "".join(lines[first : decorator.end_lineno])
            parts.append(Block(f"@{ast.unparse(call)}", text, grammar=PYTHON))
            first = decorator.end_lineno or 0
    place = _find_start(body[0])
    while place and (not lines[place - 1].strip() or lines[place - 1].lstrip().startswith("#")):
        place -= 1
    head = "".join(lines[first:place])
    parts.append(Block("head", head, grammar=PYTHON))
    inner, place = _split_body(lines, body, place)
    more = _count_inner_comments(lines, place, statement.col_offset)
    inner += end(lines[place : place + more], key)
    is_firm = isinstance(statement, _Definition)
    return Block(key, parts=(*parts, *inner), is_firm=is_firm), place + more


def _find_start(statement: ast.stmt) -> int:
    decorators = statement.decorator_list if isinstance(statement, _Definition) else []
    return min([statement.lineno, *(one.lineno for one in decorators)]) - 1


def _find_body(statement: ast.stmt) -> Sequence[ast.stmt]:
    """Give the statements inside of one that has no other part than these."""
    if isinstance(statement, _Definition | ast.With | ast.AsyncWith):
        return statement.body
    if isinstance(statement, ast.If | ast.For | ast.AsyncFor | ast.While):
        return () if statement.orelse else statement.body
    return ()


def _count_inner_comments(lines: list[str], place: int, column: int) -> int:
    """Say how many lines after a body are comments that belong to it, by their indentation."""
    count = 0
    for number, line in enumerate(lines[place:], 1):
        text = line.lstrip()
        if text and (not text.startswith("#") or len(line) - len(text) <= column):
            break
        count = number if text else count
    return count


def _make_leaf(statement: ast.stmt, key: str, text: str) -> Block:
    is_import = isinstance(statement, ast.Import | ast.ImportFrom)
    return Block(
        key,
        text,
        is_firm=is_import or key in {"doc", "return"} or key.startswith("= "),
        is_last=isinstance(statement, _LEAVING),
        grammar=PYTHON,
        order=sort_import(statement)
        if isinstance(statement, ast.Import | ast.ImportFrom)
        else None,
    )


def _name(statement: ast.stmt) -> str:
    """Give what a statement is known by: what it defines or calls, else its text."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return f"def {statement.name}"
        case ast.ClassDef():
            return f"class {statement.name}"
        case ast.Import():
            return ast.unparse(statement)
        case ast.ImportFrom():
            return f"from {'.' * statement.level}{statement.module or ''}"
        case ast.Assign():
            return f"= {', '.join(map(ast.unparse, statement.targets))}"
        case ast.AnnAssign():
            return f"= {ast.unparse(statement.target)}"
        case ast.Return():
            return "return"
        case ast.Expr(value=ast.Call() as call):
            return f"{ast.unparse(call.func)}({', '.join(map(ast.unparse, call.args[:1]))})"
        case ast.If() | ast.While():
            return f"if {ast.unparse(statement.test)}"
        case ast.With() | ast.AsyncWith():
            return f"with {', '.join(map(ast.unparse, statement.items))}"
        case ast.For() | ast.AsyncFor():
            return f"for {ast.unparse(statement.iter)}"
        case _:
            return ast.unparse(statement)


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
