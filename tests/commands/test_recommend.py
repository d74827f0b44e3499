"""`apigen recommend` as a process without a terminal."""

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from apigen import recommendation
from apigen.catalog import find_templates

from ..tools import replace_uv, run_apigen

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


def test_a_file_that_holds_no_needs_is_not_replaced(place: Path) -> None:
    (place / "keep.toml").write_text("precious")
    code, _, errors = _run(place, "--docs", "--save", "keep.toml")
    assert code == 3
    assert "holds no needs" in errors
    assert (place / "keep.toml").read_text() == "precious"


def test_the_verdict_survives_a_measurement_that_fails(place: Path, tmp_path: Path) -> None:
    patch = replace_uv(tmp_path, "exit 1")
    arguments = ("recommend", "--docs", "--measure", "--json")
    done = run_apigen(find_templates(), *arguments, cwd=place, patch=patch)
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert document["framework"] == "fastapi"
    assert "could not be made" in document["error"]["message"]


def test_new_follows_the_same_needs(place: Path) -> None:
    needs = ("--docs", "--existing", "flask", "--size", "large", "--security")
    _, text, _ = _run(place, *needs, "--json")
    verdict = json.loads(text)
    flags = ("new", "shop", "--yes", "--no-install", "--no-git")
    done = run_apigen(find_templates(), *flags, *needs, cwd=place)
    assert done.returncode == 0, done.stderr
    state = tomllib.loads((place / "shop/.apigen.toml").read_text())
    assert state["framework"] == verdict["framework"] == "flask"
    assert state["needs"] == verdict["needs"]
    assert not state["recommendation"]["overruled"]
    note = (place / "shop/docs/decisions/0001-framework.md").read_text()
    assert "The framework is Flask" in note
    assert "existing flask" in note


def test_an_overruled_verdict_is_recorded(place: Path) -> None:
    flags = ("new", "shop", "--yes", "--no-install", "--no-git", "--framework", "flask")
    run_apigen(find_templates(), *flags, cwd=place)
    state = tomllib.loads((place / "shop/.apigen.toml").read_text())
    assert (state["framework"], state["recommendation"]["framework"]) == ("flask", "fastapi")
    assert state["recommendation"]["overruled"]
    note = (place / "shop/docs/decisions/0001-framework.md").read_text()
    assert "Flask was asked for; nothing being said of the needs" in note
