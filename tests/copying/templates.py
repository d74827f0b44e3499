"""Copier templates, as others might have written them, in git repositories that tests make."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ..tools import write_tree

ANSWERS = "{{ _copier_answers|to_nice_yaml -}}\n"

# A FastAPI service whose package follows from its name.
SERVICE: Mapping[str, str] = {
    "copier.yml": """\
project_name:
  type: str
  default: My service
  validator: "{% if not project_name %}A name, please.{% endif %}"
package_name:
  type: str
  when: false
  default: "{{ project_name | lower | replace('-', '_') | replace(' ', '_') }}"
database:
  type: str
  choices: [none, sqlite, postgres]
  default: none
deploy:
  type: str
  multiselect: true
  choices: [docker, fly]
  default: [docker]
port:
  type: int
  default: 8000
token:
  type: str
  secret: true
  default: hush
_message_after_copy: "Start {{ project_name }} by: fastapi dev"
""",
    "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
    ".gitignore": ".env\n.venv/\n",
    ".env.jinja": "TOKEN={{ token }}\n",
    "README.md.jinja": "# {{ project_name }}\n\nIt keeps its data in {{ database }}.\n\nPort {{ port }}.\n",
    "pyproject.toml.jinja": """\
[project]
name = "{{ project_name | lower | replace(' ', '-') }}"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["fastapi[standard]>=0.163"]

[dependency-groups]
dev = ["pytest>=9"]
""",
    "scripts/run.sh": "#!/bin/sh\nexec fastapi run\n",
    "src/{{ package_name }}/__init__.py": "",
    "src/{{ package_name }}/main.py.jinja": """\
from fastapi import FastAPI

from {{ package_name }}.routes import health

app = FastAPI(title="{{ project_name }}")
app.include_router(health.router)
""",
    "src/{{ package_name }}/routes/__init__.py": "",
    "src/{{ package_name }}/routes/health.py": """\
from fastapi import APIRouter

router = APIRouter()


@router.get("/health")
def read_health() -> dict[str, str]:
    return {"status": "ok"}
""",
}
# One that runs commands and code of its own.
UNSAFE: Mapping[str, str] = {
    "copier.yml": """\
project_name: x
_tasks:
  - "pwd > place.txt; echo from the task; ln -s $PWD/place.txt link; mkdir -p .venv && pwd > .venv/cfg"
  - [touch, "{{ project_name }}.made"]
_migrations:
  - "echo {{ _version_to }} > migrated.txt"
_jinja_extensions:
  - jinja2.ext.do
""",
    "{{ _copier_conf.answers_file }}.jinja": ANSWERS,
    ".gitignore": ".venv\n",
    "text.txt.jinja": "{% do [] %}one\n",
}
# No Python at all, in a folder of the template, with an answers file of another name.
SITE: Mapping[str, str] = {
    "copier.yaml": """\
site: {type: str, help: The site}
_subdirectory: "template"
_answers_file: .copier-answers.site.yml
_templates_suffix: .tmpl
""",
    "README.md": "About the template itself.\n",
    "template/{{ _copier_conf.answers_file }}.tmpl": ANSWERS,
    "template/index.html.tmpl": "<h1>{{ site }}</h1>\n",
    "template/{{ '{{' }} braces.txt": "{{ untouched }}\n",
}


def make_template(folder: Path, files: Mapping[str, str], tag: str = "v1.0") -> Path:
    """Write a template, and commit and tag it; gives its folder."""
    write_tree(folder, files)
    for path in folder.rglob("*.sh"):
        path.chmod(0o755)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return release(folder, {}, tag)


def release(
    folder: Path, files: Mapping[str, str], tag: str = "", gone: tuple[str, ...] = ()
) -> Path:
    """Commit more files of a template, without those that are gone, and tag that; gives its folder."""
    write_tree(folder, files)
    for name in gone:
        (folder / name).unlink()
    commit(folder)
    if tag:
        git(folder, "tag", tag)
    return folder


def commit(folder: Path) -> None:
    """Commit everything that is in `folder`."""
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Work")


def git(folder: Path, *arguments: str) -> str:
    """Run git for a test, with an author of its own."""
    done = subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def list_tree(folder: Path) -> set[str]:
    """Give the paths of all that is in a folder, but for git's own."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if ".git" not in path.relative_to(folder).parts
    }


def has_git() -> bool:
    """Whether there is git, without which none of this can be tried."""
    return shutil.which("git") is not None
