"""The page that `apigen recommend` prints: the verdict first, then everything it rests on."""

import shlex
import textwrap
from collections.abc import Iterator

from ..question import Value
from ..recommendation import TITLES, Flip, Reason, Verdict
from .screen import Line, get_width, show_lines

_STYLES = {"fastapi": "green", "flask": "cyan", "neither": "bright_black"}
_BAR = 10
_PER_BLOCK = 2


def show_verdict(verdict: Verdict, flips: tuple[Flip, ...]) -> None:
    """Print the page."""
    show_lines(tuple(make_page(verdict, flips, get_width())))


def make_page(verdict: Verdict, flips: tuple[Flip, ...], width: int) -> Iterator[Line]:
    """Give the lines of the page, none wider than `width` but the command at its end."""
    yield Line("")
    yield from wrap(_say_verdict(verdict), width, style="bold")
    for reason in verdict.advice:
        yield from wrap(f"But first: {reason.criterion.claim}", width)
    yield from _section("What counted", _list_reasons(verdict.reasons, width))
    yield from _section("What does not count", _list_refuted(verdict.refuted, width))
    yield from _section("What would flip it", _list_flips(flips, width))
    yield from _section("Make it", iter([Line(f"  {make_command(verdict)}", "cyan")]))


def make_command(verdict: Verdict) -> str:
    """Give the command that makes this project, with the needs that `apigen new` can meet."""
    words = ["apigen", "new", "my-api", "--framework", verdict.framework]
    for key in ("async", "docs"):
        value = verdict.needs.get(key)
        if isinstance(value, bool):
            words.append(write_flag(key, value))
    return shlex.join(words)


def write_flag(key: str, value: Value | None) -> str:
    """Write an answer as the flag that gives it; None as its absence."""
    if value is None:
        return f"no answer to --{key}"
    if isinstance(value, bool):
        return f"--{key}" if value else f"--no-{key}"
    return f"--{key} {value}"


def _say_verdict(verdict: Verdict) -> str:
    framework = TITLES[verdict.framework]
    points = verdict.scores[verdict.framework]
    if verdict.strength == "toss-up":
        is_api = verdict.needs.get("purpose") == "api"
        why = f"an API is {'' if is_api else 'not '}the main purpose"
        return f"A toss-up, at {points} points each. {framework}, then, since {why}."
    [(other, others)] = [pair for pair in verdict.scores.items() if pair[0] != verdict.framework]
    how = "clearly" if verdict.strength == "clear" else "but not clearly"
    return f"{framework}, {how}: {points} points to {others} for {TITLES[other]}."


def _section(title: str, lines: Iterator[Line]) -> Iterator[Line]:
    found = list(lines)
    if found:
        yield Line("")
        yield Line(title, "bold")
        yield from found


def _list_reasons(reasons: tuple[Reason, ...], width: int) -> Iterator[Line]:
    for reason in reasons:
        criterion = reason.criterion
        style = _STYLES[criterion.favours] if reason.weight else "bright_black"
        bar = "█" * (-(-reason.weight // _PER_BLOCK))
        points = f"+{reason.weight}" if reason.weight else "0"
        yield Line(f"  {TITLES[criterion.favours]:<7} {points:>3} {bar:<{_BAR}}".rstrip(), style)
        yield from wrap(criterion.claim, width, indent=4)
        first = criterion.sources[0]
        where = f"{first.publisher}, {first.section}. "
        if reason.outranked_by:
            where += f"Outranked by {reason.outranked_by}. "
        if criterion.status == "weakened":
            where += f"Counts half: {criterion.today}"
        yield from wrap(where.strip(), width, indent=4, style="bright_black")


def _list_refuted(reasons: tuple[Reason, ...], width: int) -> Iterator[Line]:
    for reason in reasons:
        criterion = reason.criterion
        first = criterion.sources[0]
        yield from wrap(f"{first.publisher}: {criterion.claim}", width, indent=2)
        yield from wrap(
            f"{criterion.today} ({criterion.link}, {criterion.as_of})",
            width,
            indent=4,
            style="bright_black",
        )


def _list_flips(flips: tuple[Flip, ...], width: int) -> Iterator[Line]:
    for flip in flips:
        change = " and ".join(write_flag(key, value) for key, value in flip.change.items())
        yield from wrap(f"{change}: {TITLES[flip.framework]}", width, indent=2)


def wrap(text: str, width: int, *, indent: int = 0, style: str = "") -> Iterator[Line]:
    """Give `text` as lines of at most `width` columns."""
    margin = " " * indent
    lines = textwrap.wrap(
        text, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
    )
    return (Line(line, style) for line in lines)
