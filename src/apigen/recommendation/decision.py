"""The framework of one project: as recommended, or as it was asked for instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..question import Value
from .needs import NEEDS, REST, Needs, make_needs
from .rule import Reason, Verdict, weigh

AUTO = "auto"
TITLES = {"fastapi": "FastAPI", "flask": "Flask", "neither": "either"}


@dataclass(frozen=True)
class Decision:
    """The framework that is taken, and the verdict that it follows or overrules.

    `is_assumed` says that nobody answered anything that counts: then an API is assumed.
    """

    framework: str
    verdict: Verdict
    is_assumed: bool = False

    @property
    def is_overruled(self) -> bool:
        """Whether the framework is another than the one recommended."""
        return self.framework != self.verdict.framework

    @property
    def summary(self) -> str:
        """Say in one sentence or two what decided."""
        scores = self.verdict.scores
        points = f"Flask {scores['flask']}, FastAPI {scores['fastapi']} points"
        recommended = TITLES[self.verdict.framework]
        says = f"the needs speak for {recommended} ({self.verdict.strength}: {points})."
        if self.is_assumed:
            what = "an API with documentation" if self.verdict.needs.get("docs") else "an API"
            says = f"nothing being said of the needs, this is taken as {what}: {says}"
        if self.is_overruled:
            return f"{TITLES[self.framework]} was asked for; {says}"
        return says[0].upper() + says[1:]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Say what decided, and then what counted, strongest first."""
        return (self.summary, *(_say(reason) for reason in self.verdict.reasons if reason.weight))


def find_needs(said: Mapping[str, Value], *, has_docs: bool) -> Needs:
    """Give the needs that were said, and what `apigen new` takes for granted beside them.

    That is an API as the purpose, unless more was said than its own questions ask; and where
    nothing was said, the documentation that the project will have.
    """
    needs = {q.key: said[q.key] for q in NEEDS if q.key in said}
    assumed: dict[str, Value | None] = {}
    if not needs.keys() & {question.key for question in REST}:
        assumed["purpose"] = "api"
    if not needs and has_docs:
        assumed["docs"] = True
    return make_needs(assumed | needs)


def decide_framework(wanted: str, needs: Needs, *, is_assumed: bool = False) -> Decision:
    """Take the framework that is wanted, or for AUTO the one that the needs speak for."""
    verdict = weigh(needs)
    return Decision(verdict.framework if wanted == AUTO else wanted, verdict, is_assumed)


def _say(reason: Reason) -> str:
    criterion = reason.criterion
    publisher = criterion.sources[0].publisher
    return f"+{reason.weight} {TITLES[criterion.favours]}: {criterion.claim} ({publisher})"
