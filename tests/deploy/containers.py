"""Builds the images of generated projects, runs them as compose.yaml says, and looks at what holds.

It needs Docker, by which `docker` reaches an engine that opens ports on this machine:
`python -m tests.deploy.containers`. Where builds reach the network by the host's only, say
`--build-network host`. Names of kinds of projects are what is checked; without any, it is all.
"""

import argparse
import io
import re
import tarfile
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from uv import find_uv_bin

from apigen.question import FRAMEWORKS, Value

from ..generated.projects import write_new_project
from ..generated.workshop import call, run
from .replicas import check_replicas
from .stack import Stack, docker, measure, open_stack

KINDS: Mapping[str, Mapping[str, Value]] = {
    "session": {"database": "postgres", "auth": "session"},
    "jwt": {"database": "postgres", "auth": "jwt"},
    "oidc": {"database": "postgres", "auth": "oidc", "templates": True},
    "sqlite": {"database": "sqlite", "auth": "api-key"},
    "templates": {"database": "sqlite", "auth": "session", "templates": True},
    "none": {"database": "none"},
    "minimal": {"minimal": True},
}
BASE = "python:3.13-slim"
MOST_ADDED = 200_000_000
LONGEST_STOP = 10.0
PRIVATE_NAMES = {".env", ".git"}
PROBE = """
import os, pathlib
lines = pathlib.Path("/proc/1/status").read_text().splitlines()
status = dict(line.split(":", 1) for line in lines)
print(os.getuid(), os.getgid(), *(int(status[name], 16) for name in ("CapEff", "CapBnd")))
print("no new privileges", int(status["NoNewPrivs"]))
print("read-only", bool(os.statvfs("/").f_flag & os.ST_RDONLY))
pathlib.Path("/tmp/written").touch()
"""
CONFINED = ["10001 10001 0 0", "no new privileges 1", "read-only True"]


def main() -> None:
    """Check the kinds that are named, or all, in both frameworks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build-network", default="", metavar="NAME", help="such as host")
    parser.add_argument("--framework", choices=FRAMEWORKS, action="append")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for kind in options.kinds or KINDS:
            for framework in options.framework or FRAMEWORKS:
                check(kind, framework, Path(name), options.build_network)


def check(kind: str, framework: str, folder: Path, network: str) -> None:
    """Put one project through what its kind calls for."""

    def report(text: str) -> None:
        print(f"{framework}, {kind}: {text}", flush=True)

    project = make_project(folder / f"{framework}-{kind}", {**KINDS[kind], "framework": framework})
    with open_stack(project, network) as stack:
        report(f"up and healthy after {stack.up():.0f} s")
        check_confinement(stack)
        report(f"{check_size(stack) / 1e6:.0f} MB added to {BASE}")
        check_layers(stack, list_secrets(project))
        check_rebuild(project, network)
        report("user 10001, no capabilities, read-only, no secret in a layer, rebuilt from a layer")
        answer = call("GET", f"{stack.url()}/{'healthz' if kind == 'minimal' else 'readyz'}")
        assert answer.status == 200, answer
        if kind in {"session", "jwt"}:
            check_migrations(stack)
            report(f"database killed, back after {check_database(stack):.1f} s")
        report(f"stopped with 0 after {check_stop(stack):.1f} s")
    if kind in {"session", "jwt"}:
        with open_stack(project, network, is_behind_proxy=True) as stack:
            stack.up("--scale", "api=2")
            check_replicas(kind, stack.url("proxy", 8080))
            report("two replicas share logins and limits")


def make_project(folder: Path, answers: Mapping[str, Value]) -> Path:
    """Make a project with its lock file, in a repository."""
    project = write_new_project(folder / "shop", {**answers, "deploy": ("docker",)})
    run([find_uv_bin(), "lock", "--quiet"], cwd=project)
    run(["git", "init", "--quiet"], cwd=project)
    return project


def check_confinement(stack: Stack) -> None:
    """The container is healthy, is nobody in particular, may nothing and cannot write."""
    found = stack.find("api")
    assert found["State"]["Health"]["Status"] == "healthy"
    assert found["Config"]["User"] == "10001:10001"
    assert stack.execute("api", "python", "-c", PROBE).splitlines() == CONFINED


def check_size(stack: Stack) -> int:
    """Give the bytes that the image has more than its base."""
    added = find_size(stack.find("api")["Image"]) - find_size(BASE)
    assert 0 < added < MOST_ADDED, added
    return added


def find_size(image: str) -> int:
    """Give how large an image is."""
    return int(docker("image", "inspect", "--format", "{{.Size}}", image))


def list_secrets(project: Path) -> list[bytes]:
    """Give the values of .env that were made at random."""
    settings = project / ".env"
    if not settings.exists():
        return []
    pairs = [line.partition("=") for line in settings.read_text(encoding="utf-8").splitlines()]
    return [value.encode() for name, _, value in pairs if name.endswith(("_KEY", "_PASSWORD"))]


def check_layers(stack: Stack, secrets: list[bytes]) -> None:
    """No layer has a file that is private, or a secret; the image's own description has none."""
    image = stack.find("api")["Image"]
    path = stack.project.parent / "image.tar"
    docker("save", "--output", str(path), image)
    layers = int(docker("image", "inspect", "--format", "{{len .RootFS.Layers}}", image))
    with path.open("rb") as saved:
        assert search_image(saved, secrets) == layers
    path.unlink()


