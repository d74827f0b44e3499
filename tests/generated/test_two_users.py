"""The check that keeps users apart finds a project that does not, whatever its users log in with."""

from pathlib import Path

import pytest

from .callers import sign_in
from .projects import write_new_project
from .workshop import SERVERS, Workshop


@pytest.mark.parametrize(
    ("auth", "framework"),
    [("api-key", "flask"), ("jwt", "fastapi"), ("oidc", "fastapi"), ("session", "flask")],
)
def test_an_item_that_anybody_logged_in_can_read_is_found(
    auth: str, framework: str, tmp_path: Path, workshops: dict[str, Workshop]
) -> None:
    project = write_new_project(tmp_path / "shop", {"framework": framework, "auth": auth})
    forget_owner(project / "src/shop/services/items.py")
    workshop = workshops[framework]
    workshop.install(project)
    workshop.migrate(project)
    with (
        sign_in(auth, workshop, project) as users,
        workshop.serve(project, SERVERS[framework]) as url,
        pytest.raises(AssertionError, match="`user 2` received the .* that `user 1` owns"),
    ):
        workshop.examine(url, tmp_path, *users, checks="object_level_authorization")


def forget_owner(service: Path) -> None:
    """Let the service give each item to whoever asks; the lists stay their owners'."""
    text = service.read_text(encoding="utf-8")
    forgotten = text.replace(" or item.owner_id != owner_id", "")
    assert forgotten != text
    service.write_text(forgotten, encoding="utf-8")
