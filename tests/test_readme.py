"""The README says what the commands, options, choices and exit codes really are."""

import re
from pathlib import Path

import pytest
import typer

from apigen import errors
from apigen.catalog import load_catalog
from apigen.commands.app import make_app
from apigen.question import NONE, Question
from apigen.recommendation import NEEDS
from apigen.wording import write_flag

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
NEW = README.split("\n## `apigen new")[1]
PROSE = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
CODE = set(re.findall(r"`([^`]+)`", PROSE.replace("\\|", "|")))


QUESTIONS = load_catalog().questions()


def test_every_command_has_its_section() -> None:
    for name in make_app().commands:
        assert re.search(rf"^## `apigen {name}\b", README, re.MULTILINE)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.key)
def test_every_open_question_is_in_the_table(question: Question) -> None:
    if question.kind == "yes-no":
        assert question.flag in CODE
        assert question.is_asked == (f"`--no-{question.key}`" in NEW)
    else:
        values = question.values if question.kind == "one" else (NONE, *question.values)
        assert f"{question.flag} {'|'.join(values)}" in CODE


def test_every_target_says_how_it_was_checked() -> None:
    features = [
        feature
        for feature in load_catalog().features
        if feature.question in {"deploy", "ci", "with"}
    ]
    rows = [
        f"| `{write_flag(each.question, each.value)}` | {'; '.join(each.checked)} | "
        f"{each.unchecked or 'nothing'} |"
        for each in features
    ]
    [table] = re.findall(r"^\| Choice .*\n.*\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert "\n".join(rows) + "\n" == table


def test_every_option_is_in_the_readme_and_none_that_is_not_there() -> None:
    known: set[str] = set()
    for command in make_app().commands.values():
        for parameter in command.params:
            if isinstance(parameter, typer.core.TyperOption):
                known |= {*parameter.opts, *parameter.secondary_opts}
    said = {word for code in CODE for word in code.split() if word.startswith("--")}
    assert said <= known
    assert known - said <= {"--help", "-h"}


def test_every_exit_code_is_explained() -> None:
    kinds = [errors.WorkFailed, errors.UsageError, errors.Refused]
    codes = {0, 128, 130, *(kind.exit_code for kind in kinds)}
    [sentence] = re.findall(r"\*\*Exit codes\.\*\*(.*?)\n\n", README, re.DOTALL)
    assert codes == {int(number) for number in re.findall(r"\b\d+\b", sentence)}


def test_defaults_are_as_the_table_says() -> None:
    rows = re.findall(r"^\| `--(\w+) [^|]*(?:\\\|[^|]*)*` \| `(\w+)` \|", README, re.MULTILINE)
    told = dict(rows)
    for question in QUESTIONS:
        default = question.get_default(minimal=False)
        if not isinstance(default, bool):
            said = default if isinstance(default, str) else ",".join(default) or NONE
            assert told[question.key] == said


def test_the_commands_of_contributing_exist() -> None:
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (CHECKOUT / f"{module.replace('.', '/')}.py").exists(), module
    for path in re.findall(r"`sh ([\w./-]+)`", text):
        assert (CHECKOUT / path).exists(), path


@pytest.mark.parametrize("question", NEEDS, ids=lambda q: q.key)
def test_every_need_is_in_the_table(question: Question) -> None:
    [row] = re.findall(
        rf"^\| `{question.flag}`.*$", README.split("\n## `apigen new")[0], re.MULTILINE
    )
    if question.kind == "yes-no":
        assert f"`--no-{question.key}`" in row
    else:
        said = re.findall(r"`([\w-]+)`", row.split("|")[2])
        assert tuple(said) == question.values
