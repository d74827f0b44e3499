"""Finds what apigen would write for answers that a project does not have, and which is there all the same."""

from collections.abc import Iterator
from dataclasses import replace

from ..change.private_files import STAND_IN
from ..change.redraft import redraft
from ..compose import list_destinations
from ..draft import Draft
from ..errors import UsageError
from ..layers import Feature
from ..question import Value
from ..render import render
from .parts import Part, name_choice
from .subject import Subject


def list_unasked_parts(subject: Subject) -> Iterator[Part]:
    """Give the parts of other answers of which files are there that nobody records, as apigen writes them.

    A file of the same name that the owner wrote is none.
    """
    draft, stored = subject.draft, subject.stored
    if draft is None or stored is None:
        return
    known = {*map(subject.find_place, subject.recorded), *stored.kept, *subject.today}
    for feature in subject.catalog.features:
        if not feature.question or feature in draft.selection.features:
            continue
        paths = list_destinations(feature.layer, stored.framework, draft.identity)
        there = {p for p in paths if p not in known and subject.places.read(p)}
        if there and (files := _find_same(subject, draft, feature, there)):
            yield Part(name_choice(feature), (feature,), files)


def _find_same(
    subject: Subject, draft: Draft, feature: Feature, paths: set[str]
) -> tuple[str, ...]:
    assert subject.stored is not None
    before = draft.settled[feature.question]
    value: Value = feature.value
    if isinstance(before, tuple):
        value = (*before, str(feature.value))
    try:
        other = redraft(subject.catalog, subject.stored, {feature.question: value})
    except UsageError:
        return ()
    sources = tuple(s for s in other.composition.sources if s.destination in paths)
    tree = render(replace(other.composition, sources=sources), lambda: STAND_IN)
    same = (file.path for file in tree.files if subject.places.read(file.path) == file.data)
    return tuple(sorted(same))
