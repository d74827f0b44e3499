"""Compares resources, as a parser of Bicep gives them, with the types of Azure's own SDK."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, Required, Union, get_args, get_origin, get_type_hints

from azure.mgmt.appcontainers import models, types

RESOURCES = {
    "Microsoft.App/containerApps": types.ContainerApp,
    "Microsoft.App/jobs": types.Job,
    "Microsoft.App/managedEnvironments": types.ManagedEnvironment,
}
API_VERSION = "2026-07-01"
_NAMES = {**vars(models), **vars(types)}
# The parser gives names and property accesses without marks; what is neither is text.
_REFERENCE = re.compile(r"[a-zA-Z_]\w*")


def find_faults(value: Any, wanted: Any, path: str = "") -> Iterator[str]:
    """Name each field that the API does not have, lacks, or has with another type."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Required:
        yield from find_faults(value, arguments[0], path)
    elif isinstance(value, dict) and value.keys() & {"function", "operator"}:
        return
    elif hasattr(wanted, "__total__"):
        yield from _find_in_object(value, wanted, path)
    elif origin is list:
        if not isinstance(value, list):
            yield f"{path}: not a list"
            return
        for number, item in enumerate(value):
            yield from find_faults(item, arguments[0], f"{path}[{number}]")
    elif origin is dict:
        for key, item in value.items():
            yield from find_faults(item, arguments[1], f"{path}.{key}")
    elif not _is_accepted(value, wanted):
        yield f"{path}: {value!r} is no {wanted}"


def _find_in_object(value: Any, wanted: Any, path: str) -> Iterator[str]:
    hints = get_type_hints(wanted, _NAMES, include_extras=True)
    if not isinstance(value, dict):
        yield f"{path}: not an object"
        return
    for key, item in value.items():
        if key in hints:
            yield from find_faults(item, hints[key], f"{path}.{key}")
        else:
            yield f"{path}.{key}: unknown"
    missing = {key for key, hint in hints.items() if get_origin(hint) is Required} - value.keys()
    yield from (f"{path}.{key}: missing" for key in sorted(missing))


def _is_accepted(value: Any, wanted: Any) -> bool:
    if get_origin(wanted) is Union:
        kinds = [kind for kind in get_args(wanted) if kind is not str]
        return any(_is_accepted(value, kind) for kind in kinds)
    if get_origin(wanted) is Literal:
        return value in get_args(wanted)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return value in [member.value for member in wanted]
    if wanted is Any:
        return True
    if isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool):
        return True
    return wanted is not str and isinstance(value, str) and bool(_REFERENCE.fullmatch(value))
