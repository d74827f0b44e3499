"""Which project can be updated by which apigen."""

from itertools import pairwise
from pathlib import Path

import pytest

from apigen import __version__
from apigen.change.versions import is_outdated, read_version
from apigen.errors import ApigenError, Refused, UsageError
from apigen.state import FILE_NAME

from .projects import Texts, draft, plan, render, write

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


@pytest.mark.parametrize(
    ("generator", "error", "hint"),
    [
        ("0.0.1", Refused, "apigen update"),
        ("2030.1", Refused, "apigen-starter>=2030.1"),
        ("latest", UsageError, "mend it"),
    ],
)
def test_a_project_of_another_version_is_told_a_way_that_works(
    tmp_path: Path, generator: str, error: type[ApigenError], hint: str
) -> None:
    write(tmp_path, _record(generator))

    with pytest.raises(error) as refusal:
        plan(tmp_path, "add", ["gitlab"])

    assert hint in str(refusal.value.hint)


def test_the_same_version_written_otherwise_is_no_other(tmp_path: Path) -> None:
    write(tmp_path, _record(f"{__version__}.0"))
    assert plan(tmp_path, "add", ["gitlab"]).plan.changed


def _record(generator: str) -> Texts:
    texts = render(draft({}))
    state = texts[FILE_NAME].replace(f'"{__version__}"', f'"{generator}"', 1)
    return {**texts, FILE_NAME: state}
