"""Refuses templates that would run commands here, unless somebody trusts them."""

from ..errors import Refused, show
from .template import Template


def check_trust(template: Template, *, runs_tasks: bool, runs_migrations: bool = False) -> None:
    """Raise Refused, with the text of all that the template would run, where nobody trusts it."""
    if template.is_trusted:
        return
    lines = [f"Jinja extension: {name}" for name in template.extensions]
    if runs_tasks:
        lines += [f"task: {command}" for command in template.tasks]
    if runs_migrations:
        lines += [f"migration: {command}" for command in template.migrations]
    if lines:
        refusal = Refused(
            f"The template {show(str(template.source))} runs commands or code of its own on this "
            "machine:",
            hint="Nothing was written. Read them, and pass --trust if you would run them yourself.",
        )
        refusal.lines = tuple(line for text in lines for line in text.splitlines())
        refusal.details = {"runs": lines}
        raise refusal
