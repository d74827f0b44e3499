"""A blueprint that is valid, fits the image, and names each setting that an application needs."""

import json
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from .documents import check_documents, plant
from .projects import MINIMAL, PLAIN, WHOLE, write_projects


def _read(project: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Give the service of a blueprint, and its variables by name."""
    blueprint = yaml.safe_load((project / "render.yaml").read_text(encoding="utf-8"))
    [service] = blueprint["services"]
    return service, {variable["key"]: variable for variable in service["envVars"]}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("render")
    return list(write_projects(folder, "render", WHOLE, PLAIN, MINIMAL))


def test_files_are_valid_and_errors_are_found(projects: list[Path]) -> None:
    files = [project / "render.yaml" for project in projects]
    code, told = check_documents("render", files)
    assert code == 0, told
    for right, wrong in (("preDeployCommand", "predeployCommand"), ("sync: false", "sync: true")):
        code, told = check_documents("render", [plant(files[0], right, wrong)])
        assert code != 0, told


def test_it_fits_the_image(projects: list[Path]) -> None:
    for project in projects:
        service, variables = _read(project)
        image = (project / "Dockerfile").read_text(encoding="utf-8")
        assert f"EXPOSE {variables['PORT']['value']}\n" in image
        assert "VOLUME" not in image
        jobs = re.findall(r"(?m)^    command: (\[.+\])$", (project / "compose.yaml").read_text())
        assert service.get("preDeployCommand", "") == " ".join(*map(json.loads, jobs or ["[]"]))


def test_settings_without_a_default_are_there(projects: list[Path]) -> None:
    for project in projects:
        _, variables = _read(project)
        readme = (project / "README.md").read_text(encoding="utf-8")
        required = set(re.findall(r"(?m)^\| `(\w+)` \| `?required`? ", readme))
        others = {"PORT", "FORWARDED_ALLOW_IPS", "UVICORN_TIMEOUT_KEEP_ALIVE", "GUNICORN_CMD_ARGS"}
        assert variables.keys() - others == required
        networks = variables["FORWARDED_ALLOW_IPS"]["value"].split(",")
        assert all(ip_network(network) for network in networks)
