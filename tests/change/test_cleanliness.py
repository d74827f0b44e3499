"""Edits that are in no commit are named before a change mixes with them."""

from pathlib import Path

import pytest

from apigen.change.cleanliness import find_unclean, has_history, refuse_unclean
from apigen.errors import GitFailed, Refused

from .changes import commit, run_git, write_shop


def test_only_what_git_would_not_tell_apart_counts(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    assert find_unclean(root, [".env"]) == ()
    (root / ".env").write_text("KEY=3\n")
    (root / "notes.txt").write_text("untracked\n")
    assert find_unclean(root) == ()
    assert find_unclean(root, ["notes.txt", ".env"]) == ("notes.txt",)
    (root / "README.md").write_text("edited\n")
    (root / "src/shop/app.py").unlink()
    run_git(root, "mv", "src/shop/old/plain.py", "src/shop/moved é.py")
    assert sorted(find_unclean(root)) == [
        "README.md",
        "src/shop/app.py",
        "src/shop/moved é.py",
        "src/shop/old/plain.py",
    ]


def test_other_projects_of_the_repository_do_not_count(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "--quiet")
    roots = [write_shop(tmp_path / name, with_git=False) for name in ("one", "two")]
    commit(tmp_path)
    for root in roots:
        (root / "README.md").write_text("edited\n")
    assert find_unclean(roots[0]) == ("README.md",)


@pytest.mark.parametrize("has_outer", [False, True])
def test_where_git_does_not_keep_the_project_nothing_is_demanded(
    has_outer: bool, tmp_path: Path
) -> None:
    if has_outer:
        run_git(tmp_path, "init", "--quiet")
    root = write_shop(tmp_path / "shop", with_git=False)
    assert find_unclean(root, ["README.md"]) == ()
    assert not has_history(root)


def test_a_repository_that_git_does_not_take_is_an_error(tmp_path: Path) -> None:
    root = write_shop(tmp_path / "shop")
    assert has_history(root)
    (root / ".git/HEAD").write_text("spoilt")
    with pytest.raises(GitFailed) as caught:
        find_unclean(root)
    assert "--force" in caught.value.hint


def test_the_refusal_names_them(tmp_path: Path) -> None:
    refuse_unclean(())
    with pytest.raises(Refused, match="README.md and app.py have edits"):
        refuse_unclean(("README.md", "app.py"))
    with pytest.raises(Refused, match="and 2 more have edits"):
        refuse_unclean(tuple(f"{n}.py" for n in range(12)))
