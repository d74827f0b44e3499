"""Gives templates the decision for a framework, and what counted."""

from collections.abc import Mapping

from .recommendation import TITLES, Criterion, Decision
from .tables import Item


def describe_decision(decision: Decision) -> Mapping[str, tuple[Item, ...]]:
    """Give the decision as the lists that templates know."""
    return {
        "decision_summary": (decision.summary,),
        "decision_needs": tuple(
            {"need": key, "answer": str(value).lower()} for key, value in decision.verdict.needs
        ),
        "decision_reasons": tuple(
            {
                "points": str(reason.weight),
                "favours": TITLES[reason.criterion.favours],
                "claim": reason.criterion.claim,
                "publisher": reason.criterion.sources[0].publisher,
                "section": reason.criterion.sources[0].section,
                "today": _correct(reason.criterion),
            }
            for reason in decision.verdict.reasons
            if reason.weight
        ),
        "decision_refuted": tuple(
            {"claim": reason.criterion.claim, "today": _say_today(reason.criterion)}
            for reason in decision.verdict.refuted
        ),
    }


def _correct(criterion: Criterion) -> str:
    return f"Half: {_say_today(criterion)}" if criterion.status == "weakened" else "holds"


def _say_today(criterion: Criterion) -> str:
    return f"{criterion.today} ({criterion.link}, {criterion.as_of})"
