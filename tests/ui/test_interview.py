"""Whatever is chosen of what the questions leave to choose, the answers fit together."""

from collections.abc import Callable, Mapping

import pytest

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.fitting import select
from apigen.prospects import find_reason_against
from apigen.question import FRAMEWORKS, Question, Value
from apigen.ui.asker import Option
from apigen.ui.interview import Guide, ask_all


class Walker:
    """An Asker that chooses otherwise each time, until it has chosen everything there is."""

    def __init__(self) -> None:
        self.ways: list[list[object]] = []
        self.position = 0

    def start_again(self) -> bool:
        """Turn to the next way; False when there is none left."""
        self.position = 0
        while self.ways and len(self.ways[-1]) == 1:
            self.ways.pop()
        if self.ways:
            self.ways[-1].pop()
        return bool(self.ways)

    def choose(
        self, prompt: str, options: tuple[Option, ...], default: object, *, can_go_back: bool
    ) -> object:
        return self._take([option.value for option in options if not option.reason])

    def choose_many(
        self,
        prompt: str,
        options: tuple[Option, ...],
        default: tuple[object, ...],
        *,
        can_go_back: bool,
    ) -> tuple[object, ...]:
        every = tuple(option.value for option in options if not option.reason)
        taken = self._take([(), every])
        assert isinstance(taken, tuple)
        return taken

    def type_text(self, prompt: str, default: str, find_fault: Callable[[str], str]) -> str:
        raise AssertionError

    def _take(self, values: list[object]) -> object:
        if self.position == len(self.ways):
            self.ways.append(values)
        self.position += 1
        return self.ways[self.position - 1][-1]


@pytest.mark.parametrize("given", [{}, {"minimal": True}, {"auth": "jwt"}, {"database": "none"}])
def test_what_can_be_chosen_fits_together(given: dict[str, Value]) -> None:
    catalog = load_catalog()
    questions = tuple(
        q for q in catalog.questions() if q.is_asked and q.is_open and q.key not in given
    )
    known: dict[str, str] = {}

    def find_reason(before: Mapping[str, Value], question: Question, value: str | bool) -> str:
        key = repr((before, question.key, value))
        if key not in known:
            known[key] = find_reason_against(catalog, before, question, value)
        return known[key]

    guide = Guide(given, lambda *_: "", find_reason)
    walker = Walker()
    while True:
        defaults = {q.key: q.get_default(minimal="minimal" in given) for q in questions}
        said = {**ask_all(walker, questions, defaults, guide), **given}
        for framework in {said["framework"]} & set(FRAMEWORKS) or FRAMEWORKS:
            select(catalog, str(framework), settle(catalog.questions(framework), said), said)
        if not walker.start_again():
            break
