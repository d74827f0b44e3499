"""The routes of a project are told from its source, however it puts them together."""

import itertools
import re
import sys
from pathlib import Path

import pytest

from apigen.catalog import find_templates
from apigen.reading.apps import find_apps
from apigen.reading.clashes import find_clashes
from apigen.reading.disk import ProjectFiles
from apigen.reading.files import Files, MemoryFiles
from apigen.reading.places import find_seams
from apigen.reading.reader import FoundRoute, list_routes

from ..tools import run_apigen, write_tree

FASTAPI = "from fastapi import APIRouter, FastAPI\n"
FLASK = "from flask import Blueprint, Flask\n"
ITEMS = {
    "fastapi": FASTAPI + 'router = APIRouter(prefix="/items")\n\n@router.get("/{item_id}")\n'
    "def read_item(): ...\n",
    "flask": FLASK + 'router = Blueprint("items", __name__, url_prefix="/items")\n\n'
    '@router.get("/<int:item_id>")\ndef read_item(item_id): ...\n',
}


def _list(files: dict[str, str] | str, framework: str = "fastapi") -> list[str]:
    """Give each route as one line, `?` before what is not certain, `-` before the unregistered."""
    held = {"main.py": files} if isinstance(files, str) else files
    return [_show(route) for route in list_routes(MemoryFiles(held), framework)]


def _show(route: FoundRoute) -> str:
    marks = ("" if route.is_registered else "-") + ("" if route.is_certain else "?")
    return f"{marks}{route.method} {route.path} {route.handler}".strip()


def _write_fastapi(text: str) -> str:
    return (
        f'{FASTAPI}app = FastAPI()\nrouter = APIRouter()\n@router.get("/x")\ndef x(): ...\n{text}'
    )


