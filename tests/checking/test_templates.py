"""In a project of a Copier template, what does not depend on apigen's own record is checked."""

from pathlib import Path

from ..tools import write_tree
from .projects import find, find_work

PROJECT = {
    ".copier-answers.yml": "_commit: v1.2.0\n_src_path: 'https://me:secret@example.com/api.git'\nname: api\n",
    "pyproject.toml": '[project]\nname = "api"\nrequires-python = ">=3.11"\ndependencies = ["starlette>=1.2"]\n',
    "src/api/main.py": "app = 1\n",
}


def test_a_project_of_a_template_says_what_was_not_compared(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "api", PROJECT)
    [finding] = find(root, "template")
    assert finding.message.startswith(
        "Copier made the project from https://example.com/api.git at v1.2.0."
    )
    assert not finding.needs_work
    assert find_work(root) == [("advisory", "pyproject.toml", 4)]


def test_what_an_update_could_not_apply_is_work(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "api", {**PROJECT, "src/api/main.py.rej": "@@\n"})
    assert ("beside", "src/api/main.py.rej", 0) in find_work(root)
