"""The reconciliation of `python -m tests.load.mixed` finds what is lost, undone and made up."""

import pytest

from .ledger import Client, Row, reconcile


@pytest.fixture
def client() -> Client:
    """A client who was told of two rows and a deleted one, and does not know of three more."""
    return Client(
        "a",
        0,
        {},
        sure={1: ("a 1", 1), 2: ("a 2", 2)},
        gone={3},
        unsure={4: {("a 4", 4), ("a 4", 5)}, 5: {("a 5", 5), None}},
        tried={"a 6": ("a 6", 6)},
    )


WHOLE: dict[int, Row] = {1: ("a 1", 1), 2: ("a 2", 2), 4: ("a 4", 5)}


@pytest.mark.parametrize("more", [{}, {5: ("a 5", 5)}, {9: ("a 6", 6)}])
def test_what_nobody_was_told_may_be_done_or_not(client: Client, more: dict[int, Row]) -> None:
    assert reconcile([client], WHOLE | more) == []


@pytest.mark.parametrize(
    ("kept", "difference"),
    [
        ({1: ("a 1", 1), 4: ("a 4", 4)}, "2: told ('a 2', 2), kept None"),
        (WHOLE | {1: ("a 1", 0)}, "1: told ('a 1', 1), kept ('a 1', 0)"),
        (WHOLE | {3: ("a 3", 3)}, "3: told that it is gone, kept ('a 3', 3)"),
        (WHOLE | {5: ("a 5", 6)}, "5: one of"),
        (WHOLE | {7: ("b", 7)}, "7: nobody made ('b', 7)"),
    ],
)
def test_a_difference_is_found(client: Client, kept: dict[int, Row], difference: str) -> None:
    [found] = reconcile([client], kept)
    assert found.startswith(difference)


def test_a_row_that_was_read_otherwise_is_a_difference(client: Client) -> None:
    client.wrong.append("1 is something else")
    assert reconcile([client], WHOLE) == ["1 is something else"]