def _write_flask(text: str) -> str:
    made = f'{FLASK}app = Flask(__name__)\nbp = Blueprint("b", __name__)\n'
    return f'{made}@bp.get("/x")\ndef x(): ...\n{text}'


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ('@app.get("/a")\ndef a(): ...', ["GET /a a"]),
        ('@app.post(path="/a")\nasync def a(): ...', ["POST /a a"]),
        ('@app.get("/a")\n@app.get("/b")\ndef a(): ...', ["GET /a a", "GET /b a"]),
        ('@app.api_route("/a", methods=["PUT", "get"])\ndef a(): ...', ["GET /a a", "PUT /a a"]),
        ('@app.api_route("/a")\ndef a(): ...', ["GET /a a"]),
        ('@app.route("/a", methods=M)\ndef a(): ...', ["?ANY /a a"]),
        ('@app.websocket("/a")\nasync def a(): ...', ["WEBSOCKET /a a"]),
        ('app.add_api_route("/a", a, methods=["DELETE"])', ["DELETE /a a"]),
        ('app.add_api_route("/a", endpoint=m.a)', ["GET /a a"]),
        ('app.add_route("/a", a, ["POST"])', ["POST /a a"]),
        ('app.get("/a")(a)', ["GET /a a"]),
        ('app.router.add_api_route("/a", a)', ["GET /a a"]),
        ('P = "/a"\n@app.get(P + "/b")\ndef a(): ...', ["GET /a/b a"]),
        ('V = 1\n@app.get(f"/v{V}/b")\ndef a(): ...', ["GET /v1/b a"]),
        ("@app.get(PATH)\ndef a(): ...", ["?GET … a"]),
        ('@app.get("/a" + x() + "/b")\ndef a(): ...', ["?GET …/b a"]),
        ('@app.get("/files/{path:path}")\ndef a(): ...', ["GET /files/{path:path} a"]),
        ('if DEBUG:\n    @app.get("/a")\n    def a(): ...', ["GET /a a"]),
        ('@app.exception_handler(404)\ndef a(): ...\nclient.get("/a")', []),
        ('def make(app):\n    @app.get("/a")\n    def a(): ...\nmake(app)', ["GET /a a"]),
        ("app.mount('/s', StaticFiles())", ["?MOUNT /s/…"]),
        (
            "inner = FastAPI()\n@inner.get('/a')\ndef a(): ...\napp.mount('/s', inner)",
            ["GET /s/a a"],
        ),
    ],
)
def test_a_fastapi_application_has_the_routes_that_it_says(text: str, routes: list[str]) -> None:
    assert _list(f"{FASTAPI}app = FastAPI()\n{text}\n") == routes


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("app.include_router(router)", ["GET /x x"]),
        ("app.include_router(router=router)", ["GET /x x"]),
        ('app.include_router(router, prefix="/api")', ["GET /api/x x"]),
        ('P = "/api"\napp.include_router(router, prefix=P)', ["GET /api/x x"]),
        ('P = "/api"\nP += "/v1"\napp.include_router(router, prefix=P)', ["?GET …/x x"]),
        ('class C:\n    P = "/api"\napp.include_router(router, prefix=C.P)', ["GET /api/x x"]),
        ("app.include_router(router, prefix=settings.p)", ["?GET …/x x"]),
        ("app.include_router(router, **options)", ["?GET …/x x"]),
        (
            "if a:\n    P = '/a'\nelse:\n    P = '/b'\napp.include_router(router, prefix=P)",
            ["?GET …/x x"],
        ),
        ("for r in (router,):\n    app.include_router(r)", ["GET /x x"]),
        ("R = [router]\nfor r in R:\n    app.include_router(r)", ["GET /x x"]),
        (
            'for r, p in [(router, "/a"), (router, "/b")]:\n    app.include_router(r, prefix=p)',
            ["GET /a/x x", "GET /b/x x"],
        ),
        (
            (
                'for p in ("/a", "/b"):\n    for q in ("/c",):\n'
                "        app.include_router(router, prefix=p + q)"
            ),
            ["GET /a/c/x x", "GET /b/c/x x"],
        ),
        ("for r in find_all():\n    app.include_router(r)", ["-?GET …/x x"]),
        ("", ["-GET /x x"]),
        (
            (
                'v1 = APIRouter(prefix="/v1")\nv1.include_router(router, prefix="/r")\n'
                'app.include_router(v1, prefix="/api")'
            ),
            ["GET /api/v1/r/x x"],
        ),
        ("router.include_router(router)\napp.include_router(router)", ["GET /x x"]),
        (
            (
                "a = APIRouter()\nb = APIRouter()\na.include_router(b)\nb.include_router(a)\n"
                "a.include_router(router)\napp.include_router(b)"
            ),
            ["GET /x x"],
        ),
        ("def make(app: FastAPI):\n    app.include_router(router)", ["GET /x x"]),
        ("def make(*, to):\n    to.include_router(router)\nmake(to=app)", ["GET /x x"]),
        (
            (
                "import importlib\nfor n in names:\n"
                "    app.include_router(importlib.import_module(n).router)"
            ),
            ["-?GET …/x x"],
        ),
        ("app.include_router(users.get_router())", ["-?GET …/x x"]),
        (
            "from users import u\napp.include_router(u.router(), prefix='/u')",
            ["-GET /x x", "?ANY /u/…"],
        ),
    ],
)
def test_fastapi_prefixes_follow_each_other(text: str, routes: list[str]) -> None:
    assert sorted(_list(_write_fastapi(text))) == sorted(routes)


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ('@app.route("/a")\ndef a(): ...', ["GET /a a"]),
        ('@app.route("/a", methods=("GET", "POST"))\ndef a(): ...', ["GET /a a", "POST /a a"]),
        ('@app.put("/a/<int:b>/<c>")\ndef a(b, c): ...', ["PUT /a/{b}/{c} a"]),
        ('@app.get("/a/<path:b>")\ndef a(b): ...', ["GET /a/{b:path} a"]),
        ('@app.get("/a/<string(length=2):b>")\ndef a(b): ...', ["GET /a/{b} a"]),
        ('app.add_url_rule("/a", "name", a)', ["GET /a a"]),
        ('app.add_url_rule("/a", endpoint="index")', ["GET /a index"]),
        ('app.add_url_rule("/a", view_func=a, methods=["PATCH"])', ["PATCH /a a"]),
        ('app.add_url_rule("/a", view_func=hide(a))', ["GET /a a"]),
        (
            (
                "class A(View):\n    def get(self): ...\n    def post(self): ...\n"
                'app.add_url_rule("/a", view_func=A.as_view("a"))'
            ),
            ["GET /a A", "POST /a A"],
        ),
        ('app.add_url_rule("/a", view_func=A.as_view("a"))', ["?ANY /a A"]),
        ('@app.route("/a")\nclass A(MethodView):\n    def delete(self): ...', ["DELETE /a A"]),
        ("app.register_blueprint(bp)", ["GET /x x"]),
        ("app.register_blueprint(bp, url_prefix='/p/')", ["GET /p/x x"]),
        ("app.register_blueprint(bp, url_prefix=None)", ["GET /x x"]),
        ("app.register_blueprint(bp, url_prefix=p())", ["?GET …/x x"]),
        (
            (
                'v = Blueprint("v", __name__, url_prefix="/v")\nv.register_blueprint(bp)\n'
                "app.register_blueprint(v)"
            ),
            ["GET /v/x x"],
        ),
        (
            (
                'v = Blueprint("v", __name__, url_prefix="/v")\n@v.get("")\ndef w(): ...\n'
                "app.register_blueprint(v, url_prefix='/w')"
            ),
            ["GET /w w"],
        ),
        (
            (
                'v = Blueprint("v", __name__, None, None, None, "/v")\n@v.get("/")\ndef w(): ...\n'
                "app.register_blueprint(v)"
            ),
            ["GET /v/ w"],
        ),
        (
            'from flask import current_app as c\n@c.get("/c")\ndef w(): ...\n',
            ["GET /c w"],
        ),
    ],
)
def test_a_flask_application_has_the_routes_that_it_says(text: str, routes: list[str]) -> None:
    expected = routes if "bp)" in text or "bp," in text else ["-GET /x x", *routes]
    assert sorted(_list(_write_flask(text), "flask")) == sorted(expected)


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
@pytest.mark.parametrize(
    ("imported", "used"),
    [
        ("from . import items", "items.router"),
        ("from .items import router", "router"),
        ("from .items import router as items_router", "items_router"),
        ("import shop.routes.items", "shop.routes.items.router"),
        ("import shop.routes.items as i", "i.router"),
        ("from shop.routes import items", "items.router"),
        ("from shop.routes.items import *", "router"),
        ("from .. import routes", "routes.items.router"),
        ("from .deep import kept", "kept"),
        ("from .made import make_router", "make_router()"),
    ],
)
def test_routers_are_followed_through_imports(framework: str, imported: str, used: str) -> None:
    app = "FastAPI" if framework == "fastapi" else "Flask"
    register = "include_router" if framework == "fastapi" else "register_blueprint"
    files = {
        "src/shop/__init__.py": "",
        "src/shop/app.py": f"from {framework} import {app}\nfrom . import routes\n\n"
        f"def build():\n    app = {app}('shop')\n    routes.init_app(app)\n    return app\n",
        "src/shop/routes/__init__.py": f"{imported}\n\ndef init_app(app: {app}) -> None:\n"
        f"    app.{register}({used})\n",
        "src/shop/routes/items.py": ITEMS[framework],
        "src/shop/routes/deep/__init__.py": "from .er import kept",
        "src/shop/routes/deep/er.py": "from ..items import router\nkept = router\n",
        "src/shop/routes/made.py": "from .items import router\ndef make_router():\n    r = router\n"
        "    return r\n",
    }
    assert _list(files, framework) == ["GET /items/{item_id} read_item"]


