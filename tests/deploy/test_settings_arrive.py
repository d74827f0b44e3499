"""Every setting without a default reaches each container that a deployment runs."""

import re
from pathlib import Path

import pytest

from apigen.question import Value

from ..generated.projects import write_new_project

RUNS = [
    *(f"deploy/aws/{name}.yaml" for name in ("fargate", "lambda", "migration")),
    *(f"deploy/azure/{name}.bicep" for name in ("app", "migration")),
    *(f"deploy/google/{name}.yaml" for name in ("service", "migration")),
]


def _list_required(project: Path) -> list[str]:
    table = (project / "README.md").read_text()
    return re.findall(r"^\| `([A-Z_]+)` \| `?required`? \|", table, re.MULTILINE)


def _list_secret(project: Path) -> set[str]:
    """Give the settings that the application itself takes for secret."""
    text = (project / "src/shop/settings.py").read_text()
    types = "|".join(
        ["SecretStr", *re.findall(r"^(\w+) = Annotated\[SecretStr,", text, re.MULTILINE)]
    )
    fields = re.findall(rf"^    (\w+): (?:Annotated\[)?(?:{types})\b", text, re.MULTILINE)
    return {*map(str.upper, fields)}


@pytest.mark.parametrize("auth", ["none", "api-key", "jwt", "session", "oidc"])
def test_required_settings_arrive(tmp_path: Path, auth: str) -> None:
    targets = ("kubernetes", "aws", "google", "azure", "ibm")
    answers: dict[str, Value] = {"database": "postgres", "auth": auth, "deploy": targets}
    project = write_new_project(tmp_path / "shop", answers)
    required = _list_required(project)
    assert {"SECRET_KEY", "DATABASE_URL"} <= {*required}
    for path in RUNS:
        text = (project / path).read_text()
        assert [name for name in required if not re.search(rf"\b{name}\b", text)] == [], path
    [[secrets, settings]] = re.findall(
        r"`secrets.env` has a line `NAME=value` for ([^;.]*?)(?:,\n`settings.env` for (.*))?\. Inst",
        (project / "README.md").read_text(),
    )
    said = [name for names in (secrets, settings) for name in names.split(", ") if name]
    assert {*said} == {*required}
    kept = {*secrets.split(", ")}
    assert kept == _list_secret(project)
    [named] = re.findall(r"Then, with `(.*)` in `secrets.env`", (project / "README.md").read_text())
    assert {*named.split("`, `")} == kept
    kustomization = project / "deploy/kubernetes/overlays/production/kustomization.yaml"
    open_ones = re.findall(r"^ +- ([A-Z_]+)=$", kustomization.read_text(), re.MULTILINE)
    assert {*open_ones} == {*required} - kept
