"""Reads criteria.toml: what the two comparisons say, and what is true of it today."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ..question import Value

Side = Literal["flask", "fastapi", "neither"]
Kind = Literal["decisive", "supporting", "advice"]
Status = Literal["holds", "weakened", "refuted"]

PATH = Path(__file__).with_name("criteria.toml")


@dataclass(frozen=True)
class Source:
    """A section of one of the documents."""

    publisher: str
    title: str
    section: str


@dataclass(frozen=True)
class Criterion:
    """One thing that a document says for a side, and whether it still holds.

    `when` are alternatives; each is a set of needs, all of which must be answered as it says.
    """

    id: str
    when: tuple[Mapping[str, frozenset[Value]], ...]
    favours: Side
    kind: Kind
    claim: str
    sources: tuple[Source, ...]
    status: Status
    today: str
    link: str
    as_of: str
    outranks: tuple[str, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The keys of the needs that it depends on."""
        return frozenset(key for facts in self.when for key in facts)


@cache
def load_criteria() -> tuple[Criterion, ...]:
    """Give all criteria, in the order of the file."""
    table = tomllib.loads(PATH.read_text(encoding="utf-8"))
    documents = {
        letter: (document["publisher"], document["title"])
        for letter, document in table["documents"].items()
    }
    return tuple(
        Criterion(
            id=row["id"],
            when=tuple(_read_facts(facts) for facts in row["when"]),
            favours=row["favours"],
            kind=row["kind"],
            claim=row["claim"],
            sources=tuple(_read_source(documents, text) for text in row["source"]),
            status=row["status"],
            today=row["today"],
            link=row["link"],
            as_of=row.get("as_of", table["as_of"]),
            outranks=tuple(row.get("outranks", ())),
        )
        for row in table["criteria"]
    )


def _read_facts(facts: Mapping[str, Value | list[Value]]) -> dict[str, frozenset[Value]]:
    return {
        key: frozenset(wanted if isinstance(wanted, list) else [wanted])
        for key, wanted in facts.items()
    }


def _read_source(documents: Mapping[str, tuple[str, str]], text: str) -> Source:
    letter, _, section = text.partition(": ")
    publisher, title = documents[letter]
    return Source(publisher, title, section)
