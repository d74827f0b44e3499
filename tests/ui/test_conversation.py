"""The guided conversation, held over a real terminal."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from ..guarded import guard
from ..tools import make_command, read_tree, write_tree

ENTER, LEFT, DOWN, CTRL_C, CTRL_D = "\r", "\x1b[D", "\x1b[B", "\x03", "\x04"
PLAIN = {"APIGEN_PLAIN": "1"}
QUICK = ("--no-install", "--no-git")
QUESTIONS = ("interactive API documentation", "Which framework", "keep its data", "deployed")

Talk = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def talk(toy: Path, place: Path) -> Iterator[Talk]:
    """Start apigen on a terminal of its own."""
    started: list[pexpect.spawn[str]] = []
    base = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}

    def start(
        *arguments: str, columns: int = 80, lines: int = 40, env: dict[str, str] | None = None
    ) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            sys.executable,
            make_command(toy, "new", *arguments)[1:],
            cwd=str(place),
            env={**base, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **(env or {})},
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=15,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def _finish(child: "pexpect.spawn[str]") -> int:
    child.expect(pexpect.EOF)
    child.wait()
    return child.exitstatus if child.exitstatus is not None else -(child.signalstatus or 0)


def test_enter_takes_every_default(talk: Talk, place: Path) -> None:
    child = talk("shop", *QUICK)
    for question in QUESTIONS:
        child.expect(question)
        child.send(ENTER)
    child.expect("Shall it be written")
    assert os.listdir(place) == []
    child.send(ENTER)
    assert _finish(child) == 0
    tree = read_tree(place / "shop")
    assert "Boatfile" in tree
    assert 'framework = "auto"' in tree[".apigen.toml"]


def test_each_choice_has_its_line_of_explanation(talk: Talk) -> None:
    child = talk("shop", *QUICK)
    child.expect("nothing is published")
    child.send(ENTER)
    child.expect("small, synchronous at heart")


def test_left_goes_back_and_the_answer_is_still_there(talk: Talk, place: Path) -> None:
    child = talk("shop", *QUICK)
    child.expect(QUESTIONS[0])
    child.send(DOWN + ENTER)  # no documentation
    child.expect(QUESTIONS[1])
    child.send(DOWN + DOWN + ENTER)  # Flask
    child.expect(QUESTIONS[2])
    child.send(LEFT)
    child.expect(QUESTIONS[1])
    child.send(ENTER)
    child.expect(QUESTIONS[2])
    child.send(ENTER)
    child.expect(QUESTIONS[3])
    child.send(" " + ENTER)  # unmark the default
    child.expect("Shall it be written")
    child.send(ENTER)
    assert _finish(child) == 0
    state = (place / "shop/.apigen.toml").read_text()
    assert 'framework = "flask"' in state
    assert "docs = false" in state
    assert "deploy = []" in state


def test_what_a_flag_answers_is_not_asked(talk: Talk) -> None:
    child = talk("shop", *QUICK, "--no-docs", "--framework", "flask", "--deploy", "none")
    assert child.expect([QUESTIONS[0], QUESTIONS[1], QUESTIONS[2]]) == 2


@pytest.mark.parametrize("questions", range(len(QUESTIONS) + 1))
@pytest.mark.parametrize("env", [{}, PLAIN])
def test_ctrl_c_at_any_question_leaves_nothing(
    talk: Talk, place: Path, questions: int, env: dict[str, str]
) -> None:
    child = talk("shop", *QUICK, env=env)
    for question in QUESTIONS[:questions]:
        child.expect(question)
        if env:
            child.expect("]: ")
        child.send(ENTER)
    child.expect((*QUESTIONS, "Shall it be written")[questions])
    if env:
        child.expect("]: ")
    child.send(CTRL_C)
    child.expect(r"Stopped. Nothing was written\.")
    assert _finish(child) == 130
    assert os.listdir(place) == []


@pytest.mark.parametrize("env", [{}, PLAIN])
def test_ctrl_d_ends_as_ctrl_c_does(talk: Talk, place: Path, env: dict[str, str]) -> None:
    for arguments, question in ((("shop",), QUESTIONS[0]), ((), "What is the project called")):
        child = talk(*arguments, *QUICK, env=env)
        child.expect(question)
        if env and arguments:
            child.expect("]: ")
        child.send(CTRL_D)
        child.expect(r"Stopped. Nothing was written\.")
        assert _finish(child) == 130
    assert os.listdir(place) == []


def test_a_tilde_that_is_typed_is_the_home_folder(talk: Talk, place: Path) -> None:
    given = ("--no-docs", "--deploy", "none", "--database", "none", "--framework", "flask")
    child = talk(*QUICK, *given, env={**PLAIN, "HOME": str(place / "home")})
    child.expect("What is the project called")
    child.send("~/shop" + ENTER)
    child.expect("Shall it be written")
    child.expect("]: ")
    child.send(ENTER)
    assert _finish(child) == 0
    assert (place / "home/shop/README.md").is_file()
    assert os.listdir(place) == ["home"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("env", [{}, PLAIN])
def test_a_signal_at_a_question_leaves_nothing(
    talk: Talk, place: Path, env: dict[str, str], number: signal.Signals
) -> None:
    child = talk("shop", *QUICK, env=env)
    child.expect(QUESTIONS[0])
    if env:
        child.expect("]: ")  # a signal right before the line is read is seen with the line only
    child.kill(number)
    child.expect(r"Stopped. Nothing was written\.")
    assert "Traceback" not in (child.before or "")
    assert _finish(child) == 128 + number
    assert os.listdir(place) == []


def test_stopping_at_the_summary_leaves_nothing(talk: Talk, place: Path) -> None:
    child = talk("shop", *QUICK, env=PLAIN)
    for question in QUESTIONS:
        child.expect(question)
        child.send(ENTER)
    child.expect("Shall it be written")
    child.expect("]: ")
    child.send("3" + ENTER)
    assert _finish(child) == 130
    assert os.listdir(place) == []


def test_plain_questions_take_numbers_and_go_back(talk: Talk, place: Path) -> None:
    child = talk("shop", *QUICK, env={"TERM": "dumb"})
    for question, typed in (
        (QUESTIONS[0], "9"),
        ("one number from 1 to 2", "2"),
        (QUESTIONS[1], "b"),
        (QUESTIONS[0], ""),
        (QUESTIONS[1], "3"),
        (QUESTIONS[2], "1"),
        (QUESTIONS[3], "0"),
        ("Shall it be written", ""),
    ):
        child.expect(question)
        child.expect("]: ")
        child.send(typed + ENTER)
    child.expect(pexpect.EOF)
    assert "\x1b" not in (child.before or "")
    state = (place / "shop/.apigen.toml").read_text()
    assert 'framework = "flask"' in state
    assert "docs = false" in state
    assert 'database = "none"' in state


def test_changing_asks_again_with_the_last_answers(talk: Talk, place: Path) -> None:
    child = talk("shop", *QUICK, "--no-docs", "--deploy", "none", "--database", "none", env=PLAIN)
    for question, typed in (
        (QUESTIONS[1], "3"),
        ("Shall it be written", "2"),
        (QUESTIONS[1], ""),
        ("Shall it be written", ""),
    ):
        child.expect(question)
        child.expect("]: ")
        child.send(typed + ENTER)
    assert _finish(child) == 0
    assert 'framework = "flask"' in (place / "shop/.apigen.toml").read_text()


def test_what_has_one_possible_answer_is_said(talk: Talk) -> None:
    child = talk("shop", *QUICK, "--minimal", "--no-docs", "--database", "none", env=PLAIN)
    child.expect(QUESTIONS[1])
    child.send(ENTER)
    child.expect(r"deployed\? None\.\s+--deploy boat does not go with --minimal: the smallest")
    child.expect("Shall it be written")


def test_what_does_not_go_with_the_answers_before_cannot_be_typed(toy: Path, talk: Talk) -> None:
    guard(toy)
    child = talk("shop", *QUICK, "--no-docs", env=PLAIN)
    for question, typed in (
        ("callers prove", "3"),
        (QUESTIONS[1], ""),
        (r"1\. None: not available: --auth guard needs --database toybase or bucket", "1"),
        ("None is not available: --auth guard needs --database toybase or bucket", "9"),
        ("one number from 1 to 3", ""),
        (QUESTIONS[3], ""),
        ("--auth guard: the keys are told by word of mouth", ""),
    ):
        child.expect(question)
        child.expect("]: ")
        child.send(typed + ENTER)
    assert _finish(child) == 0


def test_what_does_not_go_with_the_answers_before_is_passed_over(
    toy: Path, place: Path, talk: Talk
) -> None:
    guard(toy)
    child = talk("shop", *QUICK, "--no-docs")
    child.expect("callers prove")
    child.send(DOWN + DOWN + ENTER)
    child.expect(QUESTIONS[1])
    child.send(ENTER)
    child.expect(QUESTIONS[2])
    child.expect("None.*not available: --auth guard needs --database toybase or")
    child.send(DOWN + DOWN + ENTER)  # from ToyBase to Bucket, and over None to ToyBase
    child.expect("keep its data.* ToyBase")
    child.send(LEFT)
    child.expect(QUESTIONS[2])
    child.send(ENTER)
    for question in (QUESTIONS[3], "Shall it be written"):
        child.expect(question)
        child.send(ENTER)
    assert _finish(child) == 0
    assert 'database = "toybase"' in (place / "shop/.apigen.toml").read_text()


def test_what_does_not_fit_into_a_low_terminal_is_said_before(toy: Path, talk: Talk) -> None:
    guard(toy)
    child = talk("shop", *QUICK, "--no-docs", "--auth", "guard", columns=40, lines=8)
    child.expect(QUESTIONS[1])
    child.send(ENTER)
    child.expect(r"None is not available: --auth guard\s+needs --database toybase or")
    child.expect(QUESTIONS[2])


def test_what_is_chosen_is_seen_with_its_explanation_in_a_low_terminal(talk: Talk) -> None:
    child = talk("shop", *QUICK, "--no-docs", columns=40, lines=6)
    child.expect(QUESTIONS[1])
    child.send(DOWN + DOWN)
    child.expect("extended with")  # what was on the screen before may be left out of any text


@pytest.mark.parametrize("env", [{}, PLAIN])
def test_a_prompt_is_broken_between_words(talk: Talk, env: dict[str, str]) -> None:
    child = talk(*QUICK, columns=40, env=env)
    child.expect(r"where(?:\x1b\S*|\s)+is it to be\?|where is\s+it to be\?")


def test_going_back_makes_other_choices_possible(toy: Path, place: Path, talk: Talk) -> None:
    guard(toy)
    child = talk("shop", *QUICK, env=PLAIN)
    for question, typed in (
        (QUESTIONS[0], "1"),
        (
            r"3\. Guard: not available: --auth guard does not go with --docs: they show\s+\[bold\]",
            "b",
        ),
        (QUESTIONS[0], "2"),
        (r"3\. Guard: guard it is", "3"),
        (QUESTIONS[1], "b"),
        ("callers prove", ""),
        (QUESTIONS[1], ""),
        (r"None: not available", "b"),
        (QUESTIONS[1], "b"),
        (r"callers prove", "1"),
        (QUESTIONS[1], ""),
        ("None: in memory", "1"),
        (QUESTIONS[3], ""),
        ("Shall it be written", ""),
    ):
        child.expect(question)
        child.expect("]: ")
        child.send(typed + ENTER)
    assert _finish(child) == 0
    state = (place / "shop/.apigen.toml").read_text()
    assert 'auth = "none"' in state
    assert 'database = "none"' in state


def test_back_goes_to_what_was_asked_and_not_to_what_was_said(toy: Path, talk: Talk) -> None:
    guard(toy)
    child = talk("shop", *QUICK, "--auth", "guard", "--database", "bucket", env=PLAIN)
    child.expect(r"documentation\? No\.\s+--auth guard does not go with --docs")
    for question, typed in (
        (QUESTIONS[1], "b"),
        ("one number from 1 to 3", ""),
        (QUESTIONS[3], "b"),
        (QUESTIONS[1], ""),
    ):
        child.expect(question)
        child.expect("]: ")
        child.send(typed + ENTER)
    child.expect(QUESTIONS[3])


def test_flags_that_do_not_fit_are_refused_before_anything_is_asked(toy: Path, talk: Talk) -> None:
    guard(toy)
    child = talk("shop", *QUICK, "--auth", "guard", "--docs", "--database", "none")
    child.expect("--auth guard does not go with --docs: they show")
    child.expect("--auth guard needs --database toybase or bucket: keys must be kept")
    assert _finish(child) == 2


@pytest.mark.parametrize("env", [{}, PLAIN])
def test_the_name_is_asked_until_it_is_good(talk: Talk, place: Path, env: dict[str, str]) -> None:
    child = talk(*QUICK, "--minimal", env=env)
    child.expect("What is the project called")
    child.send("class" + ENTER)
    child.expect("keyword")
    child.expect("class-app")
    child.expect("What is the project called")
    child.send("shop" + ENTER)
    child.expect(QUESTIONS[0])
    child.send(CTRL_C)
    assert _finish(child) == 130


@pytest.mark.parametrize(("typed", "text"), [("1", "mine"), ("2", "All of it.\n")])
def test_each_file_that_differs_is_agreed_to(
    talk: Talk, place: Path, typed: str, text: str
) -> None:
    write_tree(place, {"shop/AGENTS.md": "mine"})
    given = ("--no-docs", "--deploy", "none", "--database", "none", "--framework", "flask")
    child = talk("shop", *QUICK, "--force", *given, env=PLAIN)
    child.expect("AGENTS.md is there already")
    child.expect("]: ")
    child.send(typed + ENTER)
    child.expect("Shall it be written")
    assert ("will be replaced" in str(child.before)) == (typed == "2")
    child.send(ENTER)
    assert _finish(child) == 0
    assert (place / "shop/AGENTS.md").read_text() == text


def test_overwrite_asks_for_a_private_file_all_the_same(talk: Talk, place: Path) -> None:
    write_tree(place, {"shop/AGENTS.md": "mine", "shop/.env": "SECRET=mine"})
    given = ("--no-docs", "--deploy", "none", "--database", "none", "--framework", "flask")
    child = talk("shop", *QUICK, "--force", "--overwrite", *given, env=PLAIN)
    child.expect(r"\.env is there already")
    assert "AGENTS.md" not in str(child.before)
    child.expect("]: ")
    child.send("2" + ENTER)
    child.expect("will be replaced")
    child.expect("Shall it be written")
    child.send(ENTER)
    assert _finish(child) == 0
    assert (place / "shop/.env").read_text() != "SECRET=mine"
    assert (place / "shop/AGENTS.md").read_text() == "All of it.\n"


@pytest.mark.parametrize("columns", [40, 200])
def test_narrow_and_wide_terminals_show_everything(talk: Talk, columns: int) -> None:
    child = talk("shop", *QUICK, columns=columns)
    for question in ("API", *QUESTIONS[1:]):
        child.expect(question)
        child.send(ENTER)
    child.expect("Shall it be written")
    child.send(ENTER)
    child.expect("Made Shop")
    child.expect(pexpect.EOF)
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", child.before or "").splitlines()
    prose = [line for line in lines if "--require-version" not in line and "place" not in line]
    assert max(map(len, prose)) <= columns


def test_no_color_means_no_colour(talk: Talk) -> None:
    child = talk("shop", *QUICK, env={"NO_COLOR": "1"})
    for question in QUESTIONS:
        child.expect(question)
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", child.before or "")
        child.send(ENTER)
    child.expect("Shall it be written")
    child.send(ENTER)
    child.expect(pexpect.EOF)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", child.before or "")


def test_yes_asks_nothing(talk: Talk) -> None:
    assert _finish(talk("shop", *QUICK, "--yes")) == 0


def test_the_verdict_is_shown_before_the_framework_is_asked_for(talk: Talk) -> None:
    child = talk("shop", *QUICK, "--docs")
    child.expect(r"The needs speak for FastAPI \(clear: Flask 0, FastAPI 41 points\)")
    child.expect("Which framework")
    child.send(DOWN + DOWN + ENTER)
    child.expect("Which framework.* Flask")
    for _ in QUESTIONS[2:]:
        child.send(ENTER)
    child.expect("Flask was asked for; the needs speak for FastAPI")
    child.send(CTRL_C)
    assert _finish(child) == 130
