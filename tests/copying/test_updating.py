"""`apigen update` of projects that a template made: what comes, what stays, what is refused."""

import os
from pathlib import Path

import pytest

from apigen.copying.answering import Said
from apigen.copying.updating import UpdateWish, plan_copy_update
from apigen.destination import open_project
from apigen.errors import Refused, UsageError, WorkFailed
from apigen.workspace import apply

from ..tools import read_tree, write_tree
from .templates import ANSWERS, SERVICE, SITE, UNSAFE, commit, git, make_template, release
from .test_new import make

NEWER = {
    "README.md.jinja": "# {{ project_name }}\n\nIt keeps its data in {{ database }}.\n\n"
    "Port {{ port }}, by HTTP.\n",
    "src/{{ package_name }}/metrics.py": "COUNT = 0\n",
    "src/{{ package_name }}/main.py.jinja": SERVICE["src/{{ package_name }}/main.py.jinja"].replace(
        'title="{{ project_name }}"', 'title="{{ project_name }}", version="2"'
    ),
    ".env.jinja": "TOKEN={{ token }}\nMORE=1\n",
    "scripts/run.sh": "#!/bin/sh\nexec fastapi run --port {{ port }}\n",
    "copier.yml": SERVICE["copier.yml"] + "team: {type: str, default: none}\n",
}


@pytest.fixture
def service(tmp_path: Path) -> Path:
    return make_template(tmp_path / "service", SERVICE)


@pytest.fixture
def project(place: Path, service: Path) -> Path:
    make(place, service, flags={"database": "sqlite"})
    return place / "my-shop"


def update(root: Path, wish: UpdateWish | None = None) -> list[str]:
    """Update a project as the command does; gives the paths with conflicts."""
    change = plan_copy_update(root, wish or UpdateWish())
    apply(open_project(root), change.plan, lambda _: None)
    return [merge.path for merge in change.conflicts]


def test_what_the_owner_left_alone_follows_edits_stay_and_conflicts_are_marked(
    project: Path, service: Path
) -> None:
    release(service, NEWER, "v2.0", gone=("src/{{ package_name }}/routes/health.py",))
    main = project / "src/my_shop/main.py"
    main.write_text("# Mine.\n" + main.read_text() + "\n\n# The end.\n")
    run = project / "scripts/run.sh"
    run.write_text(run.read_text().replace("fastapi run", "fastapi run --workers 2"))
    (project / "pyproject.toml").unlink()
    (project / ".env").write_text("TOKEN=mine\n")
    write_tree(project, {"own.txt": "own\n"})
    commit(project)
    git(project, "rm", "--quiet", "--cached", ".env")
    commit_all_but_ignored(project)
    before = read_tree(project)
    change = plan_copy_update(project, UpdateWish())
    assert read_tree(project) == before, "planning only reads"
    assert {entry.file.path: entry.action for entry in change.plan.changed} == {
        ".copier-answers.yml": "update",
        "README.md": "update",
        "scripts/run.sh": "update",
        "src/my_shop/main.py": "update",
        "src/my_shop/metrics.py": "create",
        "src/my_shop/routes/health.py": "delete",
    }
    assert [(merge.path, merge.kind, merge.lines) for merge in change.merges] == [
        (".env", "kept", ()),
        ("scripts/run.sh", "conflict", (2,)),
    ]
    assert change.label == "update to v2.0 of the template"
    apply(open_project(project), change.plan, lambda _: None)
    tree = read_tree(project)
    assert tree["README.md"].endswith("Port 8000, by HTTP.\n")
    assert tree["src/my_shop/main.py"].startswith("# Mine.\n")
    assert 'version="2"' in tree["src/my_shop/main.py"]
    assert tree["src/my_shop/main.py"].endswith("# The end.\n")
    assert tree[".env"] == "TOKEN=mine\n"
    assert tree["own.txt"] == "own\n"
    assert "pyproject.toml" not in tree
    assert "_commit: v2.0" in tree[".copier-answers.yml"]
    assert "team: none" in tree[".copier-answers.yml"]
    assert tree["scripts/run.sh"].splitlines()[1:] == [
        "<<<<<<< before updating",
        "exec fastapi run --workers 2",
        "=======",
        "exec fastapi run --port {{ port }}",
        ">>>>>>> after updating",
    ]
    assert os.access(project / "scripts/run.sh", os.X_OK)


