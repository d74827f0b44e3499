"""Has the version of apigen that wrote a project write it again, for the texts that are nowhere else."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..environment import has_run_release
from ..errors import ApigenError
from ..existing.stored import Stored
from ..names import refuse
from ..question import NONE
from ..routes.recollection import name_path
from ..routes.record import Record
from ..state import blob_id
from .bases import Source
from .versions import read_version

_SAID_LINES = 3


def ask_former(stored: Stored, keys: Collection[str], say: Callable[[str], None]) -> Source:
    """Run the recorded version in a temporary folder, telling by `say` that and how it went.

    `keys` are those of the answers and needs that it may be told.
    """

    def ask(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        version = stored.generator
        if read_version(version) is None or refuse(stored.project):
            return {}
        say(
            f"{len(wanted)} files are neither as apigen {version} wrote them nor in this clone's "
            "history. Having that version write them again, for which uv may need the network ..."
        )
        with tempfile.TemporaryDirectory(prefix="apigen-") as name:
            heard: list[str] = []
            found: dict[str, bytes] = {}
            for words in _list_commands(stored, keys):
                if found.keys() == wanted.keys():
                    break
                if not has_run_release(version, words, Path(name), heard.append):
                    why = " ".join(" ".join(heard[-_SAID_LINES:]).split())
                    say(f"`apigen {words[0]}` of {version} did not succeed: {why}")
                    break
                # A route changes files that are recorded as they were before, or after, it came.
                found |= _read(Path(name) / stored.project, wanted)
            return found

    return ask


def _list_commands(stored: Stored, keys: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Give the commands that make the project and its routes."""
    said = [_write_flag(key, value) for key, value in stored.said.items() if key in keys]
    switches = ("--require-version", stored.generator, "--no-git", "--no-install", "--yes")
    yield ("new", *switches, *said, "--", stored.project)
    for record in stored.routes:
        with suppress(ApigenError):
            yield ("add-route", "--yes", f"--project={stored.project}", *_write_route(record))


def _write_flag(key: str, value: object) -> str:
    if isinstance(value, bool):
        return f"--{key}" if value else f"--no-{key}"
    text = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"--{key}={text or NONE}"


def _write_route(record: Record) -> tuple[str, ...]:
    words = [f"--method={method}" for method in record.get("methods", ())]
    if "only" in record:
        words.append(f"--only={','.join(record['only'])}")
    if "table" in record:
        words.append(f"--table={record['table']}")
    words.append("--protected" if record.get("access") == "protected" else "--public")
    words += ["--pages"] if "pages" in record else []
    path, plural = str(record["path"]), None
    if "methods" not in record:
        path, plural = name_path(record)
    words += [f"--plural={plural}"] if plural else []
    return (*words, "--", path, *record["fields"])


def _read(root: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    found = {}
    for path, blob in wanted.items():
        with suppress(OSError):
            data = (root / path).read_bytes()
            if blob_id(data) == blob:
                found[path] = data
    return found
