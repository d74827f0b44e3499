"""Paths as they are typed: static segments and parameters in braces.

`{name:type}` names a parameter. Without a type, one whose name ends in `_id` is an int and every
other a str; apigen's own spelling leaves out the type of an int that ends in `_id`, and no other.
"""

from collections.abc import Sequence
from typing import Literal

from ..errors import UsageError, list_words, show
from .field_names import refuse_field_name
from .path_suggestion import (
    ANGLES,
    BRACES,
    COLON,
    PARAMETER_TYPES,
    is_segment,
    suggest_path,
    usual_type,
)
from .spec import Parameter

LONGEST = 200

_FLASK_NAMES = {"int": "int", "float": "float", "uuid": "uuid", "str": "string"}


def parse_path(text: str) -> tuple[str | Parameter, ...]:
    """Read a path; the leading slash may be left out. `/` is the empty path.

    Raises UsageError, with the nearest path that is right.
    """
    if not text:
        raise UsageError("The path is empty.", hint="Pass one, such as orders.")
    if len(text) > LONGEST:
        raise UsageError(
            f"The path {show(text[:30] + '…')} is longer than {LONGEST} characters.",
            hint="Pass a shorter one, such as orders.",
        )
    if text == "/":
        return ()
    path: list[str | Parameter] = []
    for segment in text.removeprefix("/").split("/"):
        reason = _refuse_segment(segment)
        if not reason and segment.startswith("{"):
            parameter = _read_parameter(segment)
            reason = _refuse_parameter(parameter, path)
            path.append(parameter)
        else:
            path.append(segment)
        if reason:
            better = format_path(suggest_path(text))
            raise UsageError(
                f"The path {show(text)} cannot be used: {reason}.",
                hint=f"Try this instead: {better if text[0] == '/' else better[1:]}",
            )
    return tuple(path)


def format_path(
    path: Sequence[str | Parameter], framework: Literal["fastapi", "flask", ""] = ""
) -> str:
    """Write a path with its leading slash, as `framework` spells it or, for "", as apigen does."""
    return "/" + "/".join(
        part if isinstance(part, str) else _format_parameter(part, framework) for part in path
    )


def _format_parameter(parameter: Parameter, framework: str) -> str:
    if framework == "flask":
        return f"<{_FLASK_NAMES[parameter.type]}:{parameter.name}>"
    if framework == "fastapi" or parameter.type == usual_type(parameter.name) == "int":
        return f"{{{parameter.name}}}"
    return f"{{{parameter.name}:{parameter.type}}}"


def _read_parameter(segment: str) -> Parameter:
    found = BRACES.fullmatch(segment)
    name, type_ = (found[1], found[2]) if found else ("", "")
    known = next((known for known in PARAMETER_TYPES if known == type_), usual_type(name))
    return Parameter(name, known)


def _refuse_segment(segment: str) -> str:
    """Say what is wrong with the text of one segment, or nothing."""
    if not segment:
        return "it has a slash too many"
    if segment in {".", ".."}:
        return f"{segment!r} is no name"
    if "?" in segment or "#" in segment:
        return "a query or fragment is no part of a path"
    if found := BRACES.fullmatch(segment):
        if found[2] is not None and found[2] not in PARAMETER_TYPES:
            return f"a parameter is {list_words(PARAMETER_TYPES)}, not {show(found[2])}"
        return ""
    if ANGLES.fullmatch(segment) or COLON.fullmatch(segment):
        return "a parameter is written in braces"
    if is_segment(segment):
        return ""
    return (
        f"{show(segment)} is not made of lower-case ASCII words joined by '-' or '_', "
        "the first beginning with a letter"
    )


def _refuse_parameter(parameter: Parameter, before: Sequence[str | Parameter]) -> str:
    name = parameter.name
    if any(isinstance(part, Parameter) and part.name == name for part in before):
        return f"it has two parameters called {show(name)}"
    if reason := refuse_field_name(name, ""):
        return f"no parameter can be called {show(name)}: {reason}"
    return ""
