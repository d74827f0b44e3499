"""Every question that `apigen new` asks: one record each gives its flag, prompt and help."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from .errors import UsageError, list_words, show

Kind = Literal["yes-no", "one", "many"]
Value = str | bool | tuple[str, ...]

FRAMEWORKS = ("fastapi", "flask")
NONE = "none"


@dataclass(frozen=True)
class Choice:
    """One acceptable value of a question, with its line of explanation."""

    value: str | bool
    title: str
    help: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class Question:
    """One question. `choices` are filled in from the features that are there to be chosen."""

    key: str
    kind: Kind
    prompt: str
    help: str
    default: Value
    default_if_minimal: Value | None = None
    is_asked: bool = True
    choices: tuple[Choice, ...] = ()

    @property
    def flag(self) -> str:
        """The command-line flag that answers this question."""
        return f"--{self.key}"

    @property
    def values(self) -> tuple[str, ...]:
        """What can be said after the flag, for questions that are not yes or no."""
        return tuple(str(choice.value) for choice in self.choices)

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose between."""
        return len(self.choices) > (0 if self.kind == "many" else 1)

    def get_default(self, *, minimal: bool) -> Value:
        """Give the answer for someone who leaves the question open."""
        if not self.is_open:
            return {"yes-no": False, "many": ()}.get(self.kind, self.default)
        if minimal and self.default_if_minimal is not None:
            return self.default_if_minimal
        marked = tuple(str(choice.value) for choice in self.choices if choice.is_default)
        if self.kind == "many":
            return marked or self.default
        return marked[0] if marked and self.kind == "one" else self.default

    def read(self, raw: object) -> Value:
        """Turn what was typed, or read from a file, into an answer.

        Raises UsageError, which names the acceptable values and the nearest of them.
        """
        if self.kind == "yes-no":
            return self._read_yes_no(raw)
        if self.kind == "one":
            return self._read_word(raw)
        parts = raw if isinstance(raw, list | tuple) else [raw]
        words = [word.strip() for part in parts for word in str(part).split(",") if word.strip()]
        if NONE in words and len(set(words)) > 1:
            raise UsageError(f"{self.flag} none cannot be combined with other values.")
        chosen = {self._read_word(word) for word in words if word != NONE}
        return tuple(value for value in self.values if value in chosen)

    def _read_yes_no(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise UsageError(f"{self.key} must be true or false, not {show(str(raw))}.")
        if raw and not self.is_open:
            raise UsageError(f"{self.flag} is not available in this version; leave it out.")
        return raw

    def _read_word(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.values:
            return raw
        if self.kind == "many" and not self.choices:
            raise UsageError(
                f"{self.flag} {show(str(raw))} is not available: "
                f"this version offers nothing for {self.flag}; leave it out."
            )
        near = get_close_matches(str(raw).lower(), self.values, n=1)
        raise UsageError(
            f"{self.flag} cannot be {show(str(raw))}.",
            hint=(f"Did you mean {near[0]}? " if near else "")
            + f"It can be {list_words(self._sayable)}.",
        )

    @property
    def _sayable(self) -> tuple[str, ...]:
        return (NONE, *self.values) if self.kind == "many" else self.values


@dataclass(frozen=True)
class Answers:
    """One answer for every question, in the order of QUESTIONS."""

    values: tuple[tuple[str, Value], ...]

    def __getitem__(self, key: str) -> Value:
        return dict(self.values)[key]

    def replace(self, **changes: Value) -> "Answers":
        """Give the same answers with some of them changed."""
        return Answers(tuple((key, changes.get(key, value)) for key, value in self.values))


def settle(questions: tuple[Question, ...], given: Mapping[str, Value]) -> Answers:
    """Answer every question: by what was given, else by its default."""
    minimal = given.get("minimal") is True
    return Answers(
        tuple((q.key, given.get(q.key, q.get_default(minimal=minimal))) for q in questions)
    )


def read_answers(questions: tuple[Question, ...], raw: Mapping[str, object]) -> dict[str, Value]:
    """Read a table of answers. Raises UsageError for a key that no question has."""
    known = {question.key: question for question in questions}
    for key in raw.keys() - known.keys():
        near = get_close_matches(key, known, n=1)
        raise UsageError(
            f"There is no question called {show(key)}.",
            hint=(f"Did you mean {near[0]}? " if near else "")
            + f"The questions are {list_words(known, 'and')}.",
        )
    return {key: known[key].read(value) for key, value in raw.items()}


QUESTIONS = (
    Question(
        key="templates",
        kind="yes-no",
        prompt="Will it also serve HTML pages?",
        help="HTML pages rendered on the server, beside the API.",
        default=False,
    ),
    Question(
        key="async",
        kind="yes-no",
        prompt="Will it wait on many other services at once?",
        help="async def handlers, and async database access where there is a database.",
        default=True,
    ),
    Question(
        key="docs",
        kind="yes-no",
        prompt="Should it publish interactive API documentation?",
        help="An OpenAPI document with Swagger UI and ReDoc.",
        default=True,
        default_if_minimal=False,
    ),
    Question(
        key="auth",
        kind="one",
        prompt="How do callers prove who they are?",
        help="How callers prove who they are.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="framework",
        kind="one",
        prompt="Which framework?",
        help="The framework; auto takes the one that the other answers speak for.",
        default="auto",
        choices=(
            Choice("auto", "Recommend one", "the one that your answers speak for"),
            Choice("fastapi", "FastAPI", "typed, async, documented by its own types"),
            Choice("flask", "Flask", "small, synchronous at heart, extended with APIFlask"),
        ),
    ),
    Question(
        key="database",
        kind="one",
        prompt="Where does it keep its data?",
        help="Where the data is kept.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="deploy",
        kind="many",
        prompt="How will it be deployed?",
        help="What to deploy it with; repeat it or separate with commas.",
        default=(),
        default_if_minimal=(),
    ),
    Question(
        key="ci",
        kind="one",
        prompt="Where do its checks run?",
        help="The service that runs the checks on every push.",
        default=NONE,
        default_if_minimal=NONE,
    ),
    Question(
        key="with",
        kind="many",
        prompt="Anything more?",
        help="Further features; repeat it or separate with commas.",
        default=(),
        default_if_minimal=(),
    ),
    Question(
        key="minimal",
        kind="yes-no",
        prompt="Only the smallest project?",
        help="The smallest honest project: one route, health, settings, tests.",
        default=False,
        is_asked=False,
        choices=(Choice(value=False, title="no"), Choice(value=True, title="yes")),
    ),
)
