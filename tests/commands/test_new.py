"""`apigen new` as a process without a terminal."""

import json
import os
import shlex
import stat
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

from apigen import __version__
from apigen.state import blob_id

from ..tools import make_command, read_tree, run_apigen, write_tree

QUICK = ("--yes", "--no-install", "--no-git")


def _without_secret(folder: Path) -> dict[str, str]:
    return {**read_tree(folder), ".env": ""}


def test_a_project_is_made(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "corner-shop", "--yes", "--no-install", cwd=place)
    assert (done.returncode, done.stderr) == (0, "")
    project = place / "corner-shop"
    assert os.listdir(place) == ["corner-shop"]
    assert (project / "src/corner_shop/app.py").read_text() == "import fastapi\n"
    assert stat.S_IMODE((project / ".env").stat().st_mode) == 0o600
    assert "cd corner-shop" in done.stdout
    log = subprocess.check_output(["git", "log", "--format=%s", "--name-only"], cwd=project)
    assert log.decode().splitlines()[0] == "Start the project"
    assert ".env" not in log.decode().splitlines()
    assert not subprocess.check_output(["git", "status", "--porcelain"], cwd=project)


def test_the_state_tells_everything_but_secrets(toy: Path, place: Path) -> None:
    run_apigen(toy, "new", "shop", *QUICK, "--framework", "flask", cwd=place)
    text = (place / "shop/.apigen.toml").read_text()
    state = tomllib.loads(text)
    assert (state["schema"], state["generator"]) == (1, __version__)
    assert (state["project"], state["package"], state["framework"]) == ("shop", "shop", "flask")
    assert state["answers"]["deploy"] == ["boat"]
    assert state["recommendation"]["overruled"]
    assert state["needs"]["purpose"] == "api"
    assert "routes" not in state
    readme = (place / "shop/README.md").read_bytes()
    assert state["files"]["README.md"] == {"blob": blob_id(readme), "owner": "apigen"}
    assert not {".env", ".apigen.toml"} & state["files"].keys()
    assert str(place) not in text


def test_the_replay_command_makes_the_same_tree(toy: Path, place: Path) -> None:
    flags = ("--framework", "flask", "--database", "none", "--no-docs")
    done = run_apigen(toy, "new", "shop", *QUICK, *flags, "--json", cwd=place)
    first = _without_secret(place / "shop")
    (place / "shop").rename(place / "first")
    words = shlex.split(json.loads(done.stdout)["replay"])
    assert words[0] == "apigen"
    again = run_apigen(toy, *words[1:], cwd=place)
    assert again.returncode == 0
    assert _without_secret(place / "shop") == first


def test_the_same_input_gives_the_same_tree(toy: Path, place: Path) -> None:
    for name, seed in (("a", "1"), ("b", "2")):
        cwd = place / name
        cwd.mkdir()
        run_apigen(toy, "new", "shop", *QUICK, cwd=cwd, env={"PYTHONHASHSEED": seed})
    assert _without_secret(place / "a/shop") == _without_secret(place / "b/shop")
    assert (place / "a/shop/.env").read_text() != (place / "b/shop/.env").read_text()


def test_another_projects_state_answers_all_questions(toy: Path, place: Path) -> None:
    run_apigen(toy, "new", "shop", *QUICK, "--database", "none", "--deploy", "none", cwd=place)
    (place / "shop").rename(place / "old")
    run_apigen(toy, "new", "shop", *QUICK, "--answers", "old/.apigen.toml", cwd=place)
    new, old = _without_secret(place / "shop"), _without_secret(place / "old")
    assert (
        tomllib.loads(new[".apigen.toml"])["answers"]
        == (tomllib.loads(old[".apigen.toml"])["answers"])
    )
    assert new | {".apigen.toml": ""} == old | {".apigen.toml": ""}


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_flag_beats_the_answers_file(toy: Path, place: Path, suffix: str) -> None:
    text = '{"framework": "flask", "deploy": ["boat"]}'
    if suffix == "toml":
        text = 'framework = "flask"\ndeploy = ["boat"]'
    write_tree(place, {f"a.{suffix}": text})
    arguments = ("--answers", f"a.{suffix}", "--deploy", "none", "--json", "--dry-run")
    document = json.loads(run_apigen(toy, "new", "shop", *arguments, cwd=place).stdout)
    assert document["framework"] == "flask"
    assert document["answers"]["deploy"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("databse = 'x'", "no question called 'databse'"),
        ("database = 'x'", "--database cannot be 'x'"),
        ("database = ", "neither TOML nor JSON"),
        ("[1, 2]", "neither TOML nor JSON"),
        ('{"a": ', "neither TOML nor JSON"),
    ],
)
def test_a_bad_answers_file_is_refused(toy: Path, place: Path, text: str, message: str) -> None:
    write_tree(place, {"answers": text})
    done = run_apigen(toy, "new", "shop", *QUICK, "--answers", "answers", cwd=place)
    assert done.returncode == 2
    assert message in done.stderr


