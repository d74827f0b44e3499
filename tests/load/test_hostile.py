"""Two of the projects that `python -m tests.load.hostile` attacks."""

from pathlib import Path

import pytest

from ..generated.workshop import Workshop
from .hostile import QUICK, attack


@pytest.mark.parametrize(("framework", "auth"), [("fastapi", "jwt"), ("flask", "session")])
def test_promises_are_kept(
    framework: str, auth: str, tmp_path: Path, workshops: dict[str, Workshop]
) -> None:
    with attack(tmp_path, workshops[framework], framework, auth) as target:
        for check in QUICK:
            assert check(target)
