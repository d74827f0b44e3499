"""Writes migrations out of others: the same ones at another place, and those that take them back."""

import ast
import re

from .files import parse_python

_PLACE = re.compile(r"(?m)^(revision|down_revision)\b([^=\n]*)=.*$")


def renumber(source: str, revision: str, head: str) -> str:
    """Give the migration `source` as `revision` on top of `head`, which is empty for the first one."""

    def write(found: re.Match[str]) -> str:
        value = revision if found[1] == "revision" else head
        return f'{found[1]}{found[2]}= "{value}"' if value else f"{found[1]}{found[2]}= None"

    return _PLACE.sub(write, source)


def turn_round(source: str, title: str, revision: str, head: str) -> str:
    """Give a migration whose two ways are those of `source`, each in the place of the other.

    Raises ValueError when `source` is not as apigen writes migrations.
    """
    tree = parse_python(source.encode())
    lines = source.splitlines(keepends=True)
    pieces: dict[str, tuple[int, int]] = {}
    changed: list[tuple[int, int, str]] = []
    for node in tree.body if tree else ():
        end = node.end_lineno or node.lineno
        match node:
            case ast.FunctionDef(name=name, body=body) if body[0].lineno > node.lineno:
                pieces[name] = (body[0].lineno - 1, end)
            case ast.Expr(value=ast.Constant(value=str())):
                changed.append((node.lineno - 1, end, f'"""{title}"""\n'))
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant() as value)
                | ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value)
            ) if name in {"revision", "down_revision"}:
                said = revision if name == "revision" else head
                before = lines[node.lineno - 1][: value.col_offset]
                changed.append((node.lineno - 1, end, f'{before}"{said}"\n'))
    if not {"upgrade", "downgrade"} <= pieces.keys() or len(changed) != 3:
        raise ValueError("not as apigen writes migrations")
    for name, other in (("upgrade", "downgrade"), ("downgrade", "upgrade")):
        start, end = pieces[other]
        changed.append((*pieces[name], "".join(lines[start:end])))
    for first, last, text in sorted(changed, reverse=True):
        lines[first:last] = [text]
    return "".join(lines)