def test_all_answers_that_cannot_be_are_told_at_once(toy: Path, place: Path) -> None:
    told = ("--framework cannot be 'django'.", "--database cannot be 'toybass'.", "Did you mean")
    flags = ("--framework", "django", "--database", "toybass")
    write_tree(place, {"a.toml": "framework = 'django'\ndatabase = 'toybass'\ndatabse = 'x'"})
    for arguments in (flags, ("--answers", "a.toml")):
        done = run_apigen(toy, "new", "shop", *QUICK, *arguments, cwd=place)
        assert (done.returncode, done.stdout) == (2, "")
        assert "These answers cannot be taken." in done.stderr
        assert all(each in done.stderr for each in told)
    assert "no question called 'databse'" in done.stderr


def test_a_missing_answers_file_is_refused(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", "--answers", "gone", cwd=place)
    assert done.returncode == 2
    assert "cannot be read: No such file" in done.stderr


def test_answers_come_through_a_pipe_and_after_a_byte_order_mark(toy: Path, place: Path) -> None:
    pipe = place / "pipe"
    os.mkfifo(pipe)
    command = make_command(toy, "new", "shop", "--answers", str(pipe), "--json", "--dry-run")
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE) as process:
        with pipe.open("w", encoding="utf-8-sig") as stream:
            stream.write('framework = "flask"\n')
            stream.flush()
            time.sleep(0.1)
            stream.write('database = "none"\n')
        out, _ = process.communicate(timeout=20)
    document = json.loads(out)
    assert (document["framework"], document["answers"]["database"]) == ("flask", "none")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("pipe", "nothing came out of it"),
        ("/dev/zero", "is larger than 1,000,000 bytes"),
        (".", "Is a directory"),
    ],
)
def test_an_answers_file_without_end_is_refused(
    toy: Path, place: Path, file: str, message: str
) -> None:
    os.mkfifo(place / "pipe")
    patch = "import apigen.answers; apigen.answers._PATIENCE = 0.2"
    done = run_apigen(toy, "new", "shop", *QUICK, "--answers", file, cwd=place, patch=patch)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())


def test_a_dry_run_lists_exactly_what_the_real_run_writes(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", "--dry-run", cwd=place)
    assert os.listdir(place) == []
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("create ")]
    run_apigen(toy, "new", "shop", *QUICK, cwd=place)
    assert [line[1] for line in lines] == sorted(read_tree(place / "shop"))


def test_json_is_all_there_is_on_standard_output(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", *QUICK, "--json", cwd=place)
    document = json.loads(done.stdout)
    assert document["written"] is True
    written = read_tree(place / "shop")
    assert {e["path"]: e["bytes"] for e in document["plan"]} == {
        path: len(text.encode()) for path, text in written.items()
    }


def test_errors_are_json_too(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "class", "--json", cwd=place)
    error = json.loads(done.stdout)["error"]
    assert (error["kind"], error["exit_code"], done.returncode) == ("name-refused", 2, 2)
    assert done.stderr == ""


def test_a_diff_masks_secrets(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", "--diff", cwd=place)
    assert "+SECRET=********" in done.stdout
    assert "+import fastapi" in done.stdout
    assert os.listdir(place) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Pass a path"),
        (("shop", "--nonsense"), "No such option"),
        (("shop", "more"), "unexpected extra argument"),
        (("shop", "--database", "toybass"), "Did you mean toybase?"),
        (("shop", "--templates"), "--templates is not available in this version"),
        (("shop", "--require-version", "9.9"), "apigen-starter==9.9"),
        (("shop", "--minimal", "--deploy", "boat"), "the smallest project travels light"),
        (("--", "-x"), "leading dash"),
        (("fast\x1bapi",), "control character"),
    ],
)
def test_bad_usage_exits_2_with_what_to_do(
    toy: Path, place: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run_apigen(toy, "new", *arguments, cwd=place)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert os.listdir(place) == []


def test_the_way_to_a_project_leads_there(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "not-there/../shop", *QUICK, cwd=place)
    assert done.returncode == 0, done.stderr
    assert "  cd shop\n" in done.stdout
    assert "apigen new shop " in done.stdout
    inner = place / "inner"
    inner.mkdir()
    done = run_apigen(toy, "new", "../outer", *QUICK, cwd=inner)
    assert "  cd ../outer\n" in done.stdout


@pytest.mark.parametrize("path", ["x" * 300 + "/shop", "a/" + "x" * 300 + "/shop", "loop/shop"])
def test_a_path_that_can_be_nowhere_is_bad_input(toy: Path, place: Path, path: str) -> None:
    (place / "loop").symlink_to("loop")
    done = run_apigen(toy, "new", path, *QUICK, cwd=place)
    assert done.returncode == 2, done.stderr
    assert os.listdir(place) == ["loop"]


@pytest.mark.parametrize("path", [".", "shop"])
def test_a_current_folder_that_was_removed_is_named(toy: Path, place: Path, path: str) -> None:
    command = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *make_command(toy, "new", path, *QUICK)]
    done = subprocess.run(command, cwd=place, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "The current folder was removed" in done.stderr


def test_an_absolute_path_needs_no_current_folder(toy: Path, place: Path) -> None:
    gone = place / "gone"
    gone.mkdir()
    made = make_command(toy, "new", str(place / "gone/../shop"), *QUICK)
    command = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *made]
    done = subprocess.run(command, cwd=gone, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert os.listdir(place) == ["shop"]


def test_missing_parents_are_made(toy: Path, place: Path) -> None:
    assert run_apigen(toy, "new", "a/b/shop", *QUICK, cwd=place).returncode == 0
    assert (place / "a/b/shop/README.md").is_file()


def test_the_current_folder_can_become_the_project(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", ".", "--yes", "--no-install", cwd=place)
    assert done.returncode == 0, done.stderr
    assert (place / "src/place/app.py").is_file()
    assert not subprocess.check_output(["git", "status", "--porcelain"], cwd=place)


def test_inside_a_repository_none_is_made(toy: Path, place: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=place, check=True)
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place)
    assert "is a git repository already" in " ".join(done.stdout.split())
    assert not (place / "shop/.git").exists()


def test_without_git_a_project_is_made_all_the_same(toy: Path, place: Path) -> None:
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, env={"PATH": ""})
    assert done.returncode == 0
    assert "git is not on the PATH" in done.stdout
    assert not (place / "shop/.git").exists()


