"""Finds where an import goes: into one that is there, or among those of its section."""

import ast
from collections.abc import Sequence

from .bindings import find_base, join
from .edits import Edit, Uncertain
from .importing import Import, Style
from .listing import Listing, insert_item
from .order import find_index, is_sorted, sort_import
from .sections import find_neighbours, find_section, group_imports
from .source import Source
from .statements import insert_after, insert_before
from .survey import Block


def place_import(
    source: Source, style: Style, block: Block, limit: int, module: tuple[str, bool], width: int
) -> list[Edit]:
    """Give the edits that import what `style` says in a block, before the line `limit`.

    `module` is the dotted name of the module that is edited, and whether it is a package. Raises
    Uncertain.
    """
    imports = [
        statement
        for statement in block.statements
        if isinstance(statement, Import) and statement.lineno < limit
    ]
    same = [node for node in imports if _is_same(node, style, module)]
    mirror = style.mirror.statement if style.mirror else None
    is_single = len(same) > 1 and all(len(node.names) == 1 for node in same)
    if same and not is_single:
        into = next((node for node in same if node is mirror), same[-1])
        assert isinstance(into, ast.ImportFrom)
        edits = _insert_name(source, into, style.item, width)
        return edits or [insert_after(source, into, write_import(style, width))]
    lines = write_import(style, width)
    if style.mirror and style.mirror.block.around:
        outer = style.mirror.block.around[0]
        if outer not in block.statements:
            raise Uncertain("its routers are imported in a block that is not plain", outer.lineno)
        return [insert_after(source, outer, lines)]
    return [_place_statement(source, style, block, imports, lines)]


def write_import(style: Style, width: int) -> list[str]:
    """Write an import statement, broken up when it is longer than `width`."""
    if len(style.statement) <= width or not (style.base or style.level):
        return [style.statement]
    head = style.statement.removesuffix(style.item)
    return [f"{head}(", f"    {style.item},", ")"]


def list_names(source: Source, statement: ast.ImportFrom) -> Listing:
    """Give the list of the names that an import brings in."""
    items = tuple((source.start_of(alias), source.end_of(alias)) for alias in statement.names)
    start, end = source.start_of(statement), source.end_of(statement)
    opening = source.text.find("(", start, items[0][0])
    if opening < 0:
        return Listing(source, items, None, None, start, end)
    return Listing(source, items, opening, end - 1, start, end)


def _insert_name(
    source: Source, statement: ast.ImportFrom, item: str, width: int
) -> list[Edit] | None:
    names = [alias.name for alias in statement.names]
    index = find_index(names, item.partition(" as ")[0])
    listing = list_names(source, statement)
    edits = insert_item(listing, item, index, width)
    is_broken_up = edits and listing.opening == edits[0].start and listing.is_on_one_line
    return None if is_broken_up else edits  # of two forms that look alike then, one is kept


def _is_same(statement: Import, style: Style, module: tuple[str, bool]) -> bool:
    """Whether an import takes names from the package that `style` does."""
    if not isinstance(statement, ast.ImportFrom) or not (style.base or style.level):
        return False
    if statement.names[0].name == "*":
        return False
    return _find_package(statement.module or "", statement.level, module) == _find_package(
        style.base, style.level, module
    )


def _find_package(base: str, level: int, module: tuple[str, bool]) -> str:
    if not level:
        return base
    return join(find_base(module[0], is_package=module[1], level=level), base)


def _place_statement(
    source: Source, style: Style, block: Block, imports: Sequence[Import], lines: list[str]
) -> Edit:
    new = ast.parse(style.statement).body[0]
    assert isinstance(new, Import)
    if not imports:
        return _place_first(source, block, lines)
    mirror = style.mirror.statement if style.mirror else None
    groups = group_imports(block, imports)
    group = next((g for g in groups if mirror in g), None) or next(
        (g for g in reversed(groups) if any(find_section(node) == find_section(new) for node in g)),
        groups[-1],
    )
    section = [node for node in group if find_section(node) == find_section(new)]
    section = section or find_neighbours(group, mirror)
    if not section:
        return insert_after(source, group[-1], lines, blank=block.function is None)
    keys = [sort_import(node) for node in section]
    if not is_sorted(keys):
        last = mirror if mirror in section else section[-1]
        return insert_after(source, last, lines)
    index = sum(key <= sort_import(new) for key in keys)
    if index:
        return insert_after(source, section[index - 1], lines)
    return insert_before(source, section[0], lines)


def _place_first(source: Source, block: Block, lines: list[str]) -> Edit:
    """Put the first import of a block after its docstring, or before all else."""
    if not block.statements:
        end = len(source.text)
        is_fresh = end == source.starts[-1]
        return Edit(end, end, source.newline.join([*lines, ""] if is_fresh else ["", *lines]))
    first = block.statements[0]
    value = first.value if isinstance(first, ast.Expr) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return insert_after(source, first, lines, blank=True)
    return insert_before(source, first, [*lines, ""] if block.function is None else lines)
