"""Whatever stands on the command line, the run ends as it should and writes nothing that was not asked for."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigen.commands.app import make_app

from .runs import run

_APP = make_app()
_WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("./\\~$`'\"-[]{}%;|&<>\n\r\t\x1b\x7f é\u202e=:,?"),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=30,
)
_ODD = st.sampled_from(
    [
        "\x1b]0;owned\x07",
        "[bold]x[/bold]",
        "[/]",
        "-",
        "--",
        "../x",
        "/etc/passwd",
        "x" * 5000,
        "1" * 300,
    ]
)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Give a command with some of its options, and words that may be anything."""
    name = draw(st.sampled_from(sorted(_APP.commands)))
    flags = [
        flag for option in _APP.commands[name].params for flag in option.opts if flag[0] == "-"
    ]
    parts = (
        st.sampled_from(flags) | _WORDS | _ODD | st.sampled_from(["orders", "name:str", "auth=jwt"])
    )
    words = draw(st.lists(parts, max_size=6))
    return [name, *(word for word in words if word != "--measure"), "--json"][
        : draw(st.integers(1, 8))
    ]


@given(words=command_lines())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_command_line_is_done_or_refused(words: list[str]) -> None:
    check(words)


def test_every_option_of_every_command_takes_any_word_without_harm() -> None:
    for name, command in _APP.commands.items():
        options = [each for each in command.params if each.opts[0][0] == "-" and not each.is_flag]
        words = [word for each in options for word in (each.opts[0], "\x1b[31m[bold]x")]
        check([name, *words])


def check(words: list[str]) -> None:
    """Run a command line in an empty folder, where there is no project."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a" / "b"
        place.mkdir(parents=True)
        quiet = ["--no-install"] if words[0] == "new" and "--" not in words else []
        done = run(place, words[0], *quiet, *words[1:], env={"HOME": folder, "COLUMNS": "100"})
        assert done.code in {0, 1, 2, 3}, (words, done)
        assert done.is_clean(), (words, done)
        assert os.listdir(folder) == ["a"], words
        assert os.listdir(Path(folder) / "a") == ["b"], words
        assert done.code == 0 or not os.listdir(place), (words, done)