def test_without_an_identity_the_commit_has_a_stand_in(toy: Path, place: Path) -> None:
    env = {"HOME": str(place), "XDG_CONFIG_HOME": str(place), "GIT_DIR": str(place / "trap")}
    env |= {"EMAIL": "", "GIT_CONFIG_NOSYSTEM": "1"}
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, env=env)
    assert "the commit is by apigen <apigen@localhost>" in " ".join(done.stdout.split())
    assert not (place / "trap").exists()


@pytest.mark.parametrize("way", ["variables", "a configuration of its own"])
def test_an_identity_of_the_environment_is_used(toy: Path, place: Path, way: str) -> None:
    env = {"HOME": str(place), "XDG_CONFIG_HOME": str(place), "GIT_CONFIG_NOSYSTEM": "1"}
    if way == "variables":
        for who in ("AUTHOR", "COMMITTER"):
            env |= {f"GIT_{who}_NAME": "Ada", f"GIT_{who}_EMAIL": "ada@example.com"}
    else:
        write_tree(place, {"own": "[user]\nname = Ada\nemail = ada@example.com\n"})
        env["GIT_CONFIG_GLOBAL"] = str(place / "own")
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, env=env)
    assert done.returncode == 0, done.stderr
    assert "git knows no name" not in done.stdout
    log = ["git", "log", "--format=%an %ae %cn %ce"]
    said = subprocess.check_output(log, cwd=place / "shop", encoding="utf-8")
    assert said == "Ada ada@example.com Ada ada@example.com\n"


def test_filters_of_the_person_do_not_reach_the_commit(toy: Path, place: Path) -> None:
    settings = f"[core]\nattributesFile = {place}/attributes\n"
    settings += '[filter "locked"]\nclean = false\nrequired = true\n'
    write_tree(place, {".gitconfig": settings, "attributes": "* filter=locked\n"})
    env = {"HOME": str(place)}
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, env=env)
    assert (done.returncode, done.stderr) == (0, "")


def test_when_git_fails_nothing_is_written(toy: Path, place: Path) -> None:
    write_tree(place, {".gitconfig": "[broken\n"})
    env = {"HOME": str(place)}
    done = run_apigen(toy, "new", "shop", "--yes", "--no-install", cwd=place, env=env)
    assert done.returncode == 1
    assert "--no-git" in done.stderr
    assert os.listdir(place) == [".gitconfig"]


def test_pydantic_is_not_imported(toy: Path, place: Path) -> None:
    command = make_command(toy, "new", "shop", "--dry-run", "--yes")
    command.insert(1, "-Ximporttime")
    done = subprocess.run(command, cwd=place, capture_output=True, check=True, encoding="utf-8")
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "jinja2" in imported
    assert not {"pydantic", "rich", "questionary", "uv", "tomlkit"} & imported


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_shows_every_choice(toy: Path, place: Path, flag: str) -> None:
    done = run_apigen(toy, "new", flag, cwd=place)
    assert "none|toybase" in done.stdout
    assert "--docs / --no-docs" in done.stdout
    assert "--templates" not in done.stdout
    assert done.returncode == 0


def test_the_version_is_printed(toy: Path, place: Path) -> None:
    assert run_apigen(toy, "--version", cwd=place).stdout == f"apigen {__version__}\n"
