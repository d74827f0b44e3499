"""`apigen new --template` in this process: what comes out, and what is refused."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.copying.answering import Said
from apigen.copying.creation import Wish, make_copy
from apigen.copying.outcome import Copied
from apigen.copying.source import read_source
from apigen.destination import find_destination
from apigen.errors import ApigenError, Refused, UsageError, WorkFailed
from apigen.plan import Entry
from apigen.question import Value

from ..tools import read_tree, write_tree
from .templates import SERVICE, SITE, UNSAFE, git, list_tree, make_template, release


def make(
    place: Path,
    template: Path | str,
    name: str = "my-shop",
    flags: Mapping[str, Value] | None = None,
    data: Mapping[str, str] | None = None,
    *,
    force: bool = False,
    overwrite: bool = False,
    is_trusted: bool = False,
    is_preview: bool = False,
    with_git: bool = True,
) -> Copied:
    """Make place/name from a template, as the command does without a terminal."""

    def may_replace(entry: Entry) -> bool:
        return overwrite and not entry.file.is_private

    wish = Wish(
        source=read_source(str(template)),
        said=Said(flags or {}, data or {}),
        destination=find_destination(str(place / name), force=force),
        way=name,
        is_trusted=is_trusted,
        is_preview=is_preview,
        with_git=with_git,
    )
    return make_copy(wish, may_replace)


@pytest.fixture
def service(tmp_path: Path) -> Path:
    return make_template(tmp_path / "service", SERVICE)


def test_a_project_is_made_named_after_its_folder_and_committed(place: Path, service: Path) -> None:
    copied = make(place, service, flags={"database": "sqlite", "deploy": ("docker", "fly")})
    root = place / "my-shop"
    tree = read_tree(root)
    assert "from my_shop.routes import health" in tree["src/my_shop/main.py"]
    assert tree["README.md"].startswith("# my-shop\n\nIt keeps its data in sqlite.")
    assert tree[".copier-answers.yml"].splitlines() == [
        "_commit: v1.0",
        f"_src_path: {service}",
        "database: sqlite",
        "deploy:",
        "- docker",
        "- fly",
        "port: 8000",
        "project_name: my-shop",
    ]
    assert git(root, "status", "--porcelain") == ""
    committed = git(root, "ls-files").splitlines()
    assert set(committed) == tree.keys() - {".env"}
    assert os.access(root / "scripts/run.sh", os.X_OK)
    assert (root / ".env").stat().st_mode & 0o777 == 0o600
    assert copied.is_written
    assert copied.has_repository
    assert copied.version == "v1.0"
    assert copied.message == "Start my-shop by: fastapi dev"
    assert copied.next_steps == ("cd my-shop", "uv sync")
    assert os.listdir(place) == ["my-shop"]


def test_the_replay_has_what_was_said_and_the_version_and_no_secret(
    place: Path, service: Path
) -> None:
    copied = make(place, service, flags={"deploy": ("fly",)}, data={"token": "t0p", "port": "1"})
    assert f"--template {service}@v1.0 --data 'deploy=[\"fly\"]' --data port=1" in copied.replay
    assert "t0p" not in copied.replay
    assert "t0p" not in json.dumps(dict(copied.answers))
    again = copied.replay.split("--data 'deploy=")[1].split("'")[0]
    make(place, service, "again", data={"deploy": again, "port": "1"})
    assert "- fly" in (place / "again/.copier-answers.yml").read_text()


def test_a_version_is_chosen_by_its_tag_and_else_the_newest(place: Path, service: Path) -> None:
    release(service, {"NEW.txt": "new\n"}, "v2.0")
    assert make(place, service, "newest").version == "v2.0"
    assert make(place, f"{service}@v1.0", "older").version == "v1.0"
    assert "NEW.txt" not in list_tree(place / "older")
    with pytest.raises(UsageError, match="has no tag, branch or commit 'v9'"):
        make(place, f"{service}@v9", "never")


def test_a_template_of_no_python_at_all_in_a_folder_of_its_repository(
    place: Path, tmp_path: Path
) -> None:
    site = make_template(tmp_path / "site", SITE)
    with pytest.raises(UsageError, match="asks for 'site', which has no default") as caught:
        make(place, site, "1st.example")
    assert "--data site=VALUE" in caught.value.hint
    assert list_tree(place) == set()
    make(place, site, "1st.example", data={"site": "First"})
    assert read_tree(place / "1st.example") == {
        ".copier-answers.site.yml": f"_commit: v1.0\n_src_path: {site}\nsite: First\n",
        "index.html": "<h1>First</h1>\n",
        "{{ braces.txt": "{{ untouched }}\n",
    }


def test_all_that_is_missing_is_named_at_once(place: Path, tmp_path: Path) -> None:
    settings = "a: {type: str}\nb: {type: int}\nc: {type: str, when: false}\nd: {default: 1}\n"
    template = write_tree(tmp_path / "t", {"copier.yml": settings})
    with pytest.raises(UsageError, match="asks for 'a' and 'b', which have no default") as caught:
        make(place, template)
    assert "--data a=VALUE --data b=VALUE" in caught.value.hint


def test_a_folder_without_git_is_a_template_too_and_the_report_says_what_it_cannot(
    place: Path, tmp_path: Path
) -> None:
    plain = write_tree(
        tmp_path / "plain", {"a.txt.jinja": "{{ project_name }}\n", "copier.yml": "project_name: x"}
    )
    copied = make(place, plain)
    assert read_tree(place / "my-shop") == {"a.txt": "my-shop\n"}
    assert any("apigen update cannot tell" in note for note in copied.notes)


@pytest.mark.parametrize(
    ("flags", "data", "reason", "hint"),
    [
        (
            {"auth": "jwt"},
            {},
            "asks nothing called 'auth', so --auth",
            "project_name, package_name",
        ),
        ({}, {"databse": "x"}, "asks nothing called 'databse'", "Did you mean database?"),
        ({"database": "sqlite"}, {"database": "none"}, "by --database and by --data", "Say one"),
        ({"database": "mysql"}, {}, "does not take the answer to 'database'", "--data database="),
        (
            {},
            {"port": "many"},
            "does not take the answer to 'port': invalid literal",
            "--data port=",
        ),
        ({}, {"project_name": ""}, "answer to 'project_name': A name, please", "--data"),
    ],
)
def test_answers_that_the_template_cannot_take_are_refused(
    flags: dict[str, Value],
    data: dict[str, str],
    reason: str,
    hint: str,
    place: Path,
    service: Path,
) -> None:
    with pytest.raises(ApigenError) as caught:
        make(place, service, flags=flags, data=data)
    assert reason in caught.value.message
    assert hint in caught.value.hint
    assert list_tree(place) == set()


def test_a_template_that_runs_commands_is_refused_with_their_text(
    place: Path, tmp_path: Path
) -> None:
    unsafe = make_template(tmp_path / "unsafe", UNSAFE)
    with pytest.raises(Refused) as caught:
        make(place, unsafe)
    assert caught.value.lines[0] == "Jinja extension: jinja2.ext.do"
    assert caught.value.lines[1].startswith("task: pwd > place.txt;")
    assert caught.value.lines[2] == "task: touch {{ project_name }}.made"
    assert "--trust" in caught.value.hint
    assert list_tree(place) == set()


def test_trusted_tasks_run_before_the_project_appears_and_name_its_final_place(
    place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    unsafe = make_template(tmp_path / "unsafe", UNSAFE)
    make(place, unsafe, is_trusted=True)
    root = place / "my-shop"
    assert (root / "place.txt").read_text() == f"{root}\n"
    assert (root / ".venv/cfg").read_text() == f"{root}\n"
    assert os.readlink(root / "link") == f"{root}/place.txt"
    assert (root / "my-shop.made").exists()
    assert git(root, "ls-files").split() == [
        ".copier-answers.yml",
        ".gitignore",
        "link",
        "my-shop.made",
        "place.txt",
        "text.txt",
    ]
    out, err = capfd.readouterr()
    assert out == ""
    assert "from the task" in err
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"copier.yml": "_tasks: ['echo half > a; exit 3']\n"}, "A task of the template failed"),
        (
            {"b.txt.jinja": "{% if %}\n"},
            "could not be rendered: TemplateSyntaxError: b.txt.jinja:1",
        ),
        ({"b.txt.jinja": "{{ nothing.there }}\n"}, "could not be rendered: UndefinedError"),
        ({"copier.yml": "a: [\n"}, "could not be rendered"),
        ({"copier.yml": "a: 1\n", "copier.yaml": "a: 1\n"}, "could not be rendered"),
        ({"copier.yml": "_min_copier_version: '99'\n"}, "requires Copier version >= 99"),
        ({"copier.yml": "_jinja_extensions: [nowhere.Extension]\n"}, "extensions of Jinja"),
        ({"copier.yml": "a: {type: nonsense, default: 1}\n"}, "Unsupported type"),
        ({"copier.yml": "_subdirectory: ..\n"}, "reaches out of its folder"),
        ({"{{ '..' }}/{{ '..' }}/out.txt": "x\n"}, "reaches out of its folder"),
        (
            {"copier.yml": "a: {default: '{{ 1 / 0 }}'}\n"},
            "rendered at its question 'a': ZeroDivision",
        ),
    ],
)
def test_what_is_wrong_with_a_template_is_told_and_leaves_nothing(
    files: dict[str, str],
    reason: str,
    place: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    template = make_template(tmp_path / "bad", {"a.txt": "a\n", **files})
    with pytest.raises(WorkFailed) as caught:
        make(place, template, "deep/down/shop", is_trusted=True)
    assert reason in caught.value.message
    assert os.listdir(place) == []
    assert "\x1b" not in "".join(capfd.readouterr())


def test_a_preview_writes_nothing_and_runs_no_task(place: Path, tmp_path: Path) -> None:
    unsafe = make_template(
        tmp_path / "unsafe",
        {**UNSAFE, "copier.yml": "_tasks: [touch made]\n", "text.txt.jinja": "x\n"},
    )
    copied = make(place, unsafe, is_preview=True)
    assert [entry.file.path for entry in copied.plan.written] == [
        ".copier-answers.yml",
        ".gitignore",
        "text.txt",
    ]
    assert "Its tasks did not run: touch made" in copied.notes
    assert os.listdir(place) == []


def test_a_folder_in_use_keeps_its_files_unless_they_are_to_be_replaced(
    place: Path, service: Path
) -> None:
    write_tree(
        place / "my-shop", {"README.md": "mine\n", ".env": "TOKEN=mine\n", "own.txt": "own\n"}
    )
    with pytest.raises(Refused, match="is not empty"):
        make(place, service)
    copied = make(place, service, force=True)
    assert [entry.file.path for entry in copied.plan.kept] == [".env", "README.md"]
    tree = read_tree(place / "my-shop")
    assert tree["README.md"] == "mine\n"
    assert tree["own.txt"] == "own\n"
    assert "src/my_shop/main.py" in tree
    make(place, service, force=True, overwrite=True)
    tree = read_tree(place / "my-shop")
    assert tree["README.md"].startswith("# my-shop")
    assert tree[".env"] == "TOKEN=mine\n"


def test_links_and_made_folders_cannot_be_added_to_a_folder_in_use(
    place: Path, tmp_path: Path
) -> None:
    unsafe = make_template(tmp_path / "unsafe", UNSAFE)
    write_tree(place / "my-shop", {"own.txt": "own\n"})
    with pytest.raises(Refused, match="which is in use: '.venv' is no plain file"):
        make(place, unsafe, force=True, is_trusted=True)
    assert list_tree(place / "my-shop") == {"own.txt"}


def test_a_repository_that_a_task_makes_is_left_as_it_is(place: Path, tmp_path: Path) -> None:
    task = (
        "git init -q -b trunk && git add . && git -c user.name=T -c user.email=t@t commit -qm task"
    )
    template = make_template(
        tmp_path / "t", {"a.txt": "a\n", "copier.yml": f"_tasks: ['{task}']\n"}
    )
    copied = make(place, template, is_trusted=True)
    assert git(place / "my-shop", "log", "--format=%s %D").strip() == "task HEAD -> trunk"
    assert copied.has_repository
    assert any("tasks have made a git repository" in note for note in copied.notes)


def test_a_template_brings_no_repository_along_and_no_settings_of_one(
    place: Path, tmp_path: Path
) -> None:
    files = {
        "copier.yml": "_exclude: [nothing]\n",
        "a.txt": "a\n",
        "{{ '.git' }}/config": "[core]\n\tfsmonitor = touch hacked\n",
        "sub/{{ '.GIT' }}/config": "[core]\n\tfsmonitor = touch hacked\n",
    }
    template = make_template(tmp_path / "t", files)
    make(place, template)
    root = place / "my-shop"
    assert list_tree(root) == {"a.txt", "copier.yml", "sub"}
    assert git(root, "log", "--format=%s").strip() == "Start the project"
    assert "hacked" not in (root / ".git/config").read_text()


def test_without_git_wanted_there_is_no_repository(place: Path, service: Path) -> None:
    assert not make(place, service, with_git=False).has_repository
    assert not (place / "my-shop/.git").exists()


def test_uncommitted_changes_of_a_template_come_along_and_are_told(
    place: Path, tmp_path: Path
) -> None:
    template = make_template(tmp_path / "t", {"a.txt": "a\n"}, tag="")
    write_tree(template, {"b.txt": "b\n"})
    copied = make(place, template)
    assert list_tree(place / "my-shop") == {"a.txt", "b.txt"}
    assert "Dirty template changes included automatically." in copied.notes