def test_a_prefix_may_come_from_another_module() -> None:
    files = {
        "app/main.py": "from fastapi import FastAPI\nfrom app import names\nfrom app.items import r\n"
        "app = FastAPI()\napp.include_router(r, prefix=f'{names.API}/v{names.VERSION}')\n",
        "app/names.py": "API = '/api'\nVERSION = 2\n",
        "app/items.py": FASTAPI + "r = APIRouter()\n@r.get('/x')\ndef x(): ...\n",
    }
    assert _list(files) == ["GET /api/v2/x x"]


def test_routes_may_be_put_on_an_application_from_another_module() -> None:
    files = {
        "shop/__init__.py": "from flask import Flask\napp = Flask(__name__)\nfrom . import views\n",
        "shop/views.py": "from . import app\n\n@app.route('/a')\ndef a(): ...\n",
    }
    assert _list(files, "flask") == ["GET /a a"]


def test_each_application_has_its_own_routes() -> None:
    text = FASTAPI + "a = FastAPI()\nb = FastAPI()\n"
    text += "@a.get('/x')\ndef x(): ...\n@b.get('/x')\ndef y(): ...\n"
    found = list_routes(MemoryFiles({"m.py": text}), "fastapi")
    assert {(route.handler, route.app) for route in found} == {("x", "m.py:2"), ("y", "m.py:3")}


