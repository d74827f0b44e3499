"""Whether merged text can be what both sides meant: nothing lost, nothing twice, nothing unknown."""

import ast
import builtins
import re
import symtable
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_START = re.compile(r"\s*((?:async )?(?:def|class) \w+|[^:=(]{3,}(?:\([^()]*\)\Z)?)")
_FLOOR = re.compile(r">=\s*[\d.]+")
_KNOWN = {*dir(builtins), "__file__", "__path__", "__spec__", "__loader__", "__package__"}


@lru_cache(maxsize=4)
def parse(text: str) -> ast.Module:
    """Parse Python source; the same text that comes again is parsed once."""
    return ast.parse(text)


def is_complete(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether every word that one side added is there, as often as both sides want it."""
    was, own, new, now = (
        Counter(_WORD.findall(_FLOOR.sub(">=", text.lower())))
        for text in (base, ours, theirs, merged)
    )
    return all(
        now[word] >= min(own[word] - max(0, was[word] - new[word]), own[word])
        for word in own
        if own[word] > was[word]
    ) and all(
        now[word] >= new[word] - max(0, was[word] - own[word])
        for word in new
        if new[word] > was[word]
    )


@lru_cache(maxsize=4)
def find_undefined(text: str) -> frozenset[str]:
    """Give the names that Python source uses and nothing defines. Raises SyntaxError, or ValueError.

    It is a third of the work of a syntax tree in Python.
    """
    top = symtable.symtable(text, "merged", "exec")
    if "import *" in text:
        return frozenset()
    symbols = top.get_symbols()
    known = {one.get_name() for one in symbols if one.is_assigned() or one.is_imported()}
    known |= {one.get_name() for one in symbols if one.is_namespace()} | _KNOWN
    return frozenset(
        symbol.get_name()
        for table in _walk(top)
        for symbol in table.get_symbols()
        if (symbol.is_global() or table is top)
        and symbol.is_referenced()
        and symbol.get_name() not in known
    )


def _walk(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _walk(child)


def starts_alike(base: str, ours: str, theirs: str) -> bool:
    """Whether both sides have new lines that begin alike: perhaps the same thing in two places."""
    was, own, now = (set(text.splitlines()) for text in (base, ours, theirs))
    starts = [{_find_start(line) for line in lines} - {""} for lines in (own - was, now - was)]
    return not starts[0].isdisjoint(starts[1])


def _find_start(line: str) -> str:
    found = _START.match(line)
    return found[1].strip() if found else ""


def count_twice(text: str) -> Counter[str]:
    """Say how often each name or key is there once more in one place, and each lone call."""
    found: Counter[str] = Counter()
    for where, node in enumerate(ast.walk(parse(text))):
        for name in _list_names(node):
            found[f"{where} {name}"] += 1
    return Counter(key.partition(" ")[2] for key, count in found.items() for _ in range(count - 1))


def _list_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Dict():
            yield from (f"key {key.value!r}" for key in node.keys if isinstance(key, ast.Constant))
        case ast.Call():
            yield from (f"argument {keyword.arg}" for keyword in node.keywords if keyword.arg)
        case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            for one in node.body:
                yield from _list_defined(one)


def _list_defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name for alias in node.names)
        case ast.AnnAssign():
            yield ast.unparse(node.target)
        case ast.Expr(value=ast.Call()):
            yield ast.unparse(node)
