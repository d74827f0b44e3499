"""Bicep that a parser reads, with fields that the Container Apps API has."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pycep import BicepParser

from .azure_types import API_VERSION, RESOURCES, find_faults
from .commands import run_with_stand_ins
from .projects import MINIMAL, PLAIN, WHOLE, write_projects

GIT = {"rev-parse*": "echo abc"}
AZ = {
    "*loginServer*": "echo images1.azurecr.io",
    "*'job start'*": "echo run-1",
    "*properties.status*": "echo Succeeded",
}


def _find_faults(text: str) -> Iterator[str]:
    for name, resource in BicepParser().parse(text=text)["resources"].items():
        kind = resource["type"]
        if kind in RESOURCES:
            assert resource["api_version"] == API_VERSION
        if kind in RESOURCES and not resource["existing"]:
            yield from find_faults(resource["config"], RESOURCES[kind], name)


def _release(project: Path, az: Mapping[str, str]) -> tuple[int, list[list[str]]]:
    programs = {"git": GIT, "az": az, "docker": {}, "sleep": {}}
    code, calls = run_with_stand_ins(["deploy/azure/release.sh", "mine"], project, programs)
    return code, [call.split() for call in calls if call.startswith(("az", "docker"))]


def test_templates_are_valid(tmp_path: Path) -> None:
    for project in write_projects(tmp_path, "azure", WHOLE, PLAIN, MINIMAL):
        templates = sorted((project / "deploy/azure").glob("*.bicep"))
        assert len(templates) == 2 + (project / "migrations").is_dir()
        assert [fault for path in templates for fault in _find_faults(path.read_text())] == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("targetPort: 8000", "port: 8000", "app.properties.configuration.ingress.port: unknown"),
        ("external: true", "external: 1", "app.properties.configuration.ingress.external: 1 is"),
        ("'Single'", "'One'", "app.properties.configuration.activeRevisionsMode: 'One' is"),
        ("  location: location\n", "", "app.location: missing"),
    ],
)
def test_errors_are_found(tmp_path: Path, right: str, wrong: str, fault: str) -> None:
    project = next(write_projects(tmp_path, "azure", PLAIN))
    text = (project / "deploy/azure/app.bicep").read_text()
    assert right in text
    [found] = _find_faults(text.replace(right, wrong, 1))
    assert found.startswith(fault)


def test_what_is_no_bicep_is_found() -> None:
    with pytest.raises(Exception, match="Unexpected"):
        BicepParser().parse(text="resource app 'Microsoft.App/containerApps@2026-07-01' = {\n")


def test_a_release_migrates_before_the_new_version_runs(tmp_path: Path) -> None:
    for project in write_projects(tmp_path, "azure", WHOLE, PLAIN):
        code, calls = _release(project, AZ)
        assert code == 0
        migration = [
            "az deployment group",
            "az containerapp job start",
            "az containerapp job execution",
        ]
        said = [" ".join(call) for call in calls]
        steps = [
            "az acr list",
            "az acr login --name images1",
            "docker build",
            "docker push images1.azurecr.io/shop:abc",
            *(migration if (project / "migrations").is_dir() else []),
            "az deployment group",
        ]
        assert len(said) == len(steps)
        assert all(call.startswith(step) for call, step in zip(said, steps, strict=True))
        assert "deploy/azure/app.bicep" in calls[-1]
        assert "image=images1.azurecr.io/shop:abc" in calls[-1]


def test_a_migration_that_fails_ends_the_release(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "azure", WHOLE))
    code, calls = _release(project, {**AZ, "*properties.status*": "echo Failed"})
    assert (code, calls[-1][1:4]) == (1, ["containerapp", "job", "execution"])
