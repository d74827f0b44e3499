"""Says what a person runs after routes have come or gone."""

from .project import Project

_MIGRATE = "uv run alembic upgrade head"
_TEST = "uv run pytest"
_DOCUMENT = "make-openapi"


def list_steps(project: Project, *, has_migration: bool) -> tuple[str, ...]:
    """Give the commands, in order; the document is written anew where the project has one."""
    table = project.settings.get("project")
    scripts = table.get("scripts") if isinstance(table, dict) else None
    migrate = (_MIGRATE,) if has_migration else ()
    document = (
        (f"uv run {_DOCUMENT}",) if isinstance(scripts, dict) and _DOCUMENT in scripts else ()
    )
    return (*migrate, _TEST, *document)
