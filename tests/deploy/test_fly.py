"""A fly.toml that is valid, fits the image, and starts an application that has its tables."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project
from ..generated.workshop import SECRET, Workshop, call, serve
from .documents import check_documents, plant
from .projects import MINIMAL, ON_DISK, PLAIN, WHOLE, write_projects


def _read(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "fly.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("fly")
    return list(write_projects(folder, "fly", WHOLE, PLAIN, ON_DISK, MINIMAL))


def test_files_are_valid_and_errors_are_found(projects: list[Path]) -> None:
    files = [project / "fly.toml" for project in projects]
    code, told = check_documents("fly", files)
    assert code == 0, told
    for right, wrong in (("release_command", "release_comand"), ('path = "/healthz"', "path = 1")):
        code, told = check_documents("fly", [plant(files[0], right, wrong)])
        assert code != 0, told


def test_it_fits_the_image(projects: list[Path]) -> None:
    for project in projects:
        config, image = _read(project), (project / "Dockerfile").read_text(encoding="utf-8")
        assert f"EXPOSE {config['http_service']['internal_port']}\n" in image
        volumes = re.findall(r"(?m)^VOLUME (.+)$", image)
        assert [mount["destination"] for mount in config.get("mounts", [])] == volumes
        [limit] = re.findall(r"(?:graceful-timeout|shutdown)\", \"(\d+)\"", image)
        assert config["kill_timeout"] > int(limit)
        # A release command has no volume, so migrations on one run where it is.
        has_tables = (project / "migrations").is_dir()
        assert ("deploy" in config) == (has_tables and not volumes)
        assert ("processes" in config) == bool(volumes)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_machine_with_a_volume_migrates_serves_and_stops(
    framework: str, tmp_path: Path, workshops: dict[str, Workshop], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: dict[str, Value] = {"framework": framework, "database": "sqlite", "deploy": ("fly",)}
    project = write_new_project(tmp_path / "shop", answers)
    workshop = workshops[framework]
    workshop.install(project)
    settings = project / ".env"
    scheme = re.findall(r"(?m)^DATABASE_URL=(.+?):", settings.read_text(encoding="utf-8"))[0]
    settings.write_text(f"SECRET_KEY={SECRET}\nDATABASE_URL={scheme}:///{tmp_path}/app.db\n")
    monkeypatch.setenv("PATH", str(workshop.folder / "bin"), prepend=":")
    [command] = _read(project)["processes"].values()
    shell, option, script = shlex.split(command)
    port = "0.0.0.0 --port {port}" if framework == "fastapi" else "127.0.0.1:{port}"
    script = re.sub(r"0\.0\.0\.0(:8000)?", port, script)
    with serve([shell, option, script], project) as url:
        assert call("GET", f"{url}/items").status == 200
