"""Definitions of shared modules in modules that stand on their own."""

import pytest

from apigen.scaffold.inlining import inline

SHARED = {
    ".": '''"""Shared."""

from typing import Any

from pydantic import BeforeValidator, Field


def read(value: object) -> object:
    return value


# Why it is so.
Reader = BeforeValidator(read)

EMPTY: Any = Field(default=None)
'''
}


def test_a_definition_comes_with_all_that_it_needs_and_no_more() -> None:
    found = inline(["typing:Annotated", ".:Reader"], SHARED)

    assert found.imports == ("typing:Annotated", "pydantic:BeforeValidator")
    assert len(found.definitions) == 2
    assert found.definitions[0].startswith("def read(")
    assert found.definitions[1] == "# Why it is so.\nReader = BeforeValidator(read)"


def test_annotations_need_their_imports() -> None:
    found = inline([".:EMPTY"], SHARED)

    assert set(found.imports) == {"typing:Any", "pydantic:Field"}
    assert found.definitions == ("EMPTY: Any = Field(default=None)",)


@pytest.mark.parametrize("imports", [[], ["pydantic:Field"], ["uuid:UUID", "typing:Any"]])
def test_other_imports_stay(imports: list[str]) -> None:
    found = inline(imports, SHARED)

    assert (found.imports, found.definitions) == (tuple(imports), ())