def commit_all_but_ignored(folder: Path) -> None:
    """Commit what git does not ignore."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Mine")


def test_a_project_that_is_current_changes_by_another_answer_only(project: Path) -> None:
    change = plan_copy_update(project, UpdateWish())
    assert not change.plan.changed
    assert "is of the template's v1.0" in change.notes[0]
    with pytest.raises(UsageError, match="asks nothing called 'prot'"):
        plan_copy_update(project, UpdateWish(said=Said({}, {"prot": "1"})))
    assert update(project, UpdateWish(said=Said({}, {"port": "9000"}))) == []
    assert "Port 9000." in (project / "README.md").read_text()
    assert "port: 9000" in (project / ".copier-answers.yml").read_text()


def test_a_version_is_named_and_the_way_back_is_refused(project: Path, service: Path) -> None:
    release(service, NEWER, "v2.0")
    release(service, {"THREE.txt": "3\n"}, "v3.0")
    assert update(project, UpdateWish(ref="v2.0")) == []
    assert not (project / "THREE.txt").exists()
    commit_all_but_ignored(project)
    assert not plan_copy_update(project, UpdateWish(ref="v2.0")).plan.changed
    with pytest.raises(Refused, match="of the template's v2.0, and v1.0 is older"):
        plan_copy_update(project, UpdateWish(ref="v1.0"))
    with pytest.raises(UsageError, match="has no tag, branch or commit 'v9'"):
        plan_copy_update(project, UpdateWish(ref="v9"))


def test_edits_in_no_commit_are_refused_and_with_force_merged(project: Path, service: Path) -> None:
    release(service, NEWER, "v2.0")
    main = project / "src/my_shop/main.py"
    main.write_text(main.read_text() + "\n# Mine.\n")
    with pytest.raises(Refused, match="edits that are in no commit: src/my_shop/main.py"):
        plan_copy_update(project, UpdateWish())
    assert update(project, UpdateWish(must_be_clean=False)) == []
    assert main.read_text().endswith("# Mine.\n")
    assert 'version="2"' in main.read_text()


def test_a_project_in_a_folder_of_a_repository_and_an_answers_file_of_another_name(
    place: Path, tmp_path: Path
) -> None:
    site = make_template(tmp_path / "site", SITE)
    git(place, "init", "--quiet")
    make(place, site, "sites/first", data={"site": "First"})
    commit(place)
    release(site, {"template/index.html.tmpl": "<h1>{{ site }}</h1>\n<p>New.</p>\n"}, "v1.1")
    root = place / "sites/first"
    (root / "own.txt").write_text("own\n")
    assert update(root, UpdateWish(must_be_clean=False)) == []
    assert (root / "index.html").read_text() == "<h1>First</h1>\n<p>New.</p>\n"
    assert "_commit: v1.1" in (root / ".copier-answers.site.yml").read_text()


def test_a_project_of_two_templates_asks_which(project: Path) -> None:
    write_tree(project, {".copier-answers.site.yml": "a: b\n"})
    with pytest.raises(UsageError, match="made from 2 templates") as caught:
        plan_copy_update(project, UpdateWish())
    assert "--answers-file .copier-answers.site.yml or .copier-answers.yml" in caught.value.hint
    with pytest.raises(UsageError, match="no answers file '.copier-answers.no.yml'"):
        plan_copy_update(project, UpdateWish(answers_file=".copier-answers.no.yml"))


def test_tasks_and_migrations_run_in_copies_and_only_when_trusted(
    place: Path, tmp_path: Path
) -> None:
    unsafe = make_template(tmp_path / "unsafe", UNSAFE)
    make(place, unsafe, is_trusted=True)
    root = place / "my-shop"
    release(unsafe, {"text.txt.jinja": "two\n"}, "v2.0")
    with pytest.raises(Refused) as caught:
        plan_copy_update(root, UpdateWish())
    assert "migration: echo {{ _version_to }} > migrated.txt" in caught.value.lines
    change = plan_copy_update(root, UpdateWish(is_trusted=True))
    assert any("tasks ran three times" in note for note in change.notes)
    apply(open_project(root), change.plan, lambda _: None)
    assert (root / "text.txt").read_text() == "two\n"
    assert (root / "migrated.txt").read_text() == "v2.0\n"


def test_a_symbolic_link_that_would_change_is_refused(place: Path, tmp_path: Path) -> None:
    files = {"copier.yml": "_preserve_symlinks: true\n", "a": "a\n", "b": "b\n"}
    template = make_template(
        tmp_path / "linked", {**files, "{{ _copier_conf.answers_file }}.jinja": ANSWERS}, tag=""
    )
    (template / "link").symlink_to("a")
    release(template, {}, "v1.0")
    make(place, template)
    assert os.readlink(place / "my-shop/link") == "a"
    (template / "link").unlink()
    (template / "link").symlink_to("b")
    release(template, {}, "v2.0")
    with pytest.raises(Refused, match="changes symbolic links: link"):
        plan_copy_update(place / "my-shop", UpdateWish())


def test_answers_files_that_lead_nowhere_are_told(project: Path, service: Path) -> None:
    for answers, reason in (
        ("_src_path: gone\n_commit: v1.0\n", "is not there, or in no git repository"),
        (f"_src_path: {service}\n_commit: v0.1\n", "no longer has 'v0.1'"),
        (f"_src_path: {service}\n", "does not say which version"),
        ("port: 1\n", "does not say which version"),
        ("- 1\n", "is no answers file"),
        ("a: [\n", "is no answers file"),
        ("_src_path: 'ext::sh -c touch% hacked'\n_commit: v1.0\n", "is not there, or in no git"),
        (f"_src_path: {service}\n_commit: '--output=hacked'\n", "no longer has"),
    ):
        write_tree(project, {".copier-answers.yml": answers})
        before = read_tree(project)
        with pytest.raises((Refused, UsageError, WorkFailed)) as caught:
            plan_copy_update(project, UpdateWish(must_be_clean=False))
        assert reason in caught.value.message
        assert read_tree(project) == before
    assert not list(project.parent.rglob("hacked"))


def test_a_failing_update_leaves_the_project_and_nothing_beside_it(
    project: Path, service: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    release(service, {"README.md.jinja": "{% broken\n"}, "v2.0")
    before = read_tree(project)
    with pytest.raises(WorkFailed, match="could not be rendered"):
        plan_copy_update(project, UpdateWish())
    assert read_tree(project) == before
    assert os.listdir(place) == []


def test_a_project_that_git_does_not_keep_is_refused(place: Path, service: Path) -> None:
    make(place, service, with_git=False)
    with pytest.raises(Refused, match="git does not keep the project"):
        plan_copy_update(place / "my-shop", UpdateWish())
