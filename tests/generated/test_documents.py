"""The OpenAPI documents of Flask and FastAPI projects say the same, and on any machine."""

import json
from pathlib import Path
from typing import Any

import pytest

from apigen.catalog import Catalog
from apigen.question import FRAMEWORKS, Value

from .additions import LINES, ORDERS, add_all
from .projects import write_new_project
from .workshop import Workshop

# FastAPI refuses an id that is no number with 422; to Flask there is no such path.
ONLY_FASTAPI = {"422"}
ANSWERS: tuple[dict[str, Value], ...] = (
    {},
    {"auth": "api-key", "async": False},
    {"auth": "jwt"},
    {"auth": "session"},
    {"auth": "oidc"},
)
# What takes other credentials than those that the document speaks of, and refuses them.
LOGINS = {"/auth/token", "/auth/refresh", "/auth/login"}

Document = dict[str, Any]


@pytest.fixture(
    params=ANSWERS, ids=["default", "api-key", "jwt", "session", "oidc"], scope="module"
)
def documents(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    real_catalog: Catalog,
    workshops: dict[str, Workshop],
) -> dict[str, Document]:
    """The documents of the same project with the same resources, by framework."""
    found = {}
    for framework in FRAMEWORKS:
        folder = tmp_path_factory.mktemp(framework)
        given = {"framework": framework, "docs": True, **request.param}
        project = write_new_project(folder / "shop", given)
        add_all(real_catalog, project, (ORDERS, LINES))
        found[framework] = make_document(workshops[framework], project)
    return found


def make_document(workshop: Workshop, project: Path) -> Document:
    """Write the document, where no setting is made and others are wrong, and read it."""
    (project / ".env").write_text("DOCS_ENABLED=neither\n")
    workshop.install(project)
    workshop.run(project, "make-openapi", SECRET_KEY="short", DATABASE_URL="nowhere")
    workshop.run(project, "make-openapi", "--check", PYTHONHASHSEED="1")
    document: Document = json.loads((project / "openapi.json").read_text(encoding="utf-8"))
    return document


def list_operations(document: Document) -> dict[tuple[str, str], Document]:
    return {
        (method, path): operation
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }


def test_twins_have_the_same_operations(documents: dict[str, Document]) -> None:
    fastapi, flask = (list_operations(documents[name]) for name in ("fastapi", "flask"))
    assert fastapi.keys() == flask.keys()
    own = {key for key in fastapi if not key[1].startswith(("/auth", "/users"))}
    assert len(own) == 2 + 3 * 6
    for key, operation in fastapi.items():
        twin = flask[key]
        for part in ("operationId", "summary", "tags", "security"):
            assert operation.get(part) == twin.get(part), key
        statuses, others = operation["responses"].keys(), twin["responses"].keys()
        assert statuses - others <= (ONLY_FASTAPI if "{" in key[1] else set()), key
        assert not others - statuses, key
        bodies = [each.get("requestBody", {}).get("content") for each in (operation, twin)]
        assert bodies[0] == bodies[1], key


def test_twins_have_the_same_schemas(documents: dict[str, Document]) -> None:
    fastapi, flask = documents["fastapi"], documents["flask"]
    assert fastapi["components"]["schemas"].keys() == flask["components"]["schemas"].keys()
    assert fastapi["openapi"] == flask["openapi"]
    # Each framework has an order of its own: FastAPI tries its routes one after the other.
    tags = [{tag["name"]: tag["description"] for tag in each["tags"]} for each in (fastapi, flask)]
    assert tags[0] == tags[1]
    schemes = [each["components"].get("securitySchemes", {}).keys() for each in (fastapi, flask)]
    assert schemes[0] == schemes[1]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_documents_are_complete(documents: dict[str, Document], framework: str) -> None:
    document = documents[framework]
    operations = list_operations(document)
    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert not any("/" in name or "." in name for name in document["components"]["schemas"])
    assert "servers" not in document
    assert all(tag["description"] for tag in document["tags"])
    for (_, path), operation in operations.items():
        if path not in LOGINS:
            assert bool(operation.get("security")) == ("401" in operation["responses"])
        for status, answer in operation["responses"].items():
            if status >= "400":
                [(kind, content)] = answer["content"].items()
                assert kind == "application/problem+json"
                assert str(content["example"]["status"]) == status
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("Create", "Update")):
            assert schema["examples"][0].keys() == schema["properties"].keys()
