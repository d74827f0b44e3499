"""Makes a whole project in memory from the answers: recommend, select, compose, render."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .answers import Answers
from .catalog import Catalog
from .compose import Composition, compose
from .fitting import select
from .kits.resource import ROUTE, offers_pages
from .names import Identity
from .question import Value
from .reasons import describe_decision
from .recommendation import NEEDS, Decision, decide_framework, find_needs
from .routes.parse import parse_route
from .routes.record import Record
from .routes.spec import Resource
from .selection import Selection
from .state import FILE_NAME, FileRecord, State, write_state
from .tree import File


@dataclass(frozen=True)
class MadeFile:
    """A file that a command of the project makes, once it is installed."""

    path: str
    command: str


@dataclass(frozen=True)
class Draft:
    """A project that is decided and not yet rendered.

    `settled` are the answers before features have changed any, `said` those and further needs that
    a person gave.
    """

    identity: Identity
    settled: Answers
    said: Mapping[str, Value]
    decision: Decision
    selection: Selection
    composition: Composition
    kit: Composition

    @property
    def routes(self) -> tuple[Resource, ...]:
        """The resources that the project has from the start. Raises UsageError for a wrong one."""
        entries = self.composition.lists.get("routes", ())
        routes = [
            parse_route(str(entry["path"]), [str(text) for text in _list(entry["fields"])])
            for entry in entries
            if isinstance(entry, Mapping)
        ]
        is_protected = bool(self.kit.words.get("caller"))
        return tuple(
            replace(route, is_protected=is_protected, has_pages=offers_pages(self.kit))
            for route in routes
            if isinstance(route, Resource)
        )

    @property
    def made_files(self) -> tuple[MadeFile, ...]:
        """What is there only when the project's commands have run."""
        entries = self.composition.lists.get("made_files", ())
        return tuple(
            MadeFile(str(entry["path"]), str(entry["command"]))
            for entry in entries
            if isinstance(entry, Mapping)
        )

    @property
    def answers(self) -> Answers:
        """The answers, with those that a feature has changed."""
        return self.selection.answers

    def make_state(self, files: tuple[FileRecord, ...], records: tuple[Record, ...]) -> File:
        """Give .apigen.toml as it is when `files` are written."""
        changed = {
            key: value
            for key, value in self.settled.values
            if key not in self.said and value != self.answers[key]
        }
        state = State(
            identity=self.identity,
            answers=self.answers,
            said=self.said,
            without_implied=changed,
            decision=self.decision,
            routes=records,
            files=files,
        )
        return File(FILE_NAME, write_state(state))


def draft_project(
    catalog: Catalog,
    identity: Identity,
    answers: Answers,
    given: Collection[str] = (),
    said: Mapping[str, Value] | None = None,
) -> Draft:
    """Decide the framework and the features.

    `given` are the answers that may not be changed, `said` those and further needs that a person
    gave or was asked for: only they speak for a framework.
    Raises UsageError when answers do not fit together, TemplateFault when templates do not.
    """
    said = dict(said or {})
    needs = find_needs(said, has_docs=answers["docs"] is True)
    is_assumed = not said.keys() & {question.key for question in NEEDS}
    decision = decide_framework(str(answers["framework"]), needs, is_assumed=is_assumed)
    selection = select(catalog, decision.framework, answers, given)
    composition = compose(catalog, identity, selection, describe_decision(decision))
    kit = compose(catalog, identity, selection, kit=ROUTE)
    return Draft(identity, answers, said, decision, selection, composition, kit)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
