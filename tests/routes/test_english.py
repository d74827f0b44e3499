"""One and many, and the article."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.routes.english import article, guess_both, number_of, pluralize, singularize

PAIRS = [
    ("order", "orders"),
    ("person", "people"),
    ("child", "children"),
    ("category", "categories"),
    ("address", "addresses"),
    ("box", "boxes"),
    ("analysis", "analyses"),
    ("status", "statuses"),
    ("human", "humans"),
    ("order_line", "order_lines"),
    ("line-item", "line-items"),
    ("sales_person", "sales_people"),
]
UNKNOWN = [
    "news", "sheep", "data", "metadata", "media", "equipment", "series", "species", "lens", "axis",
    "cache", "caches", "oasis", "oases", "excuses", "bias", "chaos", "sms", "skus", "indexes", "meta-data", "social_media", "v1", "items2", "x", "us", "its", "",
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), PAIRS)
def test_the_last_word_changes_its_number(one: str, many: str) -> None:
    assert pluralize(one) == many
    assert singularize(many) == one
    assert (number_of(one), number_of(many)) == ("singular", "plural")


@pytest.mark.parametrize("word", UNKNOWN)
def test_words_that_do_not_go_there_and_back_are_unknown(word: str) -> None:
    assert number_of(word) == "unknown"


@pytest.mark.parametrize(
    ("word", "both"),
    [
        ("news", ("news_item", "news")),
        ("world-news", ("world-news-item", "world-news")),
        ("caches", ("cache", "caches")),
        ("cache", ("cache", "caches")),
        ("metadata", ("metadata_item", "metadata")),
        ("persons", ("person", "persons")),
        ("indexes", ("index", "indexes")),
        ("viruses", ("virus", "viruses")),
        ("oases", ("oasis", "oases")),
        ("bias", ("bias", "biases")),
        ("skus", ("sku", "skus")),
        ("it", ("it_item", "it")),
        ("species", ("species_item", "species")),
    ],
)
def test_a_guess_names_one_and_many(word: str, both: tuple[str, str]) -> None:
    assert guess_both(word) == both


@pytest.mark.parametrize("noun", ["hour", "order", "item", "honest_person", "x_ray", "umbrella",
                                  "uninvited_guest", "onerous_task", "heir", "usher"])  # fmt: skip
def test_an_stands_before_the_sound_of_a_vowel(noun: str) -> None:
    assert article(noun) == "an"


@pytest.mark.parametrize("noun", ["user", "university", "sku", "unit", "euro", "house", "url",
                                  "uuid", "one_time_code", "utility", "u_turn", "line"])  # fmt: skip
def test_a_stands_before_all_others(noun: str) -> None:
    assert article(noun) == "a"


def test_the_library_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, apigen.routes.parse; raise SystemExit('pluralizer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(alphabet="abcdehilmnorstuxy-_2", max_size=20))
def test_a_known_word_goes_there_and_back(word: str) -> None:
    number = number_of(word)
    if number == "plural":
        assert pluralize(singularize(word)) == word
    if number == "singular":
        assert singularize(pluralize(word)) == word != pluralize(word)


@given(st.text(max_size=20))
def test_no_text_is_too_strange(text: str) -> None:
    assert number_of(text) in {"singular", "plural", "unknown"}
    assert article(text) in {"a", "an"}
    one, many = guess_both(text)
    assert one != many
