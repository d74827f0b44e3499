"""Completes the OpenAPI document with the errors that the API answers with."""

from importlib.metadata import version
from typing import Any

from apiflask import APIFlask
from apiflask.ui_templates import ui_templates
from flask import render_template_string

from .errors import Problem

DESCRIPTIONS = {
    "400": "The body is not valid JSON",
    "404": "Not found",
    "409": "In conflict with what is stored",
    "413": "The body is too large",
    "415": "The body is not announced as JSON",
    "422": "The request is not valid",
}


def init_app(app: APIFlask) -> None:
    cdn = "https://cdn.jsdelivr.net/npm"
    swagger_ui = f"{cdn}/swagger-ui-dist@5"
    app.config["SWAGGER_UI_CSS"] = f"{swagger_ui}/swagger-ui.css"
    app.config["SWAGGER_UI_BUNDLE_JS"] = f"{swagger_ui}/swagger-ui-bundle.js"
    app.config["SWAGGER_UI_STANDALONE_PRESET_JS"] = f"{swagger_ui}/swagger-ui-standalone-preset.js"
    app.config["AUTO_OPERATION_ID"] = True
    # Derived from the Host header of whoever asks first, and then given to all.
    app.config["AUTO_SERVERS"] = False
    app.config["REDOC_USE_GOOGLE_FONT"] = False
    app.config["REDOC_STANDALONE_JS"] = f"{cdn}/redoc@2/bundles/redoc.standalone.js"
    app.spec_processor(add_problems)  # type: ignore[arg-type]
    if app.enable_openapi:
        app.add_url_rule("/redoc", view_func=app.doc(hide=True)(show_redoc))


def show_redoc() -> str:
    """Show the document in ReDoc; Swagger UI is at /docs."""
    return render_template_string(
        ui_templates["redoc"],
        title="Shop",
        version=version("shop"),
    )


def add_problems(document: dict[str, Any]) -> dict[str, Any]:
    """Describe every error of every operation as problem+json, in place."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for replaced in ("HTTPError", "ValidationError"):
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
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
        errors |= {"422"}
    if "{" in path:
        errors |= {"404"}
    if "{" in path and method != "get":
        errors |= {"409"}
    return sorted(errors)