def test_the_place_of_a_route_is_that_of_its_decorator() -> None:
    (found,) = list_routes(MemoryFiles({"m.py": _write_fastapi("")}), "fastapi")
    assert (found.file, found.line) == ("m.py", 4)


def test_routes_are_sorted_by_path_and_method() -> None:
    verbs = ("options", "delete", "patch", "put", "post", "get")
    text = "".join(f"@app.{verb}('/b')\ndef {verb}(): ...\n" for verb in verbs)
    text = f"{FASTAPI}app = FastAPI()\n{text}@app.delete('/a')\ndef a(): ...\n"
    methods = [route.split()[0] for route in _list(text)]
    assert methods == ["DELETE", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def test_tests_have_no_routes_of_the_application() -> None:
    assert _list({"tests/test_app.py": _write_fastapi("app.include_router(router)")}) == []


@pytest.mark.parametrize(
    "text",
    [
        "from .main import *\n" * 40 + "app.include_router(x)\n",
        "x = y\ny = x\napp.include_router(x)\n",
        "def f():\n    return f()\napp.include_router(f())\n",
        "def f():\n"
        + "    return g()\n" * 3
        + "def g():\n"
        + "    return f()\n" * 3
        + "app.include_router(f())\n",
        "P = P\napp.include_router(router, prefix=P)\n",
        "from .main import P\napp.include_router(router, prefix=P)\n",
        "P = 'a'" + " + 'b'" * 900 + "\napp.include_router(router, prefix=P)\n",
        "P = " + "f'{P}{P}{P}{P}{P}{P}{P}{P}'\napp.include_router(router, prefix=P)\n",
        "".join(f"{'    ' * i}for r{i} in {tuple(range(50))}:\n" for i in range(9))
        + "    " * 9
        + "app.include_router(router)\n",
        "if x:\n    pass\n" + "elif x:\n    pass\n" * 700 + "app.include_router(router)\n",
        "class C(C): ...\napp.include_router(C())\n",
        "app.include_router(*a)\napp.include_router()\napp.mount()\napp.mount(*a)\napp.get()\n",
        "@app.get()\ndef a(): ...\n@app.route(*x)\ndef b(): ...\napp.add_url_rule()\n",
        "for app.x in y:\n    pass\nfor a, *b in ((1, 2),):\n    pass\n(a, b), c = 1, 2\n",
    ],
)
def test_a_hostile_project_is_read(text: str) -> None:
    for framework, write in (("fastapi", _write_fastapi), ("flask", _write_flask)):
        _list({"main.py": write(text), "__init__.py": ""}, framework)
        find_clashes(MemoryFiles({"main.py": write(text)}), framework, [("GET", "/a")])


def test_a_chain_of_routers_does_not_branch_without_end() -> None:
    names = [f"r{number}" for number in range(60)]
    text = FASTAPI + "".join(f"{name} = APIRouter()\n" for name in names)
    pairs = itertools.pairwise(names)
    text += "".join(
        f"{a}.include_router({b})\n{a}.include_router({b}, prefix='/p')\n" for a, b in pairs
    )
    _list(f"{text}@r59.get('/x')\ndef x(): ...\napp = FastAPI()\napp.include_router(r0)\n")


@pytest.mark.parametrize(
    ("framework", "method", "path", "reasons"),
    [
        ("fastapi", "GET", "/items/{id}", ["same"]),
        ("fastapi", "GET", "/items/{id}/", ["same"]),
        ("fastapi", "GET", "/items/summary", ["hides"]),
        ("fastapi", "POST", "/items/summary", []),
        ("fastapi", "GET", "/items/{id}/lines", []),
        ("fastapi", "GET", "/items", []),
        ("fastapi", "GET", "/orders/{id}", []),
        ("flask", "GET", "/items/{id}", ["same"]),
        ("flask", "GET", "/items/summary", []),
        ("flask", "PUT", "/items/{id}", []),
    ],
)
def test_a_clash_is_found(framework: str, method: str, path: str, reasons: list[str]) -> None:
    found = find_clashes(_project(framework), framework, [(method, path)])
    assert [clash.reason for clash in found] == reasons
    assert all(clash.wanted == (method, path) for clash in found)
    assert all(clash.route.handler == "read_item" for clash in found)


@pytest.mark.parametrize(
    ("existing", "wanted", "reasons"),
    [
        ("/{anything}", "/orders", ["hides"]),
        ("/{a}/{b}", "/orders/summary", ["hides"]),
        ("/{a}/{b}", "/orders/{id}", ["hides"]),
        ("/files/{rest:path}", "/files/a/b", ["hides"]),
        ("/items/{id:int}", "/items/summary", []),
        ("/items/{id:int}", "/items/{id}", ["same"]),
        ("/items/{id:int}", "/items/{id}/lines", []),
        ("/items/v{n}", "/items/v1", ["hides"]),
        ("/items/v{n}", "/items/one", []),
        ("/items.json", "/itemsxjson", []),
        ("/items/summary", "/items/{id}", []),
    ],
)
def test_only_what_takes_the_requests_hides(existing: str, wanted: str, reasons: list[str]) -> None:
    text = f"{FASTAPI}app = FastAPI()\n@app.get({existing!r})\ndef x(): ...\n"
    found = find_clashes(MemoryFiles({"m.py": text}), "fastapi", [("GET", wanted)])
    assert [clash.reason for clash in found] == reasons


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
@pytest.mark.parametrize("option", ["", "/api", "/orders"])
@pytest.mark.parametrize("own", [None, "", "/items", "/api/{a}", "/v1/x"])
@pytest.mark.parametrize("path", ["", "/{b}", "/items", "/items/{b}"])
def test_looking_at_few_files_finds_what_looking_at_all_does(
    framework: str, option: str, own: str | None, path: str
) -> None:
    files = _project(framework, option=option, own=own, path=path)
    for wanted in {route.path for route in list_routes(files, framework)}:
        assert [clash.reason for clash in find_clashes(files, framework, [("GET", wanted)])]
    assert not find_clashes(files, framework, [("GET", "/quite/another/one")])


def test_a_router_that_nobody_takes_in_clashes_with_nothing() -> None:
    files = MemoryFiles({"main.py": _write_fastapi("")})
    assert find_clashes(files, "fastapi", [("GET", "/x")]) == ()


def test_a_mounted_application_takes_all_below_it() -> None:
    files = MemoryFiles({"main.py": _write_fastapi("app.mount('/s', StaticFiles())\n")})
    found = find_clashes(files, "fastapi", [("GET", "/s/x"), ("GET", "/st")])
    assert [(clash.reason, clash.wanted[1]) for clash in found] == [("hides", "/s/x")]


def _project(
    framework: str, *, option: str = "", own: str | None = "/items", path: str = "/{item_id}"
) -> Files:
    """Give a project with one router in a module of its own, and other modules like it."""
    is_fastapi = framework == "fastapi"
    if is_fastapi:
        made = "APIRouter()" if own is None else f"APIRouter(prefix={own!r})"
        registered = f"app.include_router(items.router, prefix={option!r})"
    else:
        given = "" if own is None else f", url_prefix={_spell(own)!r}"
        made = f"Blueprint('items', __name__{given})"
        extra = f", url_prefix={_spell(option)!r}" if option else ""
        registered = f"app.register_blueprint(items.router{extra})"
        path = _spell(path) if own or option or path else "/"
    app = "FastAPI()" if is_fastapi else "Flask(__name__)"
    imports = FASTAPI if is_fastapi else FLASK
    return MemoryFiles(
        {
            "shop/__init__.py": "",
            "shop/app.py": f"{imports}from . import items\napp = {app}\n{registered}\n",
            "shop/items.py": f"{imports}router = {made}\n\n@router.get({path!r})\n"
            "def read_item(): ...\n",
        }
    )


def _spell(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_a_thousand_resources_are_looked_through_in_a_moment(
    framework: str, tmp_path: Path
) -> None:
    names = [f"things{number}" for number in range(1_000)]
    files = {f"shop/routes/{name}.py": ITEMS[framework].replace("item", name) for name in names}
    call = "include_router" if framework == "fastapi" else "register_blueprint"
    app = "FastAPI" if framework == "fastapi" else "Flask"
    lines = "".join(f"    app.{call}({name}.router)\n" for name in names)
    files["shop/__init__.py"] = ""
    files["shop/routes/__init__.py"] = (
        f"from {framework} import {app}\nfrom . import {', '.join(names)}\n\n"
        f"def init_app(app: {app}):\n{lines}"
    )
    project = ProjectFiles(write_tree(tmp_path, files))
    assert find_clashes(project, framework, [("GET", "/orders"), ("POST", "/orders")]) == ()
    assert find_clashes(project, framework, [("GET", "/things7s/{id}")]) != ()
    assert len([path for path in project.modules if project._trees.get(path)]) <= 4


@pytest.mark.parametrize("minimal", [False, True])
@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_every_route_of_a_new_project_is_told(
    framework: str, minimal: bool, tmp_path: Path
) -> None:
    options = ["--framework", framework, "--yes", "--no-install", "--no-git"]
    options += ["--minimal"] if minimal else []
    made = run_apigen(find_templates(), "new", "shop", *options, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    files = ProjectFiles(tmp_path / "shop")
    routes = list_routes(files, framework)
    decorators = [
        (path, number)
        for path in files.modules
        for number, line in enumerate((files.read(path) or b"").splitlines(), 1)
        if re.match(rb"@router\.(get|post|put|patch|delete)\(", line)
    ]
    assert sorted((route.file, route.line) for route in routes) == decorators
    assert all(route.is_certain and route.is_registered for route in routes)
    assert "/healthz" in {route.path for route in routes}
    assert len(find_apps(files)) == 1
    assert find_seams(files, framework) == ("src/shop/routes/__init__.py",)


def test_nothing_of_the_project_is_run(tmp_path: Path) -> None:
    text = _write_fastapi("app.include_router(router)\nraise SystemExit\n")
    write_tree(tmp_path, {"tested_shop_main.py": text})
    assert len(list_routes(ProjectFiles(tmp_path), "fastapi")) == 1
    assert "tested_shop_main" not in sys.modules
