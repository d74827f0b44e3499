"""Tells an owner what newer versions do otherwise in a project like theirs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .. import __version__
from ..selection import Selection
from ..tables import Fact
from .versions import Version, read_version

_PATH = Path(__file__).with_name("changelog.toml")


@dataclass(frozen=True)
class News:
    """One change of behaviour; it concerns projects whose answers agree with `when`."""

    version: str
    what: str
    by_hand: str = ""
    when: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def rank(self) -> Version | None:
        """The version as it compares with others."""
        return read_version(self.version)


@cache
def load_news() -> tuple[News, ...]:
    """Read all there is to tell, the newest first."""
    table = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    return tuple(
        News(**(each | {"when": _freeze(each.get("when", {}))})) for each in table["change"]
    )


def list_news(
    since: str, selection: Selection, own: str = __version__, news: tuple[News, ...] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what has changed for a project of version `since`, and what its owner has to do by hand."""
    old, new = read_version(since), read_version(own)
    told = [
        each
        for each in (load_news() if news is None else news)
        if old is not None
        and new is not None
        and each.rank is not None
        and old < each.rank <= new
        and selection.holds(each.when)
    ]
    return (
        tuple(f"{each.version}: {each.what}" for each in told),
        tuple(f"By hand, for {each.version}: {each.by_hand}" for each in told if each.by_hand),
    )


def _freeze(when: Mapping[str, object]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in when.items()}
