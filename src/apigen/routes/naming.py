"""Names what a path leads to: a resource's module, singular and key, or an endpoint's module."""

from dataclasses import dataclass

from ..errors import UsageError, show
from .english import guess_both, number_of, pluralize, singularize
from .parents import read_parents
from .path_grammar import format_path
from .path_names import Path, join_segments, name_refused, write_path
from .path_suggestion import is_segment
from .reserved import refuse_names, refuse_resource
from .spec import Parameter, Parent


@dataclass(frozen=True)
class Naming:
    """How a resource is called: everything that follows from its path and `--plural`."""

    path: Path
    module: str
    singular: str
    key: str
    parents: tuple[Parent, ...]


def name_resource(path: Path, plural: str | None) -> Naming:
    """Name the resource at `path`, whose last segment is its plural, or its singular.

    Raises UsageError when the path ends in a parameter, a word's number is unknown, a parent's
    parameter does not fit, or the code needs the name for something else.
    """
    last = path[-1] if path else None
    if not isinstance(last, str):
        is_one = len(path) > 1 and isinstance(path[-2], str)
        raise UsageError(
            f"The path {show(format_path(path))} does not end in the name of a resource.",
            hint=f"Name it, as in {write_path(path[:-1]) if is_one else 'orders'}, or pass "
            "--method for single endpoints.",
        )
    words, parents = read_parents(path)
    many, one = _settle_number(path, last, plural)
    path = (*path[:-1], many)
    module, singular = join_segments(*words, many), join_segments(*words, one)
    key = f"{join_segments(one)}_id"
    if reason := refuse_resource(module, singular) or refuse_names(key):
        raise name_refused(last, reason, write_path((*path[:-1], f"{one}-records")))
    if any(isinstance(part, Parameter) and part.name == key for part in path):
        raise UsageError(
            f"The path {show(format_path(path))} would have two parameters called {key!r}.",
            hint=f"Use another word, such as {write_path((*path[:-1], f'sub-{many}'))}",
        )
    return Naming(path, module, singular, key, parents)


def name_endpoint(path: Path) -> str:
    """Name the module of the endpoints at `path`: its static segments, or `index` for `/`.

    Raises UsageError when there are none, or the code needs the name for something else.
    """
    if not path:
        return "index"
    module = join_segments(*(part for part in path if isinstance(part, str)))
    if not module:
        raise UsageError(
            f"The path {show(format_path(path))} has nothing to name its endpoint after.",
            hint=f"Begin with a word: /reports{format_path(path)}",
        )
    if reason := refuse_names(module):
        at = max(number for number, part in enumerate(path) if isinstance(part, str))
        better = format_path((*path[:at], f"{path[at]}-view", *path[at + 1 :]))
        raise name_refused(module, reason, better)
    return module


def _settle_number(path: Path, last: str, plural: str | None) -> tuple[str, str]:
    """Give the plural and the singular of the last segment."""
    number = number_of(last)
    one, many = guess_both(last)
    if number != "unknown":
        one, many = (singularize(last), last) if number == "plural" else (last, pluralize(last))
    hint = f"{write_path((*path[:-1], one))} --plural {many}"
    if plural is not None:
        if is_segment(plural) and join_segments(plural) != join_segments(last):
            return plural, last
        raise UsageError(
            f"{show(plural[:100])} cannot be the plural of {show(last)}: it must be another word, "
            "of lower-case ASCII letters and digits joined by '-' or '_'.",
            hint=f"The path ends in the name of one: {hint}",
        )
    if number == "unknown":
        if refuse_names(join_segments(many), join_segments(one)):
            hint = f"{write_path((*path[:-1], one))} --plural {one}s"
        raise UsageError(
            f"It is not certain what one of {show(last)} is called, and what several are.",
            hint=f"Say both: {hint}",
        )
    return many, one
