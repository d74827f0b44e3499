"""Templates that CloudFormation takes, and a release that migrates before anything else changes."""

import json
import subprocess
from pathlib import Path

import pytest

from ..generated.workshop import TOOLS
from .commands import CHECKOV, run_tool, run_with_stand_ins
from .projects import PLAIN, WHOLE, write_projects

GIT = {"rev-parse*": "echo abc"}
AWS = {
    "*repositoryUri*": "echo 1.dkr.ecr.eu-west-1.amazonaws.com/shop",
    "*OutputKey==\\'Cluster*": "echo jobs",
    "*run-task*": "echo task-1",
    "*exitCode*": "echo 0",
}


# What checkov would have, and why it is not so.
SKIPPED = {
    "CKV_AWS_65": "container insights cost more than the small tasks that they would watch",
    "CKV_AWS_91": "each request is in the application's own log",
    "CKV_AWS_116": "an answer that failed is the client's, not a queue's",
    "CKV_AWS_158": "CloudWatch encrypts logs with a key of its own",
    "CKV_AWS_173": "Lambda encrypts its configuration with a key of its own",
    "CKV_AWS_260": "port 80 redirects to HTTPS and does nothing else",
}


def _write_whole(folder: Path) -> Path:
    return next(write_projects(folder, "aws", WHOLE))


def _release(
    project: Path, aws: dict[str, str], *arguments: str
) -> tuple[int, list[tuple[str, ...]]]:
    code, calls = run_with_stand_ins(
        ["deploy/aws/release.sh", *arguments], project, {"git": GIT, "aws": aws, "docker": {}}
    )
    return code, [tuple(call.split()) for call in calls if not call.startswith("git")]


def test_templates_are_valid_and_errors_are_found(tmp_path: Path) -> None:
    projects = list(write_projects(tmp_path, "aws", WHOLE, PLAIN))
    templates = [path for project in projects for path in project.glob("deploy/aws/*.yaml")]
    assert len(templates) == 2 * (3 + 2)
    broken = []
    for template, right, wrong in (
        ("fargate.yaml", "StopTimeout: 15", "StopTimeout: soon"),
        ("lambda.yaml", "ImageUri", "ImageUrl"),
        ("migration.yaml", "!Ref SecretArn", "!Ref Secret"),
    ):
        text = (projects[0] / "deploy/aws" / template).read_text()
        assert right in text
        broken.append(tmp_path / template)
        broken[-1].write_text(text.replace(right, wrong))
    done = subprocess.run(
        [TOOLS / "cfn-lint", "--format", "json", "--", *templates, *broken],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert {one["Filename"] for one in found} == {*map(str, broken)}, done.stdout


def test_templates_are_hardened_and_lapses_are_found(tmp_path: Path) -> None:
    folder = _write_whole(tmp_path) / "deploy/aws"
    text = (folder / "fargate.yaml").read_text()
    (folder / "broken.yaml").write_text(
        text.replace('enabled, Value: "true"', 'enabled, Value: "false"')
    )
    done = run_tool(
        *[*CHECKOV, "--framework", "cloudformation", "--directory", str(folder)],
        *["--skip-check", ",".join(SKIPPED)],
    )
    report = json.loads(done.stdout)
    found = {(one["file_path"], one["check_id"]) for one in report["results"]["failed_checks"]}
    assert found == {("/broken.yaml", "CKV_AWS_131")}
    assert report["summary"]["passed"] > 30


def test_only_the_adapter_is_added_to_the_image(tmp_path: Path) -> None:
    project = _write_whole(tmp_path)
    lines = (project / "Dockerfile").read_text().splitlines()
    [adapter] = [line for line in lines if "/opt/extensions/" in line]
    assert lines.index(adapter) > max(n for n, line in enumerate(lines) if line.startswith("FROM"))


@pytest.mark.parametrize("target", ["fargate", "lambda"])
def test_a_release_migrates_before_the_new_version_runs(tmp_path: Path, target: str) -> None:
    project = _write_whole(tmp_path)
    code, calls = _release(project, AWS, target, "TaskSubnets=subnet-1,subnet-2")
    assert code == 0
    steps = [call[:3] for call in calls if call[:2] != ("aws", "cloudformation")]
    steps.remove(("docker", "login", "--username"))  # reads from the command that is beside it
    assert steps == [
        ("aws", "ecr", "describe-repositories"),
        ("aws", "ecr", "get-login-password"),
        ("docker", "build", "--platform"),
        ("docker", "push", "1.dkr.ecr.eu-west-1.amazonaws.com/shop:abc"),
        ("aws", "ecs", "run-task"),
        ("aws", "ecs", "wait"),
        ("aws", "ecs", "describe-tasks"),
    ]
    stacks = [call[4] for call in calls if call[1:3] == ("cloudformation", "deploy")]
    assert stacks == ["shop-migration", f"shop-{target}"]
    assert calls[-1][1:5] == ("cloudformation", "deploy", "--stack-name", f"shop-{target}")
    given = ("Image=1.dkr.ecr.eu-west-1.amazonaws.com/shop:abc", "TaskSubnets=subnet-1,subnet-2")
    assert calls[-1][-2:] == given


@pytest.mark.parametrize("answer", ["1", "None"])
def test_a_migration_that_fails_ends_the_release(tmp_path: Path, answer: str) -> None:
    project = _write_whole(tmp_path)
    code, calls = _release(project, {**AWS, "*exitCode*": f"echo {answer}"}, "fargate")
    assert code == 1
    assert calls[-1][:3] == ("aws", "ecs", "describe-tasks")


def test_a_release_without_a_database_only_deploys(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "aws", PLAIN))
    code, calls = _release(project, AWS, "lambda")
    assert code == 0
    assert [call[4] for call in calls if call[1] == "cloudformation"] == ["shop-lambda"]
    assert not any("ecs" in call for call in calls)


def test_what_is_not_committed_is_not_released(tmp_path: Path) -> None:
    project = _write_whole(tmp_path)
    programs = {"git": {"diff-index*": "exit 1"}, "aws": AWS, "docker": {}}
    code, calls = run_with_stand_ins(["deploy/aws/release.sh", "fargate"], project, programs)
    assert (code, len(calls)) == (1, 1)
