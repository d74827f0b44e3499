"""Projects whose deployment differs: each framework, with what each database and auth asks of it."""

from collections.abc import Iterator
from pathlib import Path

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project

WHOLE: dict[str, Value] = {"database": "postgres", "auth": "oidc", "templates": True}
PLAIN: dict[str, Value] = {"database": "none"}
ON_DISK: dict[str, Value] = {"database": "sqlite", "auth": "jwt"}
MINIMAL: dict[str, Value] = {"minimal": True, "database": "none", "docs": False}


def write_projects(folder: Path, target: str, *kinds: dict[str, Value]) -> Iterator[Path]:
    """Write a project of each of the `kinds` with `target`, in both frameworks."""
    for framework in FRAMEWORKS:
        for number, answers in enumerate(kinds):
            given = {**answers, "framework": framework, "deploy": (target,)}
            yield write_new_project(folder / f"{framework}-{number}" / "shop", given)
