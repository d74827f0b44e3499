"""A build that Cloud Build takes, and that leaves what Cloud Run's API takes."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation
from jsonschema import Draft202012Validator

from ..generated.workshop import TOOLS
from .commands import run_with_stand_ins
from .projects import MINIMAL, PLAIN, WHOLE, write_projects

SCHEMA = json.loads((Path(__file__).parent / "cloud_run.schema.json").read_text())
FAILURE = {"*'jobs execute'*": "exit 1"}


def _read(path: Path) -> Any:
    return construct_yaml_implementation().load(path)


def _build(project: Path, gcloud: Mapping[str, str] | None = None) -> list[list[str]]:
    """Take the steps as Cloud Build would, up to the first that fails."""
    build = _read(project / "deploy/google/cloudbuild.yaml")
    values = {"PROJECT_ID": "mine", "BUILD_ID": "1", **build["substitutions"]}
    values = {name: value or "https://example.com/a?b" for name, value in values.items()}
    values["_IMAGE"] = "europe-west1-docker.pkg.dev/mine/shop/shop:1"
    values["_CLOUDSQL"] = "mine:europe-west1:shop"
    done: list[list[str]] = []
    for step in build["steps"]:
        code, calls = run_with_stand_ins(
            ["bash", "-c", f"cd {step.get('dir', '.')}\n{step['script']}"],
            project,
            {"docker": {}, "gcloud": gcloud or {}},
            values,
        )
        done += [call.split() for call in calls]
        if code:
            break
    return done


def test_builds_are_valid_and_errors_are_found(tmp_path: Path) -> None:
    projects = list(write_projects(tmp_path, "google", WHOLE, PLAIN, MINIMAL))
    builds = [project / "deploy/google/cloudbuild.yaml" for project in projects]
    broken = tmp_path / "broken.yaml"
    broken.write_text(builds[0].read_text().replace("script:", "scripts:"))
    done = subprocess.run(
        [
            *(str(TOOLS / "check-jsonschema"), "--builtin-schema", "vendor.cloudbuild"),
            *("--output-format", "json", *map(str, builds), str(broken)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert {error["filename"] for error in found["errors"]} == {str(broken)}
    assert not found["parse_errors"]


def test_a_release_migrates_before_the_new_version_runs(tmp_path: Path) -> None:
    for project in write_projects(tmp_path, "google", WHOLE, PLAIN, MINIMAL):
        has_database = (project / "migrations").is_dir()
        migration = [["run", "jobs", "replace"], ["run", "jobs", "execute"]]
        assert [call[1:4] for call in _build(project)] == [
            ["build", "--tag", "europe-west1-docker.pkg.dev/mine/shop/shop:1"],
            ["push", "europe-west1-docker.pkg.dev/mine/shop/shop:1"],
            *(migration if has_database else []),
            ["run", "services", "replace"],
        ]
        names = ["service.yaml", *(["migration.yaml"] if has_database else [])]
        for path in [project / "deploy/google" / name for name in names]:
            assert "$" not in path.read_text().split("\n", 1)[1]
            assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(_read(path))] == []


def test_a_migration_that_fails_ends_the_release(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "google", WHOLE))
    assert _build(project, FAILURE)[-1][1:4] == ["run", "jobs", "execute"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("startupProbe", "startProbe"), ("timeoutSeconds: 60", "timeoutSeconds: 60s")],
)
def test_an_unknown_field_or_a_wrong_type_is_found(tmp_path: Path, right: str, wrong: str) -> None:
    path = next(write_projects(tmp_path, "google", PLAIN)) / "deploy/google/service.yaml"
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong))
    assert not Draft202012Validator(SCHEMA).is_valid(_read(path))
