"""Renderings of projects with and without features, to merge edits between."""

from collections.abc import Iterator
from functools import cache

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.draft import draft_project
from apigen.project_tree import render_project
from apigen.question import Value

from ..generated.combinations import SHOP

Tree = dict[str, str]
Answers = tuple[tuple[str, Value], ...]
FEATURES: dict[str, dict[str, Value]] = {
    "api-key": {"auth": "api-key"},
    "jwt": {"auth": "jwt"},
    "session": {"auth": "session"},
    "oidc": {"auth": "oidc"},
    "postgres": {"database": "postgres"},
    "pages": {"templates": True},
    "sync": {"async": False},
    "no-docs": {"docs": False},
    "github": {"ci": "github"},
    "kubernetes": {"deploy": ("docker", "kubernetes")},
    "pre-commit": {"with": ("pre-commit",)},
}
START: dict[str, Value] = {"deploy": ("docker",), "ci": "github", "database": "sqlite"}


@cache
def render(answers: Answers) -> Tree:
    """Give path -> text of the project of these answers, without its secrets."""
    catalog = load_catalog()
    given = dict(answers)
    draft = draft_project(catalog, SHOP, settle(catalog.questions(), given), [*given])
    tree, _ = render_project(draft)
    return {file.path: file.text for file in tree.files if not file.is_private}


def list_pairs() -> Iterator[tuple[str, Tree, Tree]]:
    """Give each feature's name, and a project before and after it is added, in both frameworks."""
    for framework in ("fastapi", "flask"):
        for name, answers in FEATURES.items():
            before = START | {"framework": framework}
            if name == "github":
                before["ci"] = "none"
            if name == "kubernetes":
                before["database"] = "postgres"
            yield (
                f"{framework} {name}",
                render(tuple(before.items())),
                render(tuple((before | answers).items())),
            )
