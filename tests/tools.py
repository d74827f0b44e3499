"""Toy templates to make projects from, and runs of the real command on them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

TOY: Mapping[str, str] = {
    "common/layer.toml": """
        [words]
        run = "uv run {{ package }}"
        first_revision = "0001"
        revision_before = ""
        caller = ""
        [lists]
        dependencies = ["pydantic>=2"]
        private_files = [".env"]
        reserved_names = ["fastapi", "flask"]
        next_steps = ["uv run pytest {{ project }}"]
        routes = []
        columns = []
    """,
    "common/.env.jinja": "SECRET={{ secret() }}\n",
    "common/.gitignore.jinja": ".env\n.venv/\n",
    "common/README.md.jinja": """\
# {{ title }}

{{ run }}
{% for line in slot("readme") %}

{{ line }}
{% endfor %}
""",
    "common/src/package/__init__.py.jinja": '"""Made by apigen {{ apigen_version }}."""\n',
    "fastapi/layer.toml": '[lists]\ndependencies = ["fastapi>=0.163"]\n',
    "fastapi/src/package/app.py.jinja": "import fastapi\n",
    "flask/layer.toml": '[lists]\ndependencies = ["apiflask>=3"]\n',
    "flask/src/package/app.py.jinja": "import apiflask\n",
    "features/toybase/feature.toml": """
        id = "toybase"
        title = "ToyBase"
        help = "one file"
        order = 10
        [choice]
        question = "database"
        value = "toybase"
        default = true
        [lists]
        dependencies = ["toybase>=1"]
    """,
    "features/toybase/common/src/package/database.py.jinja": "import toybase\n",
    "features/toybase/slots/readme.jinja": "Data is kept in ToyBase.\n",
    "features/toybase/slots/flask/readme.jinja": "By way of Flask.\n",
    "features/boat/feature.toml": """
        id = "boat"
        title = "Boat"
        help = "by sea"
        [choice]
        question = "deploy"
        value = "boat"
        default = true
        [[conflicts]]
        answer = { minimal = true }
        why = "the smallest project travels light"
    """,
    "features/boat/common/Boatfile.jinja": "FROM sea\n",
    "features/pages/feature.toml": """
        id = "pages"
        title = "API pages"
        help = "documentation"
        [choice]
        question = "docs"
        value = true
    """,
    "features/full/feature.toml": """
        id = "full"
        title = "Full"
        [when]
        minimal = false
    """,
    "features/full/common/AGENTS.md.jinja": "All of it.\n",
}

_DRIVER = """
import pathlib, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # even if the tests run in the background
import apigen.catalog
apigen.catalog._PACKAGED = pathlib.Path({root!r})
{patch}
from apigen.cli import main
sys.argv[0] = "apigen"
main()
"""


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write `files` under `folder`, and give the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_toy(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the toy templates, with `changes`, under `folder`."""
    return write_tree(folder, {**TOY, **(changes or {})})


def read_tree(folder: Path) -> dict[str, str]:
    """Give path -> text of every file under `folder`, git's own left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def make_command(templates: Path, *arguments: str, patch: str = "") -> list[str]:
    """Give the command line that runs apigen, after `patch`, on other templates than its own."""
    return [
        sys.executable,
        "-P",
        "-c",
        _DRIVER.format(root=str(templates), patch=patch),
        *arguments,
    ]


def replace_uv(folder: Path, script: str) -> str:
    """Write a shell script that stands in for uv; gives the patch that has apigen run it."""
    path = folder / "uv"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"import apigen.environment; apigen.environment._find_uv = lambda: {str(path)!r}"


def run_apigen(
    templates: Path,
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    patch: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run apigen without a terminal."""
    return subprocess.run(
        make_command(templates, *arguments, patch=patch),
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
