"""What both sides did to one file comes out as somebody careful would have written it."""

import tomllib
from pathlib import Path

import pytest

from apigen.merging.files import merge_file

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("both.toml").read_text("utf-8"))


def merge(path: str, base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Give what became of a file: the kind and the text."""
    merged = merge_file(path, base.encode(), ours.encode(), theirs.encode())
    assert merged.data is not None
    return merged.kind, merged.data.decode()


@pytest.mark.parametrize("case", CASES["merge"], ids=lambda case: case["name"])
def test_only_what_cannot_be_decided_is_marked(case: dict[str, str]) -> None:
    found = merge(case["path"], case["base"], case["ours"], case["theirs"])
    assert found == (case["kind"], case["expected"])


def test_a_name_that_apigen_takes_away_and_the_owner_uses_is_said() -> None:
    base = "def f(client):\n    client.get()\n    x = 1\n    y = 1\n    return x + y\n"
    merged = merge_file(
        "a.py",
        base.encode(),
        base.replace("    return", "    client.put()\n    return").encode(),
        base.replace("client", "alice").encode(),
    )
    assert (merged.kind, merged.conflicts, merged.reason) == ("conflict", 0, "undefined: client")
    assert merged.lines == (5,)


@pytest.mark.parametrize("path", ["a.py", "a.toml", "a.yaml", "a.json"])
def test_what_did_not_parse_before_is_merged_by_lines(path: str) -> None:
    lines = ["{[\n", "1\n", "2\n", "3\n", "}\n"]
    base, ours = "".join(lines), "".join(["0\n", *lines])
    assert merge(path, base, ours, f"{base}4\n") == ("merged", f"{ours}4\n")


def test_a_merge_that_does_not_parse_is_a_conflict() -> None:
    base = b"[a]\nx = 1\n\n[c]\nz = 1\n"
    ours = b"a = { x = 1 }\n\n[c]\nz = 1\n"
    merged = merge_file("a.toml", base, ours, base + b"\n[a.b]\ny = 1\n")
    assert (merged.kind, merged.reason, merged.conflicts) == ("conflict", "unparsable", 1)
    assert merged.data == (
        ours + b"<<<<<<< yours\n||||||| before\n=======\n\n[a.b]\ny = 1\n>>>>>>> apigen\n"
    )
