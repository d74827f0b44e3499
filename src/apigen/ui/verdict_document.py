"""Gives a verdict as the JSON document that `apigen recommend --json` prints."""

from ..recommendation import Flip, Reason, Source, Verdict


def make_verdict_document(verdict: Verdict, flips: tuple[Flip, ...]) -> dict[str, object]:
    """Give all of a verdict as values that JSON knows, as verdict.schema.json describes them."""
    return {
        "framework": verdict.framework,
        "strength": verdict.strength,
        "scores": dict(verdict.scores),
        "reasons": [_describe(reason) for reason in verdict.reasons],
        "refuted": [_describe(reason) for reason in verdict.refuted],
        "flips": [{"change": dict(f.change), "framework": f.framework} for f in flips],
        "advice": [_describe(reason) for reason in verdict.advice],
        "needs": dict(verdict.needs.values),
    }


def _describe(reason: Reason) -> dict[str, object]:
    criterion = reason.criterion
    first, *others = criterion.sources
    return {
        "id": criterion.id,
        "favours": criterion.favours,
        "kind": criterion.kind,
        "weight": reason.weight,
        "outranked_by": reason.outranked_by or None,
        "claim": criterion.claim,
        "source": _name(first),
        "also": [_name(source) for source in others],
        "status": criterion.status,
        "today": criterion.today,
        "link": criterion.link,
        "as_of": criterion.as_of,
    }


def _name(source: Source) -> dict[str, str]:
    return {"publisher": source.publisher, "title": source.title, "section": source.section}
