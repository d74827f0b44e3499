"""Shows what there is to choose from, as text and as JSON."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from .. import __version__
from ..offers import Bond, Offer, Topic
from ..question import NONE, Question
from ..wording import write_flag
from .screen import Line, get_width, say, show_lines


def show_topics(topics: Iterable[Topic]) -> None:
    """List every choice under its question: what it is, needs, excludes, and its checks."""
    width = get_width()
    lines: list[Line] = []
    for topic in topics:
        lines += [Line(text, "bold") for text in _wrap(topic.question.prompt, "", width)]
        for offer in topic.offers:
            lines += _describe(offer, width)
        lines.append(Line(""))
    show_lines(tuple(lines))
    say("* is chosen where nothing is said.")


def make_topics_document(topics: Iterable[Topic]) -> dict[str, object]:
    """Give all of it as values that JSON knows."""
    return {
        "apigen": __version__,
        "questions": [
            {
                "key": topic.question.key,
                "flag": topic.question.flag,
                "help": topic.question.help,
                "none": _say_none(topic.question),
                "choices": [_make_choice(offer) for offer in topic.offers],
            }
            for topic in topics
        ],
    }


def _describe(offer: Offer, width: int) -> Iterator[Line]:
    feature = offer.feature
    flag = write_flag(feature.question, feature.value)
    mark = " *" if offer.is_default else ""
    yield Line(f"  {flag}{mark}", "cyan")
    for text in _wrap(f"{feature.title}: {feature.help}", "      ", width):
        yield Line(text)
    for name, bonds in (("needs", offer.needs), ("excludes", offer.excludes)):
        for bond in bonds:
            yield from _tell(name, f"{bond.flags}: {bond.why}", width)
    if feature.checked:
        yield from _tell("checked", "; ".join(feature.checked), width)
    if feature.unchecked:
        yield from _tell("not checked", feature.unchecked, width)


def _tell(name: str, text: str, width: int) -> Iterator[Line]:
    for line in _wrap(f"{name}: {text}", "      ", width):
        yield Line(line, "bright_black")


def _wrap(text: str, margin: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _say_none(question: Question) -> Mapping[str, str] | None:
    if question.kind == "yes-no":
        return {"flag": f"--no-{question.key}", "help": question.none_help}
    return {"flag": f"{question.flag} {NONE}", "help": question.none_help}


def _make_choice(offer: Offer) -> dict[str, object]:
    feature = offer.feature
    return {
        "value": feature.value,
        "flag": write_flag(feature.question, feature.value),
        "title": feature.title,
        "help": feature.help,
        "default": offer.is_default,
        "needs": _make_bonds(offer.needs),
        "excludes": _make_bonds(offer.excludes),
        "checked": list(feature.checked),
        "unchecked": feature.unchecked or None,
    }


def _make_bonds(bonds: Iterable[Bond]) -> list[dict[str, str]]:
    return [{"flags": bond.flags, "why": bond.why} for bond in bonds]
