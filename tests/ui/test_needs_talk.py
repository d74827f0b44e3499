"""The questions of `apigen recommend`, asked over a real terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from apigen.catalog import find_templates

from ..tools import make_command

ENTER, LEFT, DOWN, CTRL_C = "\r", "\x1b[D", "\x1b[B", "\x03"
PROMPTS = ("HTML pages of its own", "wait on many things", "come out of the code", "who they are")

Talk = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def talk(place: Path) -> Iterator[Talk]:
    """Start `apigen recommend` on a terminal of its own."""
    started: list[pexpect.spawn[str]] = []
    base = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}

    def start(
        *arguments: str, columns: int = 80, env: dict[str, str] | None = None
    ) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            sys.executable,
            make_command(find_templates(), "recommend", *arguments)[1:],
            cwd=str(place),
            env={**base, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **(env or {})},
            dimensions=(50, columns),
            encoding="utf-8",
            timeout=15,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def _finish(child: "pexpect.spawn[str]") -> tuple[int, str]:
    text = ""
    while not child.eof():
        child.expect([r"[^\r]+", pexpect.EOF])
        text += str(child.after) if child.after is not pexpect.EOF else ""
    child.wait()
    return child.exitstatus or 0, text


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_four_questions_and_an_offer(talk: Talk, columns: int, env: dict[str, str]) -> None:
    child = talk(columns=columns, env=env)
    child.expect("pages")
    child.send(DOWN + ENTER)  # yes, it will have pages; the rest cannot be said
    child.expect("wait on")
    child.send(ENTER)
    child.expect("documentation")
    child.send(ENTER)
    child.expect("callers")
    child.send(ENTER)
    child.expect("further")
    child.send(ENTER)
    child.expect("Flask, clearly: 20 points")
    assert _finish(child)[0] == 0


def test_the_rest_can_be_had(talk: Talk) -> None:
    child = talk("--templates", "--thorough")
    for _ in range(3):
        child.expect("Enter")
        child.send(ENTER)
    child.expect("What is it there for")
    child.send(CTRL_C)
    code, text = _finish(child)
    assert code == 130
    assert "Stopped." in text


def test_one_can_go_back(talk: Talk) -> None:
    child = talk()
    child.expect(PROMPTS[0])
    child.send(ENTER)
    child.expect(PROMPTS[1])
    child.send(LEFT)
    child.expect(PROMPTS[0])
    child.send(DOWN + DOWN + ENTER)
    child.expect(PROMPTS[0] + r"\? No")
    child.send(CTRL_C)
    assert _finish(child)[0] == 130


def test_ctrl_c_prints_one_line(talk: Talk) -> None:
    child = talk()
    child.expect(PROMPTS[0])
    child.send(CTRL_C)
    code, text = _finish(child)
    assert code == 130
    assert "points" not in text
    assert text.count("Stopped.") == 1


def test_flags_ask_nothing(talk: Talk) -> None:
    child = talk("--docs")
    child.expect("FastAPI, clearly")
    assert _finish(child)[0] == 0
