"""`apigen new --template` as it is run: streams, signals, and a person at a terminal."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pexpect
import pytest

from apigen.catalog import find_templates

from ..tools import make_command, run_apigen
from .templates import SERVICE, SITE, UNSAFE, list_tree, make_template
from .test_new import make

REAL = find_templates()


def test_json_is_all_there_is_on_standard_output(place: Path, tmp_path: Path) -> None:
    template = make_template(tmp_path / "unsafe", UNSAFE)
    asked = ("new", "shop", "--template", str(template), "--json")
    refused = run_apigen(REAL, *asked, cwd=place)
    assert refused.returncode == 3
    document = json.loads(refused.stdout)
    assert document["error"]["kind"] == "refused"
    assert document["runs"][0] == "Jinja extension: jinja2.ext.do"
    done = run_apigen(REAL, *asked, "--trust", "--data", "project_name=x", cwd=place)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["template"] == {"source": str(template), "version": "v1.0"}
    assert document["answers"] == {"project_name": "x"}
    assert document["written"] is document["repository"] is True
    assert "from the task" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def test_options_of_templates_go_with_one(place: Path) -> None:
    done = run_apigen(REAL, "new", "shop", "--data", "a=b", "--yes", cwd=place)
    assert done.returncode == 2
    assert "--data and --trust go with --template" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_task_runs_leaves_nothing(
    number: signal.Signals, place: Path, tmp_path: Path
) -> None:
    settings = "_tasks: ['touch begun; sleep 30; touch later']\n"
    template = make_template(tmp_path / "slow", {"copier.yml": settings, "a": "a\n"})
    words = ("new", "shop", "--template", str(template), "--trust", "--yes")
    run = subprocess.Popen(
        make_command(REAL, *words),
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while not [*place.glob(".shop.apigen-tmp-*/made/shop/begun")]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    if number == signal.SIGINT:
        os.killpg(run.pid, number)  # as a terminal does, to the task as well
    else:
        run.send_signal(number)
    _, err = run.communicate(timeout=20)
    assert run.returncode == 128 + number
    assert "Nothing was written." in err
    assert os.listdir(place) == []


def test_what_is_left_open_is_asked_at_a_terminal(place: Path, tmp_path: Path) -> None:
    template = make_template(tmp_path / "service", SERVICE)
    words = make_command(REAL, "new", "shop", "--template", str(template), "--database", "sqlite")
    screen = pexpect.spawn(words[0], words[1:], cwd=place, encoding="utf-8", timeout=30)
    screen.expect("project_name")
    screen.send("-two\r")
    screen.expect("deploy")
    screen.send("\r")
    screen.expect("port")
    screen.send("\r")
    screen.expect("token")
    screen.send("\r")
    screen.expect("The same project again")
    screen.expect(pexpect.EOF)
    assert "database: sqlite" in (place / "shop/.copier-answers.yml").read_text()
    assert "src/shop_two/main.py" in list_tree(place / "shop")


def test_ctrl_c_at_a_question_of_the_template_leaves_nothing(place: Path, tmp_path: Path) -> None:
    template = make_template(tmp_path / "service", SERVICE)
    words = make_command(REAL, "new", "shop", "--template", str(template))
    screen = pexpect.spawn(words[0], words[1:], cwd=place, encoding="utf-8", timeout=30)
    screen.expect("project_name")
    screen.send("\x03")
    screen.expect("Nothing was written.")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 130
    assert os.listdir(place) == []


def test_routes_work_in_a_project_of_a_template_and_are_refused_where_there_can_be_none(
    place: Path, tmp_path: Path
) -> None:
    service = make_template(tmp_path / "service", SERVICE)
    site = make_template(tmp_path / "site", SITE)
    make(place, service, "shop")
    make(place, site, "first", data={"site": "x"})
    added = run_apigen(REAL, "add-route", "orders", "total:decimal", cwd=place / "shop")
    assert added.returncode == 0, added.stderr
    listed = run_apigen(REAL, "routes", cwd=place / "shop").stdout
    assert "/health" in listed
    assert "/orders" in listed
    refused = run_apigen(REAL, "add-route", "orders", "total:decimal", cwd=place / "first")
    assert refused.returncode == 2
    assert "There is no project in" in refused.stderr
