"""What is told to owners: what is newer than their project, and concerns it."""

import pytest

from apigen import __version__
from apigen.catalog import load_catalog
from apigen.change.changelog import News, list_news, load_news
from apigen.question import NONE
from apigen.selection import Selection

from ..generated.projects import draft_new

NEWS = (
    News("0.3.0", "Newer.", "Do it."),
    News("0.2.0", "For tokens.", "Log in.", {"auth": "jwt"}),
    News("0.2.0", "For Flask.", "", {"framework": "flask"}),
    News("0.1.0", "For all."),
)


def _select(**answers: str) -> Selection:
    return draft_new(answers).selection


def test_the_running_version_has_something_to_tell() -> None:
    assert __version__ in {each.version for each in load_news()}


def test_versions_are_known_and_come_newest_first() -> None:
    ranks = [each.rank for each in load_news()]
    assert None not in ranks
    assert ranks == sorted(ranks, key=lambda rank: rank or (), reverse=True)


@pytest.mark.parametrize("news", load_news(), ids=lambda each: each.version)
def test_what_is_told_is_of_answers_that_there_are(news: News) -> None:
    questions = {question.key: question for question in load_catalog().questions()}
    assert news.what.endswith(".")
    for key, facts in news.when.items():
        for fact in facts if isinstance(facts, tuple) else (facts,):
            value = fact.removeprefix("!") if isinstance(fact, str) else fact
            assert value == NONE or questions[key].accepts(value)


def test_only_what_came_since_is_told_of_what_the_project_has() -> None:
    for_all = "0.1.0: For all."
    assert list_news("0.0.9", _select(), "0.1.0", NEWS) == ((for_all,), ())
    assert list_news("0.1.0", _select(framework="flask"), "0.2.0", NEWS)[0] == (
        "0.2.0: For Flask.",
    )
    told, by_hand = list_news("0.0.9", _select(auth="jwt"), "0.2.0", NEWS)
    assert told == ("0.2.0: For tokens.", for_all)
    assert by_hand == ("By hand, for 0.2.0: Log in.",)
    assert list_news("0.3.0", _select(), "0.3.0", NEWS) == ((), ())