def search_image(saved: IO[bytes], secrets: list[bytes]) -> int:
    """Look through all layers; gives how many there are."""
    layers = 0
    with tarfile.open(fileobj=saved) as image:
        for member in image:
            content = image.extractfile(member)
            if content is None:
                continue
            data = content.read()
            if not tarfile.is_tarfile(io.BytesIO(data)):
                assert not [secret for secret in secrets if secret in data], member.name
                continue
            layers += 1
            with tarfile.open(fileobj=io.BytesIO(data)) as layer:
                for file in layer:
                    parts = set(Path(file.name).parts)
                    assert not parts & PRIVATE_NAMES, file.name
                    read = layer.extractfile(file) if file.isreg() else None
                    text = read.read() if read else b""
                    assert not [secret for secret in secrets if secret in text], file.name
    return layers


def check_rebuild(project: Path, network: str) -> None:
    """A change of the source makes the project's layer again, and not that of the dependencies."""
    module = project / "src" / "shop" / "app.py"
    with module.open("a", encoding="utf-8") as source:
        source.write(f"# Never built before: {time.time_ns()}\n")
    words = ["--network", network] if network else []
    options = ("--progress", "plain", "--output", "type=cacheonly")
    printed = docker("build", *options, *words, ".", cwd=project)
    assert is_cached(printed, "--no-install-project")
    assert not is_cached(printed, "--no-editable")


def is_cached(printed: str, command: str) -> bool:
    """Whether a build had a step from before."""
    [step] = set(re.findall(rf"(?m)^(#\d+) \[.*{command}", printed))
    return f"{step} CACHED" in printed


def check_migrations(stack: Stack) -> None:
    """The job has made the tables, and does nothing when it runs again."""
    assert stack.find("migrate")["State"]["ExitCode"] == 0
    first = ask_database(stack, "select xmin, version_num from alembic_version")
    expected = max((stack.project / "migrations" / "versions").glob("0*.py")).name
    assert first.partition("|")[2].strip() == expected.partition("_")[0]
    stack.up()
    assert stack.find("migrate")["State"]["ExitCode"] == 0
    assert ask_database(stack, "select xmin, version_num from alembic_version") == first


def ask_database(stack: Stack, statement: str) -> str:
    """Run a statement by the database's own client."""
    url = stack.find("api")["Config"]["Env"]
    [url] = [each.partition("=")[2] for each in url if each.startswith("DATABASE_URL=")]
    return stack.execute("database", "psql", url, "-Atc", statement)


def check_database(stack: Stack) -> float:
    """Kill the database's first process; what it has stored is there again when it is back."""
    user = {"email": "alice@example.com", "password": "long enough to be one"}
    url = stack.url()
    assert call("POST", f"{url}/auth/register", user).status == 201
    process = stack.find("database")["State"]["Pid"]
    kill = f"import os; os.kill({process}, 9)"
    docker("run", "--rm", "--pid", "host", "--user", "0", BASE, "python", "-c", kill)

    def wait() -> None:
        deadline = time.monotonic() + 60
        while call("GET", f"{url}/readyz").status != 200:
            assert time.monotonic() < deadline, "the database does not come back"
            time.sleep(0.1)

    time.sleep(0.3)
    seconds = measure(wait)
    assert stack.find("database")["RestartCount"] == 1
    assert call("POST", f"{url}/auth/register", user).status == 409
    return seconds


def check_stop(stack: Stack) -> float:
    """Everything ends in order, before the engine would kill it."""
    services = [
        name for name in ("api", "database") if name in stack.compose("ps", "--services").split()
    ]
    seconds = measure(lambda: stack.compose("stop", "api"))
    stack.compose("stop")
    assert seconds < LONGEST_STOP, seconds
    assert [stack.find(name)["State"]["ExitCode"] for name in services] == [0] * len(services)
    return seconds


if __name__ == "__main__":
    main()
