"""How answers are read and defaults found."""

import pytest

from apigen.answers import read_answers, settle
from apigen.catalog import Catalog
from apigen.errors import UsageError


def test_defaults_come_from_the_features(catalog: Catalog) -> None:
    answers = settle(catalog.questions(), {})
    assert answers["database"] == "toybase"
    assert answers["deploy"] == ("boat",)
    assert answers["docs"] is True
    assert answers["async"] is False  # no feature offers it


def test_minimal_leaves_everything_out(catalog: Catalog) -> None:
    answers = settle(catalog.questions(), {"minimal": True})
    assert answers["database"] == "none"
    assert answers["deploy"] == ()
    assert answers["docs"] is False


def test_what_is_given_beats_minimal(catalog: Catalog) -> None:
    answers = settle(catalog.questions(), {"minimal": True, "database": "toybase"})
    assert answers["database"] == "toybase"


@pytest.mark.parametrize(
    ("raw", "value"),
    [(["boat"], ("boat",)), (["boat,boat"], ("boat",)), ("none", ()), ([" boat , "], ("boat",))],
)
def test_many_takes_lists_and_commas(catalog: Catalog, raw: object, value: object) -> None:
    assert read_answers(catalog.questions(), {"deploy": raw})["deploy"] == value


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ({"database": "toybass"}, "cannot be 'toybass'", "Did you mean toybase"),
        ({"database": 3}, "cannot be '3'", "none or toybase"),
        ({"deploy": ["none", "boat"]}, "cannot be combined", ""),
        ({"deploy": ["raft"]}, "cannot be 'raft'", "none or boat"),
        ({"with": ["x"]}, "is not available", ""),
        ({"templates": True}, "--templates is not available in this version", ""),
        ({"docs": "yes"}, "must be true or false", ""),
        ({"databse": "x"}, "no question called 'databse'", "Did you mean database"),
        ({"auth": "\x1b[31m"}, "cannot be '\\\\x1b", ""),
    ],
)
def test_what_is_not_acceptable_is_refused_with_the_nearest(
    catalog: Catalog, table: dict[str, object], message: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_answers(catalog.questions(), table)
    assert hint in caught.value.hint


def test_no_is_always_acceptable(catalog: Catalog) -> None:
    assert read_answers(catalog.questions(), {"templates": False}) == {"templates": False}
