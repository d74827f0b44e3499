"""Reads which resources a nested one belongs to, from the path in front of its name."""

from ..errors import UsageError
from .english import guess_both, number_of, pluralize, singularize
from .path_grammar import format_path
from .path_names import Path, join_segments, name_refused, write_path
from .reserved import refuse_resource
from .spec import Parameter, Parent


def read_parents(path: Path) -> tuple[tuple[str, ...], tuple[Parent, ...]]:
    """Give the words in front of the last segment, and the parents with the outermost first.

    Raises UsageError when a parameter is not the int that says which one of the segment before it.
    """
    words: list[str] = []
    parents: list[Parent] = []
    for number, part in enumerate(path[:-1]):
        if isinstance(part, str):
            words.append(part)
            continue
        before = path[number - 1] if number else None
        if not isinstance(before, str):
            better = (*path[:number], *_guess_parent(part), *path[number + 1 :])
            raise _refuse(part, "there is no resource in front of it", better)
        one = _find_singular(path, number, before, part)
        module = join_segments(*words)
        singular = join_segments(*words[:-1], one)
        if reason := refuse_resource(module, singular):
            other = (f"{one}-records", Parameter(join_segments(f"{one}_record_id")))
            better = (*path[: number - 1], *other, *path[number + 1 :])
            raise name_refused(before, reason, write_path(better))
        parents.append(Parent(module, singular, part.name))
        words[-1] = one
    return tuple(words), tuple(parents)


def _find_singular(path: Path, number: int, before: str, parameter: Parameter) -> str:
    """Give the singular of a parent; where English is not certain, the parameter says it."""
    kind = number_of(before)
    typed = parameter.name.removesuffix("_id")
    if kind != "unknown":
        one = join_segments(singularize(before))
    elif typed not in {parameter.name, join_segments(before)}:
        one = typed
    else:
        one = join_segments(guess_both(before)[0])
    many = pluralize(before) if kind == "singular" else before
    good = Parameter(f"{one}_id")
    if many != before:
        why = f"a resource in front of it goes by its plural, {many!r}"
    elif parameter.name != good.name:
        why = f"what comes after {before!r} is {format_path((good,))[1:]}"
    elif parameter.type != "int":
        why = "the ids of resources are int"
    else:
        return one
    raise _refuse(parameter, why, (*path[: number - 1], many, good, *path[number + 1 :]))


def _guess_parent(parameter: Parameter) -> Path:
    """Give the segment that `parameter` may have been meant to follow, and the parameter."""
    one = parameter.name.removesuffix("_id")
    if one != parameter.name and number_of(one) == "singular":
        return pluralize(one), Parameter(parameter.name)
    return "items", Parameter("item_id")


def _refuse(parameter: Parameter, why: str, better: Path) -> UsageError:
    return UsageError(
        f"The parameter {format_path((parameter,))[1:]} cannot be used: {why}.",
        hint=f"Try this instead: {write_path(better)}",
    )
