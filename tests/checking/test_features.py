"""Features that were taken away or brought in by hand are found by what the catalog says of them."""

from pathlib import Path

from apigen.destination import open_project
from apigen.existing.project import load_project
from apigen.existing.removal import plan_removal
from apigen.state import FILE_NAME
from apigen.workspace import apply

from ..change.projects import CATALOG, change
from ..generated.additions import ORDERS, add
from .projects import FLASK, find, find_work, make, replace

AUTH = (
    "src/shop/access_tokens.py",
    "src/shop/auth.py",
    "src/shop/routes/auth.py",
    "src/shop/routes/users.py",
    "src/shop/users.py",
    "src/shop/passwords.py",
    "src/shop/models/login_attempts.py",
    "src/shop/models/refresh_tokens.py",
    "src/shop/models/users.py",
    "src/shop/schemas/tokens.py",
    "src/shop/schemas/users.py",
    "src/shop/services/login_attempts.py",
    "src/shop/services/tokens.py",
    "src/shop/services/users.py",
)


def test_a_module_deleted_while_its_answer_stays_is_a_feature_half_removed(tmp_path: Path) -> None:
    root = make(tmp_path)
    for path in AUTH:
        (root / path).unlink()
    [finding] = find(root, "half-removed")
    assert finding.needs_work
    assert "files of auth=jwt are gone" in finding.message
    assert "pyproject.toml still requires pwdlib, pyjwt and python-multipart" in finding.message
    assert "access_token_minutes" in finding.message
    assert finding.action.startswith("To be rid of the rest: apigen remove auth=jwt;")


def test_a_single_file_that_is_all_of_a_feature(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    (root / ".pre-commit-config.yaml").unlink()
    assert find_work(root) == [("half-removed", ".pre-commit-config.yaml", 0)]
    change(root, "remove", ["pre-commit"])
    assert find_work(root) == []


def test_a_file_that_was_moved_is_not_gone(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "src/shop/api").mkdir()
    (root / "src/shop/openapi.py").rename(root / "src/shop/api/openapi.py")
    assert find_work(root) == []


def test_few_of_many_files_may_go(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "tests/test_refresh_race.py").unlink()
    (root / ".dockerignore").unlink()
    assert find_work(root) == []


def test_files_whose_answer_was_taken_out_by_hand(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, 'deploy = ["docker"]', "deploy = []")
    [finding] = find(root, "half-added")
    assert "The answers do not have deploy=docker, of which 2 files are there" in finding.message
    assert finding.action.endswith("apigen remove deploy=docker")
    for path in (".dockerignore", "Dockerfile"):
        (root / path).unlink()
    assert find(root, "half-added") == []


def test_an_answer_taken_out_by_hand_says_what_is_left_in_shared_files(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, 'auth = "jwt"', 'auth = "none"')
    [finding] = find(root, "half-added")
    assert "do not have auth=jwt" in finding.message
    assert "still requires pwdlib, pyjwt" in finding.message
    assert "refresh_token_days" in finding.message


def test_an_answer_put_in_by_hand_has_nothing_written(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, FILE_NAME, "with = []", 'with = ["devcontainer"]')
    [finding] = find(root, "half-added")
    assert finding.message.startswith("The answers have with=devcontainer, and apigen has written")
    assert finding.path == FILE_NAME


def test_an_owners_own_file_of_the_same_name_is_no_feature(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    (root / "fly.toml").write_text("app = 'ours'\n")
    (root / ".gitlab-ci.yml").write_text("test:\n  script: uv run pytest\n")
    assert find_work(root) == []


def test_a_file_of_apigens_that_its_answer_does_not_have(tmp_path: Path) -> None:
    root = make(tmp_path / "one", FLASK)
    other = make(tmp_path / "two", {**FLASK, "deploy": ("docker", "fly")})
    (root / "fly.toml").write_bytes((other / "fly.toml").read_bytes())
    [finding] = find(root, "half-added")
    assert finding.path == "fly.toml"
    assert finding.action == "apigen add deploy=fly, or delete it"


def test_a_requirement_that_went_is_told(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace(root, "pyproject.toml", '    "pyjwt>=2.15.1",\n', "")
    [finding] = find(root, "unrequired")
    assert finding.message == ("It does not require pyjwt any more, which came with auth=jwt.")
    assert not finding.needs_work


def test_features_that_came_and_went_by_apigen_leave_nothing_to_find(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    add(CATALOG, root, ORDERS)
    assert find_work(root) == []
    change(root, "add", ["auth=jwt", "kubernetes"])
    assert find_work(root) == []
    removal = plan_removal(load_project(root), "orders", has_drop=False)
    apply(open_project(root), removal.plan, lambda _: None)
    assert find_work(root) == []
    change(root, "remove", ["auth=jwt", "docs"])
    assert find_work(root) == []
