"""Writes to the terminal: plainly anywhere, with Rich where a person looks at a capable one."""

import os
import shutil
import sys
import textwrap
from dataclasses import dataclass

_WIDEST = 100


@dataclass(frozen=True)
class Section:
    """A heading and its lines. Lines for a machine, such as commands, are never wrapped."""

    title: str
    lines: tuple[str, ...]
    is_verbatim: bool = False


@dataclass(frozen=True)
class Line:
    """A line that fits the terminal, and the Rich style it has where there are styles."""

    text: str
    style: str = ""


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def is_capable() -> bool:
    """Whether the output is a terminal that colours and moves the cursor, and may."""
    is_plain = os.environ.get("TERM", "dumb") == "dumb" or bool(os.environ.get("APIGEN_PLAIN"))
    return sys.stdout is not None and sys.stdout.isatty() and not is_plain


def clean(text: str) -> str:
    """Replace what could steer a terminal by a visible escape sequence."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def say(text: str = "") -> None:
    """Write `text`, wrapped to the width of the terminal, on standard output."""
    print("\n".join(fill(line) for line in clean(text).split("\n")), flush=True)


def complain(text: str) -> None:
    """Write `text`, wrapped, on standard error."""
    print("\n".join(fill(line) for line in clean(text).split("\n")), file=sys.stderr, flush=True)


def copy(lines: tuple[str, ...]) -> None:
    """Write lines that somebody will copy, on standard error: never wrapped."""
    for line in lines:
        print(f"    {clean(line)}" if line else "", file=sys.stderr, flush=True)


def get_width() -> int:
    """Give the number of columns to use."""
    return max(20, min(shutil.get_terminal_size().columns, _WIDEST))


def show_sections(sections: tuple[Section, ...]) -> None:
    """Write the sections that have lines, one after the other."""
    sections = tuple(section for section in sections if section.lines)
    if is_capable():
        _show_rich(sections)
        return
    for section in sections:
        say()
        say(section.title)
        for line in section.lines:
            if section.is_verbatim:
                print(f"  {clean(line)}", flush=True)
            else:
                say(f"  {line}")


def show_lines(lines: tuple[Line, ...]) -> None:
    """Write lines that are wrapped already, styled where the terminal can."""
    if not is_capable():
        print("\n".join(clean(line.text) for line in lines), flush=True)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Text(clean(line.text), style=line.style), soft_wrap=True)


def _show_rich(sections: tuple[Section, ...]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, width=get_width())
    for section in sections:
        console.print()
        console.print(Text(clean(section.title), style="bold"))
        for line in section.lines:
            if section.is_verbatim:
                console.print(Text(f"  {clean(line)}", style="cyan"), soft_wrap=True)
            else:
                console.print(Text(fill(f"  {clean(line)}")))


def fill(line: str) -> str:
    """Break a line where the terminal ends; what follows is indented as it is."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line,
        get_width(),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
