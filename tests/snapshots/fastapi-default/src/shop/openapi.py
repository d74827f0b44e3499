"""Completes the OpenAPI document with the errors that the API answers with."""

from typing import Any

from fastapi import FastAPI

from .errors import Problem

DESCRIPTIONS = {
    "400": "The body is not valid JSON",
    "404": "Not found",
    "409": "In conflict with what is stored",
    "413": "The body is too large",
    "415": "The body is not announced as JSON",
    "422": "The request is not valid",
}


def init_app(app: FastAPI) -> None:
    generate = app.openapi
    app.openapi = lambda: app.openapi_schema or add_problems(generate())  # type: ignore[method-assign]


def add_problems(document: dict[str, Any]) -> dict[str, Any]:
    """Describe every error of every operation as problem+json, in place."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for replaced in ("HTTPValidationError", "ValidationError"):
        schemas.pop(replaced, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"), Problem=problem)

    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            responses = operation["responses"]
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for status in expected_errors(path, method, operation):
                responses.setdefault(status, {})["description"] = DESCRIPTIONS[status]
            for status, response in responses.items():
                if status >= "400":
                    reference = {"$ref": "#/components/schemas/Problem"}
                    response["content"] = {"application/problem+json": {"schema": reference}}
    return document


def expected_errors(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    """Say which errors an operation can answer with, by what it takes."""
    errors: set[str] = set()
    if "requestBody" in operation:
        errors |= {"400", "413", "415", "422"}
    if any(parameter["in"] in {"path", "query"} for parameter in operation.get("parameters", [])):
        errors |= {"422"}
    if "{" in path:
        errors |= {"404"}
    if "{" in path and method != "get":
        errors |= {"409"}
    return sorted(errors)
