"""What a template's settings say, as Copier gives them: its questions and its commands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A question of a template. `kind` is Copier's name of its type, empty where none is said."""

    name: str
    kind: str
    is_many: bool
    has_default: bool
    is_conditional: bool = False


def read_questions(data: Mapping[str, Any], defaults: Collection[str]) -> tuple[Asked, ...]:
    """Give the questions, in the order of the template; `defaults` names those the person has set."""
    return tuple(
        Asked(
            name,
            str(details.get("type", "")),
            is_many=bool(details.get("multiselect")),
            has_default="default" in details or name in defaults,
            is_conditional="when" in details or details.get("ask", True) is not True,
        )
        for name, details in data.items()
    )


def say_command(command: Any) -> str:
    """Give a command as it would be typed."""
    return command if isinstance(command, str) else " ".join(map(str, command))


def say_migration(one: Any) -> list[str]:
    """Give the commands of one migration, in its newer form or the older."""
    if not isinstance(one, dict):
        return [say_command(one)]
    several = [*(one.get("before") or ()), *(one.get("after") or ())]
    return [say_command(each) for each in several or [one.get("command", "")]]
