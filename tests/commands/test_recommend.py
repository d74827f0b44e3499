"""`apigen recommend` as a process without a terminal."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from apigen import recommendation
from apigen.catalog import find_templates

from ..tools import run_apigen

SCHEMA = json.loads(
    (Path(recommendation.__file__).with_name("verdict.schema.json")).read_text("utf-8")
)
ALL = (
    *("--templates", "--async", "--docs", "--auth", "session", "--purpose", "website"),
    *("--traffic", "heavy", "--size", "large", "--direction", "unsure", "--existing", "flask"),
    *("--experience", "beginner", "--realtime", "--validation", "--forms", "--uploads"),
    *("--security", "--resources", "tight", "--extensions", "--di", "--platform", "paas"),
)


def _run(place: Path, *arguments: str, **env: str) -> tuple[int, str, str]:
    done = run_apigen(find_templates(), "recommend", *arguments, cwd=place, env=env)
    return done.returncode, done.stdout, done.stderr


def test_the_verdict_comes_first(place: Path) -> None:
    code, page, errors = _run(place, "--templates", "--auth", "session")
    assert (code, errors) == (0, "")
    assert page.strip().splitlines()[0] == "Flask, clearly: 22 points to 0 for FastAPI."
    for part in ("What counted", "What does not count", "What would flip it", "Make it"):
        assert f"\n{part}\n" in page
    assert "Svitla Systems, Conclusion" in page
    assert "apigen new my-api --framework flask" in page


def test_advice_comes_before_the_rest(place: Path) -> None:
    _, page, _ = _run(place, "--templates", "--size", "large")
    assert page.index("Django") < page.index("What counted")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_page_fits_the_terminal(place: Path, columns: int) -> None:
    _, page, _ = _run(place, *ALL, COLUMNS=str(columns))
    for line in page.splitlines():
        is_single = " " not in line.strip() or "apigen new" in line
        assert len(line) <= columns or is_single, line


def test_json_is_as_the_schema_says(place: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for arguments in ((), ALL, ("--docs", "--purpose", "api"), ("--extensions", "--auth", "jwt")):
        code, text, _ = _run(place, *arguments, "--json")
        assert code == 0
        document = json.loads(text)
        Draft202012Validator(SCHEMA).validate(document)
        for side, score in document["scores"].items():
            assert score == sum(r["weight"] for r in document["reasons"] if r["favours"] == side)


def test_without_needs_and_terminal_nothing_is_asked(place: Path) -> None:
    code, page, _ = _run(place)
    assert code == 0
    assert "A toss-up" in page


@pytest.mark.parametrize("name", ["needs.toml", "needs.json"])
def test_needs_are_saved_and_read_again(place: Path, name: str) -> None:
    code, first, _ = _run(place, *ALL, "--save", name, "--json")
    assert code == 0
    text = (place / name).read_text()
    saved = json.loads(text) if name.endswith("json") else tomllib.loads(text)
    assert saved == json.loads(first)["needs"]
    _, again, _ = _run(place, "--needs", name, "--json")
    assert again == first
    _, other, _ = _run(place, "--needs", name, "--no-docs", "--json")
    assert json.loads(other)["needs"] == {**saved, "docs": False}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--purpose", "web-site"), "Did you mean website?"),
        (("--auth", "JWT"), "Did you mean jwt?"),
        (("--traffic", "much"), "low, moderate or heavy"),
        (("--tempaltes",), "--templates"),
        (("--needs", "nowhere.toml"), "cannot be read"),
    ],
)
def test_what_is_not_known_is_refused(
    place: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, page, errors = _run(place, *arguments)
    assert (code, page) == (2, "")
    assert message in " ".join(errors.split())
    assert "Traceback" not in errors


def test_needs_file_with_unknown_key_is_refused(place: Path) -> None:
    (place / "needs.toml").write_text('purpos = "api"\n')
    code, _, errors = _run(place, "--needs", "needs.toml")
    assert code == 2
    assert "Did you mean purpose?" in " ".join(errors.split())


def test_needs_that_cannot_be_saved_are_an_error(place: Path) -> None:
    code, _, errors = _run(place, "--docs", "--save", "nowhere/needs.toml")
    assert code == 1
    assert "could not be saved" in errors
