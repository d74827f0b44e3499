"""Owners' edits: each file that was edited by hand gets its registration with proof, or stays."""

import ast
import tomllib
from pathlib import Path

import pytest

from apigen.editing.edits import Added, AlreadyThere, ByHand, Removed
from apigen.editing.register import Registration, register, unregister
from apigen.editing.source import Source, Unreadable, read_source

from .proof import dump_without

EDITS = Path(__file__).parents[1] / "edits"
CASES = sorted(path.parent for path in EDITS.glob("*/*/before.py"))
USUAL = {
    "seam_module": "shop.routes",
    "seam_is_package": True,
    "module": "shop.routes.orders",
}
FEWEST = 40
RESULTS = {"after.py", "already-there.txt", "by-hand.txt", "unreadable.txt"}


def _name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def _with(result: str) -> list[Path]:
    return [case for case in CASES if (case / result).exists()]


def _read_case(case: Path) -> tuple[Source | Unreadable, Registration]:
    own = case / "case.toml"
    words = USUAL | (tomllib.loads(own.read_text(encoding="utf-8")) if own.exists() else {})
    registration = Registration(framework=case.parent.name, **words)  # type: ignore[arg-type]
    path = registration.seam_module.replace(".", "/")
    path += "/__init__.py" if registration.seam_is_package else ".py"
    return read_source(f"src/{path}", (case / "before.py").read_bytes()), registration


def _read(case: Path) -> tuple[Source, Registration]:
    source, registration = _read_case(case)
    assert isinstance(source, Source)
    return source, registration


def _read_prefix(path: Path) -> str | None:
    text = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    return None if text == "unknown" else text


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_there_are_enough_of_them_and_most_are_edited(framework: str) -> None:
    cases = [case for case in CASES if case.parent.name == framework]
    assert len(cases) >= FEWEST
    assert len([case for case in cases if (case / "after.py").exists()]) >= FEWEST
    assert len({(case / "before.py").read_bytes() for case in cases}) >= len(cases) - 2


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_each_has_one_result(case: Path) -> None:
    assert len(RESULTS & {path.name for path in case.iterdir()}) == 1


@pytest.mark.parametrize("case", _with("after.py"), ids=_name)
def test_what_is_certain_is_added(case: Path) -> None:
    result = register(*_read(case))
    assert isinstance(result, Added)
    assert result.data == (case / "after.py").read_bytes()
    assert result.prefix == _read_prefix(case / "prefix.txt")


@pytest.mark.parametrize("case", _with("after.py"), ids=_name)
def test_without_the_new_lines_the_tree_is_the_old_one(case: Path) -> None:
    source, registration = _read(case)
    result = register(source, registration)
    assert isinstance(result, Added)
    before = (case / "before.py").read_bytes()
    assert dump_without(result.data, result.lines) == ast.dump(ast.parse(before))


@pytest.mark.parametrize("case", _with("after.py"), ids=_name)
def test_a_second_time_it_is_there(case: Path) -> None:
    source, registration = _read(case)
    first = register(source, registration)
    assert isinstance(first, Added)
    new = read_source(source.name, first.data)
    assert isinstance(new, Source)
    assert register(new, registration) == AlreadyThere(first.prefix)


@pytest.mark.parametrize("case", _with("after.py"), ids=_name)
def test_taken_out_again_the_bytes_are_the_same(case: Path) -> None:
    source, registration = _read(case)
    new = read_source(source.name, (case / "after.py").read_bytes())
    assert isinstance(new, Source)
    assert unregister(new, registration) == Removed((case / "before.py").read_bytes())


@pytest.mark.parametrize("case", _with("already-there.txt"), ids=_name)
def test_what_is_there_is_found(case: Path) -> None:
    assert register(*_read(case)) == AlreadyThere(_read_prefix(case / "already-there.txt"))


@pytest.mark.parametrize("case", _with("by-hand.txt"), ids=_name)
def test_what_is_uncertain_is_left_alone_and_explained(case: Path) -> None:
    result = register(*_read(case))
    assert isinstance(result, ByHand)
    told = "\n".join([result.reason, "", *result.lines, "", result.where, ""])
    assert told == (case / "by-hand.txt").read_text(encoding="utf-8")
    ast.parse("\n".join(result.lines))


@pytest.mark.parametrize("case", _with("unreadable.txt"), ids=_name)
def test_what_cannot_be_read_is_refused_with_the_reason(case: Path) -> None:
    source, _ = _read_case(case)
    assert isinstance(source, Unreadable)
    assert source.reason == (case / "unreadable.txt").read_text(encoding="utf-8").strip()
