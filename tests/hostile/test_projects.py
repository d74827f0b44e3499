"""A project of a stranger's is read without harm: nothing of it runs, and nothing beside it changes."""

from pathlib import Path

import pytest

from apigen.errors import UsageError
from apigen.existing.recall import read_stored

from .cases import REFUSED, TRESPASSING, UNREADABLE
from .projects import make_place, read_all, read_outside
from .runs import run

_ADD_ROUTE = ("add-route", "orders", "customer:str")
_REMOVE = ("remove", "docker", "--no-install")


@pytest.mark.parametrize("name", REFUSED)
def test_memory_that_cannot_be_is_refused_in_a_few_words(name: str) -> None:
    data = REFUSED[name].encode("utf-8", "surrogateescape")
    with pytest.raises(UsageError) as caught:
        read_stored(data, ".apigen.toml")
    assert len(caught.value.message) < 2000
    assert caught.value.message.isprintable()


@pytest.mark.parametrize("name", UNREADABLE)
def test_memory_that_is_no_plain_file_is_refused(name: str, tmp_path: Path) -> None:
    root = make_place(tmp_path)
    UNREADABLE[name](root)
    done = run(root, *_ADD_ROUTE)
    assert done.code == 2
    assert done.is_refusal(), done


@pytest.mark.parametrize("name", TRESPASSING)
def test_nothing_beside_a_strangers_project_changes(name: str, tmp_path: Path) -> None:
    root = make_place(tmp_path)
    TRESPASSING[name](root)
    before = read_outside(tmp_path)
    hooks = read_all(root / ".git" / "hooks")
    done = run(root, *(_REMOVE if "checkpoint" in name else _ADD_ROUTE))
    assert read_outside(tmp_path) == before
    assert read_all(root / ".git" / "hooks") == hooks
    assert done.code in {0, 1, 2, 3}, done
    assert done.is_clean(), done
