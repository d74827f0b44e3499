"""Manifests that kustomize builds and validators take, and a release that migrates before pods change."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from .commands import CHECKOV, run_tool, run_with_stand_ins
from .projects import MINIMAL, PLAIN, WHOLE, write_projects

OVERLAY = "deploy/kubernetes/overlays/production"
VALIDATE = ["kubernetes-validate==1.37.0", "--strict", "--quiet", "--no-warn"]
# What checkov would have, and why it is not so.
SKIPPED = {
    "CKV_K8S_11": "a limit for the CPU slows requests down on nodes that have time",
    "CKV_K8S_15": "a tag is never pushed twice, so that a node's own image is the right one",
    "CKV_K8S_35": "settings are read from the environment, on every platform alike",
    "CKV_K8S_43": "the digest is known only where the image was pushed; kustomize takes one, too",
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("kubernetes")
    return list(write_projects(folder, "kubernetes", WHOLE, PLAIN, MINIMAL))


@pytest.fixture(scope="module")
def manifests(projects: list[Path]) -> list[str]:
    return [_build(project) for project in projects]


def _build(project: Path) -> str:
    done = _kustomize(project)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _kustomize(project: Path) -> subprocess.CompletedProcess[str]:
    command = ["kubectl", "kustomize", str(project / OVERLAY)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _break(manifest: str, right: str, wrong: str) -> str:
    assert manifest.count(right) >= 1
    return manifest.replace(right, wrong)


def _write(folder: Path, manifests: list[str], name: str) -> list[Path]:
    paths = [folder / f"{name}-{number}.yaml" for number, _ in enumerate(manifests)]
    for path, manifest in zip(paths, manifests, strict=True):
        path.write_text(manifest)
    return paths


def test_kustomize_finds_errors(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "kubernetes", PLAIN))
    assert _kustomize(project).returncode == 0
    (project / "deploy/kubernetes/base/service.yaml").unlink()
    assert "service.yaml" in _kustomize(project).stderr


def test_manifests_are_valid_and_errors_are_found(manifests: list[str], tmp_path: Path) -> None:
    broken = [
        _break(manifests[0], "failureThreshold: 6", "failureThresholds: 6"),
        _break(manifests[0], "maxReplicas: 6", "maxReplicas: six"),
        _break(manifests[0], "backoffLimit: 0", "backofLimit: 0"),
    ]
    good = _write(tmp_path, manifests, "good")
    bad = _write(tmp_path, broken, "broken")
    done = run_tool(*VALIDATE, *good, *bad)
    assert re.findall(r"^ERROR (\S+)", done.stdout, re.MULTILINE) == [*map(str, bad)], done


def test_pods_are_hardened_and_lapses_are_found(manifests: list[str], tmp_path: Path) -> None:
    lapses = {
        "CKV_K8S_22": ("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
        "CKV_K8S_38": ("automountServiceAccountToken: false", "hostIPC: false"),
        "CKV_K8S_31": ("type: RuntimeDefault", "type: Unconfined"),
    }
    _write(tmp_path, manifests, "good")
    for check, change in lapses.items():
        (tmp_path / f"{check}.yaml").write_text(_break(manifests[0], *change))
    done = run_tool(
        *[*CHECKOV, "--framework", "kubernetes", "--directory", str(tmp_path)],
        *["--skip-check", ",".join(SKIPPED)],
    )
    report = json.loads(done.stdout)
    found = {(one["file_path"], one["check_id"]) for one in report["results"]["failed_checks"]}
    assert found == {(f"/{check}.yaml", check) for check in lapses}
    assert report["summary"]["passed"] > 100


def test_pods_reach_only_what_the_project_needs(manifests: list[str]) -> None:
    outgoing = [
        sorted(map(int, re.findall(r"- port: (\d+)", manifest.partition("\n  egress:")[2])))
        for manifest in manifests
    ]
    # The last one is where requests come in.
    assert outgoing == [[53, 53, 443, 5432, 8000], [53, 53, 8000], [53, 53, 8000]] * 2


def test_secrets_are_only_named_and_only_where_there_are_some(manifests: list[str]) -> None:
    assert [manifest.count("name: shop-secrets") for manifest in manifests] == [2, 1, 0] * 2
    assert not any("kind: Secret\n" in manifest for manifest in manifests)


def test_a_change_of_settings_changes_the_pods(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "kubernetes", WHOLE))
    before = _build(project)
    path = project / OVERLAY / "kustomization.yaml"
    path.write_text(_break(path.read_text(), "10.244.0.0/16", "10.0.0.0/16"))
    named = re.compile(r"configMapRef:\n +name: (\S+)").findall
    assert len(set(named(before))) == len(set(named(_build(project)))) == 1
    assert named(before) != named(_build(project))


def test_the_server_has_time_to_stop(projects: list[Path], manifests: list[str]) -> None:
    for project, manifest in zip(projects, manifests, strict=True):
        command = (project / "Dockerfile").read_text().rpartition("\nCMD ")[2]
        needed = re.findall(r'"--(?:timeout-graceful-shutdown|graceful-timeout)", "(\d+)"', command)
        needed += re.findall(r"sleep:\n +seconds: (\d+)", manifest)
        [grace] = re.findall(r"terminationGracePeriodSeconds: (\d+)", manifest)
        assert len(needed) == 2
        assert sum(map(int, needed)) < int(grace)


def _release(project: Path, *conditions: str, overlay: str = "") -> tuple[int, list[str]]:
    """Release in a cluster that says `conditions` of the migration, one after the other."""
    answers = " ".join(f"'{condition}'" for condition in conditions)
    count = project.parent / "count"
    count.write_text("")
    kubectl = {
        "get*": f"set -- {answers}; echo >>{count}; shift $(($(wc -l <{count}) - 1)); echo $1"
    }
    programs = {"kubectl": kubectl, "sleep": {}}
    command = ["deploy/kubernetes/release.sh", *([overlay] if overlay else [])]
    code, calls = run_with_stand_ins(command, project, programs)
    return code, [call.removeprefix("kubectl ") for call in calls]


def test_a_release_migrates_before_pods_change(projects: list[Path]) -> None:
    code, calls = _release(projects[0], "", "SuccessCriteriaMet", "SuccessCriteriaMet Complete")
    asked = "get job shop-migrate --namespace shop --output jsonpath={.status.conditions[*].type}"
    assert code == 0
    assert calls == [
        "delete job shop-migrate --namespace shop --ignore-not-found",
        f"apply --kustomize {OVERLAY} --selector app.kubernetes.io/component!=api",
        *["sleep 1", asked] * 3,
        f"apply --kustomize {OVERLAY} --selector app.kubernetes.io/component!=migrate",
        "rollout status deployment/shop --namespace shop --timeout 5m",
    ]


def test_what_comes_before_the_migration_is_no_part_of_the_api(manifests: list[str]) -> None:
    """The first step of a release leaves out what is labelled as the API's."""
    for manifest in manifests:
        kinds: dict[str, list[str]] = {}
        for document in manifest.split("\n---\n"):
            [kind] = re.findall(r"^kind: (\w+)", document, re.MULTILINE)
            metadata = re.findall(r"^metadata:\n((?: .*\n?)*)", document, re.MULTILINE)[0]
            component = re.search(r"/component: (\w+)", metadata)
            kinds.setdefault(component[1] if component else "", []).append(kind)
        pods = ["Service", "Deployment", "PodDisruptionBudget", "HorizontalPodAutoscaler"]
        assert kinds["api"] == pods
        assert kinds.get("migrate", ["Job"]) == ["Job"]
        assert {"Namespace", "ConfigMap", "NetworkPolicy"} < {*kinds[""]}


def test_a_migration_that_fails_ends_the_release(projects: list[Path]) -> None:
    code, calls = _release(projects[0], "FailureTarget", "FailureTarget Failed")
    assert code == 1
    assert calls[-1] == "logs job/shop-migrate --namespace shop"
    assert not any("component!=migrate" in call for call in calls)


def test_another_overlay_is_released_into_its_own_namespace(tmp_path: Path) -> None:
    project = next(write_projects(tmp_path, "kubernetes", WHOLE))
    overlay = project / "deploy/kubernetes/overlays/staging"
    (project / OVERLAY).rename(overlay)
    path = overlay / "kustomization.yaml"
    path.write_text(_break(path.read_text(), "namespace: shop", "namespace: shop-staging"))
    code, calls = _release(project, "Complete", overlay="staging")
    assert code == 0
    assert all("staging" in call for call in calls if call != "sleep 1")


def test_without_a_database_there_is_nothing_to_migrate(
    projects: list[Path], manifests: list[str]
) -> None:
    has_script = [(project / "deploy/kubernetes/release.sh").exists() for project in projects]
    assert has_script == [True, False, False] * 2
    assert ["kind: Job" in manifest for manifest in manifests] == has_script
