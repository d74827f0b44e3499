"""Applications, seams, definitions and the settings of a project are told from its text."""

import pytest

from apigen.errors import UsageError
from apigen.reading.apps import FoundApp, find_apps
from apigen.reading.files import MemoryFiles
from apigen.reading.places import find_definition, find_seams
from apigen.reading.pyproject import read_line_length, read_pyproject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from fastapi import FastAPI\napp = FastAPI()\n", ("fastapi", "app", "", False)),
        ("import fastapi\napi = fastapi.FastAPI()\n", ("fastapi", "api", "", False)),
        ("import fastapi as fa\napi = fa.FastAPI()\n", ("fastapi", "api", "", False)),
        ("from fastapi import FastAPI as App\nx: App = App()\n", ("fastapi", "x", "", False)),
        ("from flask import Flask\napp = Flask(__name__)\n", ("flask", "app", "", False)),
        ("from apiflask import APIFlask\napp = APIFlask(__name__)\n", ("flask", "app", "", True)),
        (
            "def make():\n    from flask import Flask\n    return Flask(__name__)\n",
            ("flask", "", "make", False),
        ),
        (
            "from fastapi import FastAPI\nclass Shop(FastAPI):\n    pass\napp = Shop()\n",
            ("fastapi", "app", "", False),
        ),
        (
            (
                "from flask import Flask\nclass S:\n    def __init__(self):\n"
                "        self.app = Flask('s')\n"
            ),
            ("flask", "self.app", "__init__", False),
        ),
        (
            "from fastapi import FastAPI\nasync def f():\n    with x:\n        app = FastAPI()\n",
            ("fastapi", "app", "f", False),
        ),
        (
            "try:\n    from flask import Flask\nexcept ImportError:\n    raise\napp = Flask('')\n",
            ("flask", "app", "", False),
        ),
    ],
)
def test_an_application_is_found(text: str, expected: tuple[str, str, str, bool]) -> None:
    (found,) = find_apps(MemoryFiles({"src/shop/main.py": text}))
    assert (found.framework, found.variable, found.function, found.is_apiflask) == expected
    assert "(" in text.splitlines()[found.line - 1]


def test_each_application_is_told_with_its_place() -> None:
    files = MemoryFiles(
        {
            "admin.py": "from flask import Flask\n\nadmin = Flask('admin')\n",
            "main.py": "from fastapi import FastAPI\na = FastAPI()\nb = FastAPI()\n",
        }
    )
    assert find_apps(files) == (
        FoundApp("admin.py", 3, "flask", "admin", "", False),
        FoundApp("main.py", 2, "fastapi", "a", "", False),
        FoundApp("main.py", 3, "fastapi", "b", "", False),
    )


@pytest.mark.parametrize(
    "files",
    [
        {"tests/test_app.py": "from flask import Flask\napp = Flask('')\n"},
        {"tests/apps.py": "from flask import Flask\napp = Flask('')\n"},
        {"conftest.py": "from flask import Flask\napp = Flask('')\n"},
        {"app.py": "from mine import other\napp = other()  # Flask(\n"},
        {"app.py": "app = Flask('')\n"},
        {"app.py": "class Flask: ...\napp = Flask('')\n"},
        {"app.py": "from flask import Flask\napp = Flask(''\n"},
        {"app.py": "from flask import Flask\n'''app = Flask('')'''\n"},
        {"app.py": b"from flask import Flask\napp = Flask('')\n\0"},
    ],
)
def test_what_is_no_application_of_the_project_is_not_told(files: dict[str, str | bytes]) -> None:
    assert find_apps(MemoryFiles(files)) == ()


@pytest.mark.parametrize(
    ("framework", "text"),
    [
        ("fastapi", "def init_app(app):\n    app.include_router(x)\n"),
        ("fastapi", "app.include_router (x)\n"),
        ("flask", "for x in y:\n    app.register_blueprint(x)\n"),
    ],
)
def test_a_seam_is_where_a_router_is_registered(framework: str, text: str) -> None:
    files = MemoryFiles(
        {
            "routes.py": text,
            "tests/test_routes.py": text,
            "note.py": '"""Call app.include_router(x) and app.register_blueprint(x)."""\n',
            "broken.py": text + "(",
        }
    )
    assert find_seams(files, framework) == ("routes.py",)
    assert find_seams(files, "flask" if framework == "fastapi" else "fastapi") == ()


DEFINITIONS = {
    "src/shop/models/items.py": "class Item: ...\n",
    "src/shop/models/orders.py": "from .items import Item\nLIMIT: int = 3\nA, B = 1, 2\n",
    "src/shop/memory.py": "try:\n    def open_store(): ...\nexcept E:\n    store = None\n",
    "src/shop/broken.py": "class Broken(\n",
    "src/other/models.py": "class Other: ...\n",
    "src/shop/inner.py": "def outer():\n    class Hidden: ...\n",
}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Item", "src/shop/models/items.py"),
        ("LIMIT", "src/shop/models/orders.py"),
        ("B", "src/shop/models/orders.py"),
        ("open_store", "src/shop/memory.py"),
        ("store", "src/shop/memory.py"),
        ("Broken", None),
        ("Other", None),
        ("Hidden", None),
        ("Nobody", None),
    ],
)
def test_a_definition_is_found_wherever_it_was_moved(name: str, path: str | None) -> None:
    files = MemoryFiles(DEFINITIONS)
    assert find_definition(files, "src/shop", name, "src/shop/models/orders.py") == path


def test_the_usual_place_is_looked_at_first() -> None:
    files = MemoryFiles({"src/shop/a.py": "class X: ...", "src/shop/z.py": "class X: ..."})
    assert find_definition(files, "src/shop", "X", "src/shop/z.py") == "src/shop/z.py"
    assert find_definition(files, "src/shop", "X", "src/shop/no.py") == "src/shop/a.py"


@pytest.mark.parametrize(
    ("files", "length"),
    [
        ({}, 88),
        ({"pyproject.toml": "[tool.ruff]\nline-length = 100\n"}, 100),
        ({"pyproject.toml": "[tool.black]\nline-length = 79\n"}, 79),
        ({"pyproject.toml": "[tool.ruff]\n[tool.black]\nline-length = 79\n"}, 79),
        ({"pyproject.toml": "[tool.ruff]\nline-length = 'long'\n"}, 88),
        ({"pyproject.toml": "tool = 3\n"}, 88),
        ({"ruff.toml": "line-length = 90\n"}, 90),
        ({".ruff.toml": "line-length = 91\n", "ruff.toml": "line-length = 90\n"}, 91),
        ({"pyproject.toml": "[tool.ruff]\nline-length = 100\n", "ruff.toml": ""}, 88),
    ],
)
def test_the_line_length_is_the_one_that_tools_are_told(files: dict[str, str], length: int) -> None:
    held = MemoryFiles(files)
    assert read_line_length(read_pyproject(held), held) == length


@pytest.mark.parametrize("data", [b"[tool", b"a = '\xff'", b"a = " + b"[" * 10_000])
def test_a_pyproject_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"'pyproject\.toml' cannot be read"):
        read_pyproject(MemoryFiles({"pyproject.toml": data}))


def test_a_pyproject_with_a_byte_order_mark_is_read() -> None:
    assert read_pyproject(MemoryFiles({"pyproject.toml": "\ufeffa = 1\n"})) == {"a": 1}
