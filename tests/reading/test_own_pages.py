"""What a framework answers by itself is in the way of a new route as the project's routes are."""

import pytest

from apigen.reading.clashes import find_clashes
from apigen.reading.files import MemoryFiles
from apigen.reading.reader import list_routes

FASTAPI = ("/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc")
APIFLASK = ("/openapi.json", "/docs", "/docs/oauth2-redirect")
STATIC = "/static/{filename:path}"
OTHERS = ("/api/docs", "/other", "/assets/{name}", "/x/static/{name}")
KINDS = {
    "FastAPI": ("fastapi", "fastapi", ""),
    "Flask": ("flask", "flask", "__name__, "),
    "APIFlask": ("apiflask", "flask", "__name__, "),
}


def _find(kind: str, arguments: str, rest: str = "") -> set[str]:
    module, framework, first = KINDS[kind]
    text = f"from {module} import {kind}\n\napp = {kind}({first}{arguments})\n{rest}"
    wanted = [("GET", path) for path in (*FASTAPI, STATIC, *OTHERS)]
    found = find_clashes(MemoryFiles({"shop/app.py": text}), framework, wanted)
    assert all(clash.reason == "same" for clash in found)
    assert {(clash.route.file, clash.route.line) for clash in found} <= {("shop/app.py", 3)}
    return {clash.wanted[1] for clash in found}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", {*FASTAPI}),
        ("title='Shop', **options", {*FASTAPI}),
        ("docs_url=None", {*FASTAPI} - {"/docs", "/docs/oauth2-redirect"}),
        ("redoc_url=None", {*FASTAPI} - {"/redoc"}),
        ("openapi_url=None", set()),
        ("openapi_url=''", set()),
        ("openapi_url='/openapi.json' if settings.docs_enabled else None", {*FASTAPI}),
        ("openapi_url=settings.address", {*FASTAPI}),
        ("docs_url='/other'", {*FASTAPI, "/other"} - {"/docs"}),
        ("docs_url='/other' if x else settings.url", {*FASTAPI, "/other"}),
        ("docs_url=x and '/other'", {*FASTAPI, "/other"} - {"/docs"}),
        ("docs_url=x or None", {*FASTAPI}),
    ],
)
def test_the_pages_of_fastapi_are_where_its_arguments_say(
    arguments: str, expected: set[str]
) -> None:
    assert _find("FastAPI", arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", {*APIFLASK, STATIC}),
        ("enable_openapi=settings.docs_enabled", {*APIFLASK, STATIC}),
        ("enable_openapi=False", {STATIC}),
        ("docs_path=None", {"/openapi.json", STATIC}),
        ("spec_path='/other'", {*APIFLASK, "/other", STATIC} - {"/openapi.json"}),
        ("openapi_blueprint_url_prefix='/api'", {"/api/docs", STATIC}),
        ("static_folder=None", {*APIFLASK}),
    ],
)
def test_the_pages_of_apiflask_are_where_its_arguments_say(
    arguments: str, expected: set[str]
) -> None:
    assert _find("APIFlask", arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", {STATIC}),
        ("static_folder=None", set()),
        ("static_url_path='/assets'", {"/assets/{name}"}),
        ("static_folder='web/assets/'", {"/assets/{name}"}),
        ("'/x/static'", {"/x/static/{name}"}),
        ("static_url_path=None", {STATIC}),
        ("static_url_path=settings.path", {STATIC}),
    ],
)
def test_the_static_files_of_flask_are_where_its_arguments_say(
    arguments: str, expected: set[str]
) -> None:
    assert _find("Flask", arguments) == expected


def test_a_redoc_page_that_is_registered_is_found() -> None:
    text = "def init_app(app: APIFlask):\n    app.add_url_rule('/redoc', view_func=f(x=1)(show))\n"
    files = MemoryFiles({"m.py": f"from apiflask import APIFlask\n{text}"})
    (clash,) = find_clashes(files, "flask", [("GET", "/redoc")])
    assert (clash.reason, clash.route.handler) == ("same", "show")


def test_a_mounted_application_has_its_pages_elsewhere() -> None:
    text = "from fastapi import FastAPI\nmain = FastAPI(docs_url=None)\n"
    text += "inner = FastAPI()\nmain.mount('/inner', inner)\n"
    assert find_clashes(MemoryFiles({"m.py": text}), "fastapi", [("GET", "/docs")]) == ()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods_are_free(method: str) -> None:
    files = MemoryFiles({"m.py": "from fastapi import FastAPI\napp = FastAPI()\n"})
    assert find_clashes(files, "fastapi", [(method, "/docs")]) == ()
    assert list_routes(files, "fastapi") == ()
