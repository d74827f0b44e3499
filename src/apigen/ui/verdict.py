"""The page that `apigen recommend` prints: the verdict first, then everything it rests on."""

import shlex
import textwrap
from collections.abc import Iterator

from ..question import Value
from ..recommendation import TITLES, WEIGHTS, Flip, Reason, Verdict
from .screen import Line, get_width, show_lines

_STYLES = {"fastapi": "green", "flask": "cyan", "neither": "bright_black"}
_BAR = 10


def show_verdict(verdict: Verdict, flips: tuple[Flip, ...], unmet: frozenset[str]) -> None:
    """Print the page; `unmet` are the needs that `apigen new` cannot meet yet."""
    show_lines(tuple(make_page(verdict, flips, unmet, get_width())))


def make_page(
    verdict: Verdict, flips: tuple[Flip, ...], unmet: frozenset[str], width: int
) -> Iterator[Line]:
    """Give the lines of the page, none wider than `width` but links and the command at its end."""
    counted = tuple(reason for reason in verdict.reasons if reason.weight)
    others = tuple(reason for reason in verdict.reasons if not reason.weight)
    yield Line("")
    yield from wrap(_say_verdict(verdict), width, style="bold")
    for side, points in verdict.scores.items():
        if counted:
            yield _draw(side, str(points), points, max(verdict.scores.values()))
    for reason in verdict.advice:
        yield from wrap(f"But first: {reason.criterion.claim}", width)
    yield from _section("What counted", _list_counted(counted, width))
    yield from _section("What speaks for neither", _list_corrected(others, width))
    yield from _section("What does not count", _list_corrected(verdict.refuted, width))
    yield from _section("What would flip it", _list_flips(flips, width))
    yield from _section("Make it", _list_command(verdict, unmet, width))


def make_command(verdict: Verdict, unmet: frozenset[str]) -> str:
    """Give the command that makes this project, with the needs that `apigen new` can meet."""
    words = ["apigen", "new", "my-api", "--framework", verdict.framework]
    for key, value in verdict.needs:
        if key not in unmet:
            words += write_flag(key, value).split()
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
    if not verdict.needs.values:
        return "A toss-up, since no need was given; apigen recommend --help names them."
    if verdict.strength == "toss-up":
        is_api = verdict.needs.get("purpose") == "api"
        why = f"an API is {'' if is_api else 'not said to be '}the main purpose"
        return f"A toss-up, at {points} points each. {framework}, then, since {why}."
    [(other, others)] = [pair for pair in verdict.scores.items() if pair[0] != verdict.framework]
    lead = f"{points} points to {others} for {TITLES[other]}"
    if verdict.strength == "clear":
        return f"{framework}, clearly: {lead}."
    opposed = any(
        r.weight and r.criterion.kind == "decisive" and r.criterion.favours == other
        for r in verdict.reasons
    )
    why = f"a conclusion speaks for {TITLES[other]} too" if opposed else "the lead is small"
    return f"{framework}, but not clearly: {lead}, and {why}."


def _section(title: str, lines: Iterator[Line]) -> Iterator[Line]:
    found = list(lines)
    if found:
        yield Line("")
        yield Line(title, "bold")
        yield from found


def _draw(side: str, label: str, points: int, full: int) -> Line:
    bar = "█" * (-(-points * _BAR // full) if full else 0)
    return Line(f"  {TITLES[side]:<7} {label:>3} {bar}".rstrip(), _STYLES[side])


def _list_counted(reasons: tuple[Reason, ...], width: int) -> Iterator[Line]:
    for reason in reasons:
        criterion = reason.criterion
        yield _draw(criterion.favours, f"+{reason.weight}", reason.weight, WEIGHTS["decisive"])
        yield from wrap(criterion.claim, width, indent=4)
        yield from wrap(_name_source(reason), width, indent=4, style="bright_black")
        if criterion.status == "weakened":
            yield from _list_today("It counts half", reason, width)


def _list_corrected(reasons: tuple[Reason, ...], width: int) -> Iterator[Line]:
    for reason in reasons:
        publisher = reason.criterion.sources[0].publisher
        yield from wrap(f"{publisher}: {reason.criterion.claim}", width, indent=2)
        if reason.outranked_by:
            text = f"It is outranked by {reason.outranked_by}."
            yield from wrap(text, width, indent=4, style="bright_black")
        else:
            yield from _list_today("Today", reason, width)


def _list_today(opening: str, reason: Reason, width: int) -> Iterator[Line]:
    criterion = reason.criterion
    text = f"{opening}: {criterion.today} ({criterion.as_of})"
    yield from wrap(text, width, indent=4, style="bright_black")
    yield Line(f"    {criterion.link}", "bright_black")


def _list_flips(flips: tuple[Flip, ...], width: int) -> Iterator[Line]:
    for flip in flips:
        change = " and ".join(write_flag(key, value) for key, value in flip.change.items())
        yield from wrap(f"{change}: {TITLES[flip.framework]}", width, indent=2)


def _list_command(verdict: Verdict, unmet: frozenset[str], width: int) -> Iterator[Line]:
    yield Line(f"  {make_command(verdict, unmet)}", "cyan")
    flags = [write_flag(key, value) for key, value in verdict.needs if key in unmet]
    if flags:
        yield from wrap(f"apigen new does not offer {' and '.join(flags)} yet.", width, indent=2)


def _name_source(reason: Reason) -> str:
    source = reason.criterion.sources[0]
    return f"{source.publisher}, {source.section}".rstrip(".?") + "."


def wrap(text: str, width: int, *, indent: int = 0, style: str = "") -> Iterator[Line]:
    """Give `text` as lines of at most `width` columns."""
    margin = " " * indent
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return (Line(line, style) for line in lines)
