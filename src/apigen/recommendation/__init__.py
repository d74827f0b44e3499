"""Recommends a framework for what an API needs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Needs:
    """What decides between the frameworks."""

    templates: bool
    is_async: bool
    docs: bool
    auth: bool


@dataclass(frozen=True)
class Recommendation:
    """A framework and the sentences that speak for it."""

    framework: str
    reasons: tuple[str, ...]


def recommend(needs: Needs) -> Recommendation:
    """Name the framework that serves these needs, and why."""
    reason = "FastAPI, since this makes an API, and there types are validation and documentation"
    if needs.is_async:
        reason += ", and async is its native way"
    return Recommendation("fastapi", (f"{reason}.",))
