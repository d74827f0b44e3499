"""Which project can be updated by which apigen."""

from itertools import pairwise

import pytest

from apigen import __version__
from apigen.change.versions import is_outdated, read_version
from apigen.errors import Refused, UsageError

ORDER = (
    *("0.0.9", "0.1.0.dev1", "0.1.0a1.dev1", "0.1.0a1", "0.1.0a2", "0.1.0b1", "0.1.0rc1", "0.1.0"),
    *("0.1.0.post1.dev2", "0.1.0.post1", "0.1.1", "0.2", "0.10.0", "1.0", "2026.11"),
)


def test_versions_are_in_the_order_of_pep_440() -> None:
    for earlier, later in pairwise(ORDER):
        assert (read_version(earlier) or ()) < (read_version(later) or ()), (earlier, later)
        assert is_outdated(earlier, later)
        with pytest.raises(Refused, match=f"apigen {later}, and this is the older {earlier}"):
            is_outdated(later, earlier)


def test_a_project_is_updated_once() -> None:
    assert not is_outdated(__version__)
    assert not is_outdated("1.0", "1.0.0")


@pytest.mark.parametrize(
    "text", ["", "1.x", "v1.0", "1.0+local", "0.1.0 @ https://example.org/", "１"]
)
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="which is no version"):
        is_outdated(text)
