"""What projects may be called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.errors import NameRefused, UsageError
from apigen.names import LONGEST, identify, last_part, refuse, suggest, title_of

RESERVED = ("fastapi", "Flask", "pydantic-settings")


@pytest.mark.parametrize(
    ("path", "project", "package"),
    [
        ("shop", "shop", "shop"),
        ("some/where/Shop", "Shop", "shop"),
        ("my.api", "my.api", "my_api"),
        ("my_api/", "my_api", "my_api"),
        ("../my-api", "my-api", "my_api"),
        ("apigen", "apigen", "apigen"),
        ("a" * LONGEST, "a" * LONGEST, "a" * LONGEST),
    ],
)
def test_good_names_are_kept(path: str, project: str, package: str) -> None:
    identity = identify(path, RESERVED)
    assert (identity.project, identity.package) == (project, package)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("class", "keyword"),
        ("True", "keyword"),
        ("match", "keyword"),
        ("json", "standard library"),
        ("email", "standard library"),
        ("fastapi", "depend"),
        ("FLASK", "depend"),
        ("pydantic_settings", "depend"),
        ("con", "device"),
        ("NUL", "device"),
        ("com1.x", "device"),
        ("1bad", "digit"),
        ("my api", "ASCII"),
        ("café", "ASCII"),
        ("-x", "dash"),
        ("x-", "begins and ends"),
        (".hidden", "begins and ends"),
        ("tests", "folder of their own"),
        ("migrations", "folder of their own"),
        ("test", "a module of Python's standard library"),
        ("conftest", "for a module"),
        ("env", "for a module"),
        ("test-app", "for a module"),
        ("dist", "overlook"),
        ("node.modules", "overlook"),
        ("a" * (LONGEST + 1), "longer"),
        ("a\x00b", "control"),
        ("a\nb", "control"),
        ("a\x1b[31m", "control"),
    ],
)
def test_bad_names_are_refused_with_a_reason_and_a_good_suggestion(name: str, reason: str) -> None:
    with pytest.raises(NameRefused, match=reason) as caught:
        identify(name, RESERVED)
    assert identify(caught.value.suggestion, RESERVED).project == caught.value.suggestion
    assert caught.value.message.isprintable()


@pytest.mark.parametrize("name", ["_", "\N{SMILING FACE WITH SUNGLASSES}", "/", "..."])
def test_what_has_no_letters_gets_the_plainest_suggestion(name: str) -> None:
    assert suggest(name) == "my-api"


@pytest.mark.parametrize("path", ["", "  ", "..", "a/..", "../.."])
def test_paths_that_name_nothing_are_refused(path: str) -> None:
    with pytest.raises(UsageError):
        identify(path)


def test_a_dot_is_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "corner-shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert last_part(".") == last_part("./") == "corner-shop"


@pytest.mark.parametrize(
    ("name", "title"), [("my-api", "My API"), ("shop", "Shop"), ("myShop_v2", "MyShop V2")]
)
def test_titles_are_for_people(name: str, title: str) -> None:
    assert title_of(name) == title


@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_accepted_or_gets_a_suggestion_that_is(name: str) -> None:
    suggestion = suggest(name)
    assert not refuse(suggestion)
    if not refuse(name):
        assert name.isascii()
        assert "/" not in name


@given(st.text(alphabet="abc./\\ \n\x00é-_", max_size=12))
def test_a_path_gives_an_identity_or_a_usage_error(path: str) -> None:
    try:
        identity = identify(path)
    except UsageError:
        return
    assert identity.package.isidentifier()
