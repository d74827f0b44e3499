"""Keeps Typer from importing pydantic, which costs more time than a whole `apigen new`.

Typer turns values into the annotated types by pydantic, even those that are what they should be.
Ours are: flags are str, bool or list[str], and the questions check them. This reaches into
Typer's internals, so it does nothing when they are not as expected: then it is only slower.
"""

from typing import Any

_AS_THEY_ARE = (str, bool, list[str])


class _Identity:
    """Stands in for the object that coerces one parameter's value."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        del ctx
        if value is None and getattr(param, "multiple", False):
            return ()
        return value


def skip_coercion(command: Any) -> None:
    """Let `command` and its subcommands take values of our types as they are."""
    for param in command.params:
        descriptor = getattr(param, "type_descriptor", None)
        expected = hasattr(param, "_runtime_param") and hasattr(param, "get_runtime_param")
        if expected and getattr(descriptor, "annotation", None) in _AS_THEY_ARE:
            param._runtime_param = _Identity()
    for inner in getattr(command, "commands", {}).values():
        skip_coercion(inner)
