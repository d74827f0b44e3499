"""feature.toml and layer.toml are read strictly."""

from pathlib import Path

import pytest

from apigen.catalog import load_catalog
from apigen.errors import TemplateFault

from .tools import TOY, write_toy

_GOOD = """
id = "toy"
title = "Toy"
help = "a toy"
[choice]
question = "database"
value = "toy"
"""


def test_a_good_feature_is_taken(tmp_path: Path) -> None:
    catalog = load_catalog(write_toy(tmp_path, {"features/toy/feature.toml": _GOOD}))
    assert catalog.get_feature("toy").value == "toy"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("id = ", "not TOML"),
        (_GOOD + "color = 1", "choice: |color"),
        (_GOOD.replace('id = "toy"', 'id = "other"'), "id: must be the folder's name"),
        (_GOOD.replace('title = "Toy"', ""), "title: is missing"),
        (_GOOD.replace('title = "Toy"', "title = 3"), "title: must be a string"),
        (_GOOD.replace("[choice]", "[choose]"), "choose: unknown key"),
        (_GOOD.replace('"database"', '"datebase"'), "no question 'datebase'"),
        (_GOOD.replace('value = "toy"', "value = true"), "no question 'database' takes that"),
        (_GOOD.replace('value = "toy"', 'value = "toybase"'), "offers the same"),
        (_GOOD + "[when]\nminimal = true", "not both"),
        (_GOOD + '[lists]\ndependencys = ["x"]', "list 'dependencys' is not declared"),
        (_GOOD + '[fastapi.lists]\ndependencys = ["x"]', "list 'dependencys' is not declared"),
        (_GOOD + '[words]\nrunn = "x"', "word 'runn' is not declared"),
        (_GOOD + '[words]\nrun = ["x"]', "words.run: must be a string"),
        (_GOOD + "[lists]\ndependencies = [1]", "lists.dependencies: must be a list"),
        (_GOOD + "[django]\n", "django: unknown key"),
        (_GOOD + '[[requires]]\nanswer = { databse = "x" }\nwhy = "w"', "called 'databse'"),
        (_GOOD + '[[requires]]\nfeature = "nothing"\nwhy = "w"', "no feature is called 'nothing'"),
        (_GOOD + '[[requires]]\nfeature = "full"', "why: is missing"),
        (_GOOD + '[[implies]]\nwhy = "w"', "either answer or feature"),
        (_GOOD + '[requires]\nfeature = "full"', "must be an array of tables"),
    ],
)
def test_a_bad_feature_is_refused_naming_file_and_key(
    tmp_path: Path, text: str, complaint: str
) -> None:
    templates = write_toy(tmp_path, {"features/toy/feature.toml": text})
    with pytest.raises(TemplateFault, match=complaint) as caught:
        load_catalog(templates)
    assert "feature.toml" in caught.value.message or "no feature" in caught.value.message


@pytest.mark.parametrize(("layer", "key"), [("flask", "asinc"), ("common", "async")])
def test_defaults_are_a_frameworks_and_name_questions(tmp_path: Path, layer: str, key: str) -> None:
    file = f"{layer}/layer.toml"
    templates = write_toy(tmp_path, {file: f"{TOY[file]}\n[defaults]\n{key} = false"})
    with pytest.raises(TemplateFault, match=rf"{file}: defaults.{key}"):
        load_catalog(templates)


def test_a_missing_layer_is_named(tmp_path: Path) -> None:
    templates = write_toy(tmp_path)
    (templates / "flask/layer.toml").unlink()
    with pytest.raises(TemplateFault, match="flask/layer.toml is missing"):
        load_catalog(templates)
