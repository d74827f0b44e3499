"""Whether merged text can be what both sides meant: nothing lost, nothing twice, nothing unknown."""

import ast
import builtins
import re
import symtable
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"\w+")
_FLOOR = re.compile(r">=\s*[\d.]+")
_KNOWN = {*dir(builtins), "__file__", "__path__", "__spec__", "__loader__", "__package__"}


@lru_cache(maxsize=4)
def parse(text: str) -> ast.Module:
    """Parse Python source; the same text that comes again is parsed once."""
    return ast.parse(text)


def is_complete(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether every word that one side added is there, as often as both sides want it."""
    was, own, new, now = (
        Counter(_WORD.findall(_FLOOR.sub(">=", text))) for text in (base, ours, theirs, merged)
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


def find_undefined(text: str) -> frozenset[str]:
    """Give the names that Python source uses and nothing defines; none where it does not parse."""
    try:
        top = symtable.symtable(text, "merged", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
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


def count_twice(text: str) -> Counter[str]:
    """Say how often each function, class or imported name is there once more, in one body."""
    found: Counter[str] = Counter()
    bodies = [("", parse(text).body)]
    while bodies:
        where, body = bodies.pop()
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found[f"{where}{node.name}"] += 1
                if isinstance(node, ast.ClassDef):
                    bodies.append((f"{where}{node.name}.", node.body))
            elif isinstance(node, ast.Import | ast.ImportFrom):
                found.update(f"{where}{name.asname or name.name}" for name in node.names)
            elif isinstance(node, ast.AnnAssign) and where:
                found[f"{where}{ast.unparse(node.target)}"] += 1
    return found - Counter(dict.fromkeys(found, 1))
