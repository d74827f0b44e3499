"""The framework of one project: as recommended, or as it was asked for instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..question import Value
from .needs import Needs, make_needs
from .rule import Reason, Verdict, weigh

AUTO = "auto"
TITLES = {"fastapi": "FastAPI", "flask": "Flask", "neither": "either"}

_SHARED = ("templates", "async", "docs", "auth")


@dataclass(frozen=True)
class Decision:
    """The framework that is taken, and the verdict that it follows or overrules."""

    framework: str
    verdict: Verdict

    @property
    def is_overruled(self) -> bool:
        """Whether the framework is another than the one recommended."""
        return self.framework != self.verdict.framework

    @property
    def summary(self) -> str:
        """Say in one sentence what decided."""
        scores = self.verdict.scores
        points = f"Flask {scores['flask']}, FastAPI {scores['fastapi']} points"
        strength = self.verdict.strength
        if self.is_overruled:
            recommended = TITLES[self.verdict.framework]
            return (
                f"{TITLES[self.framework]} was asked for; the needs speak for {recommended} "
                f"({strength}: {points})."
            )
        return f"The needs speak for {TITLES[self.framework]} ({strength}: {points})."

    @property
    def reasons(self) -> tuple[str, ...]:
        """Say what decided, and then what counted, strongest first."""
        return (self.summary, *(_say(reason) for reason in self.verdict.reasons if reason.weight))


def find_needs(answers: Mapping[str, Value]) -> Needs:
    """Give the needs that a project's answers tell; what `apigen new` makes is an API."""
    return make_needs({"purpose": "api", **{key: answers.get(key) for key in _SHARED}})


def decide_framework(wanted: str, needs: Needs) -> Decision:
    """Take the framework that is wanted, or for AUTO the one that the needs speak for."""
    verdict = weigh(needs)
    return Decision(verdict.framework if wanted == AUTO else wanted, verdict)


def _say(reason: Reason) -> str:
    criterion = reason.criterion
    publisher = criterion.sources[0].publisher
    return f"+{reason.weight} {TITLES[criterion.favours]}: {criterion.claim} ({publisher})"
