"""Makes both minimal projects, runs them side by side and loads them in turn."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from ..answers import settle
from ..catalog import Catalog
from ..delivery import plan_project
from ..destination import find_destination
from ..draft import Draft, draft_project
from ..environment import install
from ..errors import InstallFailed, WorkFailed
from ..names import identify
from ..question import FRAMEWORKS, Value
from ..render import render_lines
from ..signals import NOTHING_WRITTEN, set_truth
from ..workspace import apply
from .load import Tool, find_tool
from .server import Server, run_server

ROUNDS = 2
SECONDS = 3


@dataclass(frozen=True)
class Figures:
    """What one framework's server did: medians of the rounds."""

    cpu_us: float
    requests_per_second: float
    p99_ms: float
    memory_mb: float


@dataclass(frozen=True)
class Measurement:
    """The figures of both frameworks from one run, and the tool that loaded them."""

    tool: str
    figures: dict[str, Figures]


def measure(catalog: Catalog, on_line: Callable[[str], None]) -> Measurement:
    """Measure both frameworks on this machine, in turn: A B A B.

    Raises InstallFailed without network and cache, WorkFailed when something does not run.
    """
    tool = find_tool()
    found: dict[str, list[Figures]] = {framework: [] for framework in FRAMEWORKS}
    with tempfile.TemporaryDirectory(prefix="apigen-measure-") as name, ExitStack() as stack:
        servers = {
            framework: stack.enter_context(_start(catalog, Path(name), framework, on_line))
            for framework in FRAMEWORKS
        }
        for server in servers.values():
            tool.run(server.url, 1)  # warm
        for number in range(ROUNDS):
            for framework, server in servers.items():
                on_line(f"{framework}, round {number + 1} of {ROUNDS}")
                found[framework].append(_take_turn(server, tool))
    return Measurement(tool.name, {name: _middle(several) for name, several in found.items()})


@contextmanager
def _start(
    catalog: Catalog, folder: Path, framework: str, on_line: Callable[[str], None]
) -> Iterator[Server]:
    draft = _draft(catalog, framework)
    place = find_destination(str(folder / framework), force=False)
    on_line(f"making {framework}'s minimal project")
    apply(place, plan_project(draft, place, lambda _: False), lambda _: None)
    set_truth(NOTHING_WRITTEN)  # but in a folder that goes away
    try:
        install(place.path, on_line)
    except InstallFailed as error:
        raise WorkFailed(
            "The environments to be measured could not be made.",
            hint=f"They need the network, or uv's cache. uv said:\n{error.message}",
        ) from error
    [command] = render_lines(draft.composition, "measured_command")
    [route] = render_lines(draft.composition, "measured_route")
    program, *arguments = command.split()
    words = [str(place.path / ".venv/bin" / program), *arguments]
    with run_server(words, place.path) as server:
        yield replace(server, url=server.url + route)


def _draft(catalog: Catalog, framework: str) -> Draft:
    questions = catalog.questions(framework)
    given: dict[str, Value] = {"framework": framework, "minimal": True}
    identity = identify("measured", catalog.reserved_names())
    return draft_project(catalog, identity, settle(questions, given), given)


def _take_turn(server: Server, tool: Tool) -> Figures:
    before = server.read_usage()
    load = tool.run(server.url, SECONDS)
    after = server.read_usage()
    requests = max(load.requests, 1)
    return Figures(
        cpu_us=(after.cpu - before.cpu) / requests * 1e6,
        requests_per_second=load.requests / load.seconds,
        p99_ms=load.p99_ms,
        memory_mb=after.memory / 1e6,
    )


def _middle(several: list[Figures]) -> Figures:
    return Figures(
        cpu_us=median(f.cpu_us for f in several),
        requests_per_second=median(f.requests_per_second for f in several),
        p99_ms=median(f.p99_ms for f in several),
        memory_mb=median(f.memory_mb for f in several),
    )
