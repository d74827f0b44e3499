"""The catalog offers what the features say."""

from pathlib import Path

from apigen.catalog import Catalog, find_templates, load_catalog
from apigen.question import Question

from .tools import write_toy


def _question(catalog: Catalog, key: str) -> Question:
    return next(question for question in catalog.questions() if question.key == key)


def test_features_are_the_choices(catalog: Catalog) -> None:
    assert _question(catalog, "database").values == ("none", "toybase")
    assert _question(catalog, "deploy").values == ("boat",)
    assert [c.value for c in _question(catalog, "docs").choices] == [True, False]


def test_what_no_feature_offers_is_not_open(catalog: Catalog) -> None:
    closed = {q.key for q in catalog.questions() if not q.is_open}
    assert closed == {"templates", "async", "auth", "ci", "with"}


def test_features_are_in_layer_order(catalog: Catalog) -> None:
    assert [f.id for f in catalog.features] == ["toybase", "boat", "full", "pages"]


def test_names_of_both_frameworks_are_reserved(catalog: Catalog) -> None:
    assert {"fastapi", "apiflask", "toybase", "pydantic"} <= catalog.reserved_names()


def test_a_framework_may_have_words_of_its_own(tmp_path: Path) -> None:
    layer = '[words]\nserver = "x"\n'
    changes = {"fastapi/layer.toml": layer, "flask/layer.toml": layer}
    assert load_catalog(write_toy(tmp_path, changes)).frameworks["flask"].shared.words


def test_a_framework_has_defaults_of_its_own(tmp_path: Path) -> None:
    layer = "[defaults]\ndocs = false\n"
    catalog = load_catalog(write_toy(tmp_path, {"flask/layer.toml": layer}))
    defaults = {
        framework: next(q.default for q in catalog.questions(framework) if q.key == "docs")
        for framework in ("auto", "fastapi", "flask")
    }
    assert defaults == {"auto": True, "fastapi": True, "flask": False}


def test_the_templates_of_the_checkout_are_found() -> None:
    assert find_templates().name == "templates"
