"""What a question is: its flag, its prompt, its choices and how an answer is read."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from .errors import UsageError, list_words, show

Kind = Literal["yes-no", "one", "many"]
Value = str | bool | tuple[str, ...]

FRAMEWORKS = ("fastapi", "flask")
NONE = "none"
_LONGEST = 100


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
    none_help: str = ""
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

    def accepts(self, value: object) -> bool:
        """Whether `value` is an acceptable answer."""
        try:
            self.read(value)
        except UsageError:
            return False
        return True

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose between."""
        return len(self.choices) > (0 if self.kind == "many" else 1)

    def get_default(self, *, minimal: bool) -> Value:
        """Give the answer for someone who leaves the question open."""
        if not self.is_open:
            return False if self.kind == "yes-no" else () if self.kind == "many" else self.default
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
        near = get_close_matches(str(raw)[:_LONGEST].lower(), self.values, n=1)
        raise UsageError(
            f"{self.flag} cannot be {show(str(raw))}.",
            hint=(f"Did you mean {near[0]}? " if near else "")
            + f"It can be {list_words(self._sayable)}.",
        )

    @property
    def _sayable(self) -> tuple[str, ...]:
        return (NONE, *self.values) if self.kind == "many" else self.values
