"""A release to Code Engine, by commands as IBM's reference has them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from .commands import run_with_stand_ins
from .projects import MINIMAL, PLAIN, WHOLE, write_projects

GIT = {"rev-parse*": "echo abc"}
IBMCLOUD = {"*'jobrun get'*": "echo '        Succeeded:  1'"}
_RUN = [
    "image",
    "registry-secret",
    "cpu",
    "memory",
    "env-from-secret",
    "env-from-configmap",
    "name",
]
_APPLICATION = [
    *[*_RUN, "port", "user", "env", "probe-ready", "probe-live"],
    *["min-scale", "max-scale", "concurrency", "request-timeout"],
]
# What of these is used: https://cloud.ibm.com/docs/codeengine?topic=codeengine-cli (June 2026).
OPTIONS = {
    ("cr", "login"): [],
    ("ce", "jobrun", "submit"): [*_RUN, "command", "argument", "retrylimit", "wait"],
    ("ce", "jobrun", "get"): ["name"],
    ("ce", "application", "get"): ["name"],
    ("ce", "application", "create"): _APPLICATION,
    ("ce", "application", "update"): _APPLICATION,
}


def _release(project: Path, ibmcloud: Mapping[str, str]) -> tuple[int, list[list[str]]]:
    code, calls = run_with_stand_ins(
        ["deploy/ibm/release.sh", "de.icr.io/mine"],
        project,
        {"git": GIT, "docker": {}, "ibmcloud": ibmcloud},
    )
    return code, [call.split() for call in calls if call.startswith("ibmcloud")]


def _find_unknown(call: list[str]) -> set[str]:
    [command] = [known for known in OPTIONS if tuple(call[1 : 1 + len(known)]) == known]
    rest = call[1 + len(command) :]
    return {word for word in rest if word.startswith("--")} - {f"--{o}" for o in OPTIONS[command]}


@pytest.mark.parametrize("is_first", [True, False])
def test_a_release_migrates_before_the_new_version_runs(tmp_path: Path, *, is_first: bool) -> None:
    programs = {**IBMCLOUD, "*'application get'*": f"exit {int(is_first)}"}
    for project in write_projects(tmp_path, "ibm", WHOLE, PLAIN, MINIMAL):
        has_database = (project / "migrations").is_dir()
        code, calls = _release(project, programs)
        assert code == 0
        assert [call[2:4] for call in calls] == [
            ["login"],
            *([["jobrun", "submit"], ["jobrun", "get"]] if has_database else []),
            ["application", "get"],
            ["application", "create" if is_first else "update"],
        ]
        assert [_find_unknown(call) for call in calls] == [set()] * len(calls)
        runs = [call for call in calls if "--image" in call]
        assert all("de.icr.io/mine/shop:abc" in call for call in runs)


def test_an_unknown_option_is_found() -> None:
    call = ["ibmcloud", "ce", "jobrun", "submit", "--image", "shop", "--registry", "icr"]
    assert _find_unknown(call) == {"--registry"}


def test_a_migration_that_fails_ends_the_release(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "ibm", WHOLE))
    code, calls = _release(project, {"*'jobrun get'*": "echo '        Failed:  1'"})
    assert (code, calls[-1][2:4]) == (1, ["jobrun", "get"])
