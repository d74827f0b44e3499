"""The OpenAPI document, with every error, and the pages that show it: Swagger UI and ReDoc."""

import argparse
import inspect
import json
import sys
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr

from .errors import Problem, describe_problem
from .settings import Settings

DESCRIPTIONS = {
    "400": "The body is not valid JSON",
    "404": "Not found",
    "409": "In conflict with what is stored",
    "413": "The body is too large",
    "415": "The body is not announced as JSON",
    "422": "The request is not valid",
    "503": "The database does not answer",
}
FILE = Path("openapi.json")

# What both pages are made of. Importing the package would read all of its files.
BUNDLES = distribution("offapi")
ASSETS = {
    "redoc.js": "text/javascript",
    "swagger_bundle.js": "text/javascript",
    "swagger_style.css": "text/css",
}
ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}
# No inline script, and nothing from elsewhere. ReDoc fills an empty style element: the hash is its.
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src data:; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
)
START = 'SwaggerUIBundle({ url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true });\n'


def write_page(*elements: str) -> str:
    """Write a page of the documentation."""
    content = "\n    ".join(elements).replace("VERSION", BUNDLES.version)
    return f"""\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Shop</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    {content}
  </body>
</html>
"""


SWAGGER_UI = write_page(
    '<link rel="stylesheet" href="docs/swagger_style.css?VERSION">',
    '<div id="swagger-ui"></div>',
    '<script src="docs/swagger_bundle.js?VERSION"></script>',
    '<script src="docs/start.js"></script>',
)
REDOC = write_page(
    '<redoc spec-url="openapi.json" disable-telemetry="true"></redoc>',
    '<script type="module" src="docs/redoc.js?VERSION"></script>',
)

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def show_swagger_ui() -> HTMLResponse:
    return HTMLResponse(SWAGGER_UI)


@router.get("/docs/start.js")
async def send_start() -> Response:
    return Response(START, media_type="text/javascript")


@router.get("/docs/{name}")
def send_asset(name: str) -> Response:
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(read_asset(name), headers=ASSET_HEADERS, media_type=ASSETS[name])


@router.get("/redoc")
async def show_redoc() -> HTMLResponse:
    return HTMLResponse(REDOC)


def init_app(app: FastAPI) -> None:
    settings: Settings = app.state.settings
    generate = app.openapi

    def make_document() -> dict[str, Any]:
        if app.openapi_schema is None:
            modules = {
                tag: route.endpoint.__module__
                for route in iter_route_contexts(app.routes)
                for tag in getattr(route, "tags", ())
            }
            complete(use_docstrings(generate()), modules)
        return app.openapi_schema or {}

    app.openapi = make_document  # type: ignore[method-assign]
    if settings.docs_enabled:
        app.include_router(router)


def use_docstrings(document: dict[str, Any]) -> dict[str, Any]:
    """Have each operation's docstring begin with its summary, where that only repeats its name."""
    for operations in document["paths"].values():
        for operation in operations.values():
            name = operation["operationId"].replace("_", " ").title()
            if operation["summary"] == name and "description" in operation:
                operation["summary"], _, rest = operation.pop("description").partition("\n")
                if rest.strip():
                    operation["description"] = rest.strip()
    return document


def read_asset(name: str) -> bytes:
    """Read one of ASSETS; ReDoc would load a logo from its makers' server, and now loads none."""
    content = Path(str(BUNDLES.locate_file(f"offapi/{name}"))).read_bytes()
    return content.replace(b"https://cdn.redoc.ly/redoc/logo-mini", b"data:,")


def complete(document: dict[str, Any], modules: Mapping[str, str]) -> dict[str, Any]:
    """Describe the tags, and every error of every operation as problem+json, in place.

    `modules` names for each tag the module with its routes; what its docstring says is about them.
    """
    document["tags"] = [
        {"name": tag, "description": inspect.getdoc(sys.modules[module]) or ""}
        for tag, module in modules.items()
    ]
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
                    response["content"] = {"application/problem+json": describe_content(status)}
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
    if path != "/healthz":  # which asks the database for nothing
        errors |= {"503"}
    return sorted(errors)


def describe_content(status: str) -> dict[str, Any]:
    """Describe the body of an error, with an example."""
    return {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": describe_problem(int(status)),
    }


def main() -> None:
    """Write the document to a file, or with --check say whether it is there."""
    from .app import create_app  # which imports this module

    parser = argparse.ArgumentParser(description=f"Write the OpenAPI document to {FILE}.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if it differs")
    is_check = parser.parse_args().check

    # The document is the same whatever the settings are: this machine's are not read.
    settings = Settings.model_construct(secret_key=SecretStr(""))
    document = create_app(settings).openapi()
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if not is_check:
        FILE.write_text(text, encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
        sys.exit(f"{FILE} is not up to date: run `uv run make-openapi`.")
