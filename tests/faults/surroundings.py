"""Runs every command that writes where it cannot, or where everything is odd, and looks at what is left.

A full disk, a file system that is read-only, a limit on files' sizes, a folder of somebody else's: each
run ends with an error in a few words, and everything is as it was before. Strange paths, clocks, times
of files and masks: each run does what it does elsewhere.

`python -m tests.faults.surroundings [quick]`; mounts need root, and are seen by this process only.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import apigen
from apigen.catalog import find_templates

from ..hostile.projects import read_all
from ..hostile.runs import Run, run
from ..projects import make_with
from ..tools import run_apigen

COMMANDS = {
    "new": ("new", "made", "--yes", "--no-install"),
    "force": ("new", "used", "--yes", "--no-install", "--no-git", "--force", "--overwrite"),
    "add-route": ("add-route", "orders", "customer:str", "--project", "shop"),
    "remove-route": ("remove-route", "items", "--drop-table", "--project", "shop"),
    "add": ("add", "kubernetes", "--no-install", "--project", "shop"),
    "remove": ("remove", "docker", "--no-install", "--project", "shop"),
}
NOBODY = 65534
_KIB = 1024
Prepare = Callable[[], object]


def list_commands(only: str, *, is_quick: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Give the commands by their names; of a quick run that one."""
    return [(only, COMMANDS[only])] if is_quick else list(COMMANDS.items())


def make_place(place: Path) -> None:
    """Make what the commands need: a project, and a folder in use."""
    make_with(place)
    (place / "used").mkdir()
    (place / "used" / "README.md").write_text("mine\n")


@contextmanager
def mounted(parent: Path, options: str) -> Iterator[Path]:
    """Mount a file system in memory."""
    place = Path(tempfile.mkdtemp(dir=parent))
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
        place.rmdir()


def fill_bytes(place: Path, free: int) -> None:
    """Leave `free` KiB of the file system."""
    rest = shutil.disk_usage(place).free // _KIB - free
    with (place / "ballast").open("wb") as stream, suppress(OSError):
        for _ in range(max(rest, 0)):
            stream.write(b"x" * _KIB)
            stream.flush()


def fill_inodes(place: Path, free: int) -> None:
    """Leave `free` files that there may be more."""
    (place / "ballast").mkdir()
    with suppress(OSError):
        for number in range(max(os.statvfs(place).f_ffree - free, 0)):
            (place / "ballast" / str(number)).touch()


def break_disks(parent: Path, *, is_quick: bool) -> Iterator[str]:
    """Run the commands on disks that have room for less and less of what they write."""
    kinds = (("bytes", fill_bytes, "size=4m"), ("inodes", fill_inodes, "nr_inodes=700"))
    for kind, fill, options in kinds:
        for name, words in list_commands("add-route", is_quick=is_quick):
            for free in (4,) if is_quick else (0, 1, 2, 3, 4, 5, 8, 12, 20, 28, 40, 60, 90, 140):
                with mounted(parent, options) as place:
                    make_place(place)
                    fill(place, free)
                    yield from judge(f"{free} {kind} free: {name}", place, words)


def break_limits(parent: Path, *, is_quick: bool) -> Iterator[str]:
    """Run the commands with a limit on what a file may hold."""
    for name, words in list_commands("new", is_quick=is_quick):
        for size in (600,) if is_quick else (300, 600, 1200, 2500, 5000, 9000):
            with in_folder(parent) as place:
                limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
                yield from judge(f"files up to {size} bytes: {name}", place, words, limit)


def break_rights(parent: Path, *, is_quick: bool) -> Iterator[str]:
    """Run the commands where nothing may be written: read-only, or as somebody without the right."""
    for name, words in list_commands("new", is_quick=is_quick):
        with mounted(parent, "size=4m") as place:
            make_place(place)
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
            yield from judge(f"read-only: {name}", place, words, must_fail=True)
        with in_folder(parent) as place:
            for folder, _, _ in os.walk(place):
                os.chmod(folder, 0o555)
            yield from judge(f"as nobody: {name}", place, words, _become_nobody, must_fail=True)


def try_oddities(parent: Path, *, is_quick: bool) -> Iterator[str]:
    """Run the commands where all is strange and nothing wrong: they do as they do elsewhere."""
    oddities: dict[str, Prepare] = {
        "a mask of 077": partial(os.umask, 0o077),
        "a home that is not there": partial(_set_home, "/proc/nowhere"),
        "a home that cannot be written": partial(_set_home, "/proc"),
        "a clock that jumps": _make_clock_jump,
    }
    folders = (
        "a b",
        'it\'s "so" $(x) `y` ; & | *',
        "\N{PILE OF POO}\N{ZERO WIDTH JOINER}é",
        "x" * 200,
        "-rf",
        "[bold]%s{}",
    )
    for name, words in list_commands("add-route", is_quick=is_quick):
        with in_folder(parent) as place:
            usual = run(place, *words)
            wanted = _read_result(place)
        if usual.code:
            yield f"{name}: {usual.said}"
        for oddity, prepare in oddities.items():
            with in_folder(parent) as place:
                yield from compare(f"{oddity}: {name}", place, words, wanted, prepare)
        for future in (4_000_000_000,) if is_quick else (0, 4_000_000_000):
            with in_folder(parent) as place:
                for path in place.rglob("*"):
                    os.utime(path, (future, future))
                yield from compare(f"files of {future}: {name}", place, words, wanted)
        for folder in folders[1:4] if is_quick else folders:
            with in_folder(parent, folder) as place:
                yield from compare(f"in {folder!r}: {name}", place, words, wanted)


def try_locales(parent: Path, *, is_quick: bool) -> Iterator[str]:
    """Run the commands in other languages and without UTF-8: they write the same bytes."""
    kinds = {"tr_TR.UTF-8": "UTF-8", "tr_TR.ISO-8859-9": "ISO-8859-9"}
    for locale, charset in kinds.items():
        making = ["localedef", "-i", "tr_TR", "-f", charset, str(parent / locale)]
        subprocess.run(making, check=True, capture_output=True)
    for name, words in list_commands("add-route", is_quick=is_quick):
        with in_folder(parent) as place:
            run(place, *words)
            wanted = _read_result(place)
        for locale in (*kinds, "POSIX")[1:] if is_quick else (*kinds, "C", "POSIX", "xx_YY"):
            variables = {"LC_ALL": locale, "LOCPATH": str(parent), "LANG": locale}
            variables |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
            with in_folder(parent, "\N{LATIN SMALL LETTER DOTLESS I}") as place:
                done = run_apigen(find_templates(), *words, cwd=place, env=variables)
                is_right = done.returncode == 0 and _read_result(place) == wanted
                yield "" if is_right else f"{locale}: {name}: {done.returncode} {done.stderr}"


def compare(
    label: str, place: Path, words: tuple[str, ...], wanted: object, prepare: Prepare = lambda: None
) -> Iterator[str]:
    """Run once, and tell what is otherwise than it is elsewhere."""
    done = run(place, *words, before=prepare)
    is_right = done.code == 0 and done.is_clean() and _read_result(place) == wanted
    yield "" if is_right else f"{label}: {done.code} {done.said[:300]}"


def judge(
    label: str,
    place: Path,
    words: tuple[str, ...],
    prepare: Prepare = lambda: None,
    *,
    must_fail: bool = False,
) -> Iterator[str]:
    """Run once, and tell what is wrong: nothing when it did all, or nothing at all and said why."""
    before = _read_persons(place)
    done = run(place, *words, before=prepare)
    after = _read_persons(place)
    is_refused = done.code > 0 and after == before and _is_told(done)
    is_right = is_refused or (done.code == 0 and after != before and not must_fail)
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    yield "" if is_right and done.is_clean() else f"{label}: {done.code} {done.said} {changed[:5]}"


def _read_persons(place: Path) -> dict[str, bytes]:
    """Give everything but the folder of checkpoints, as long as it holds none."""
    found = read_all(place)
    own = {f"{place}/shop/.apigen-undo", f"{place}/shop/.apigen-undo/.gitignore"}
    return {path: data for path, data in found.items() if path not in own}


def _is_told(done: Run) -> bool:
    """Whether the cause is said in a few lines: apigen's own, with what was written, or git's."""
    said = " ".join(done.err.split())
    return len(done.err.splitlines()) <= 8 and ("Nothing was" in said or "git" in said)


@contextmanager
def in_folder(parent: Path, name: str = "place") -> Iterator[Path]:
    """Make a folder for one run, which anybody may enter."""
    outer = Path(tempfile.mkdtemp(dir=parent))
    outer.chmod(0o755)
    place = outer / name
    place.mkdir()
    make_place(place)
    try:
        yield place
    finally:
        for folder, _, _ in os.walk(outer):
            os.chmod(folder, 0o755)
        shutil.rmtree(outer)


def _read_result(place: Path) -> dict[str, bytes]:
    """Give what was made, without what is new in every run: secrets, and the repository."""
    found = read_all(place)
    return {
        path.removeprefix(str(place)): data
        for path, data in found.items()
        if "/.git" not in path.replace("/.github", "/github").replace("/.gitignore", "/ignore")
        and not path.endswith("/.env")
        and "/.apigen-undo" not in path
    }


def _become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _set_home(folder: str) -> None:
    os.environ["HOME"] = folder
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]


def _make_clock_jump() -> None:
    """Have each look at the clock be ten years after, or before, the last."""
    real, jumps = time.time, [0.0]

    def jump(unit: float = 1) -> float:
        jumps[0] = 315_360_000 - jumps[0]
        return (real() + jumps[0]) * unit

    time.time = jump
    time.time_ns = lambda: int(jump(10**9))
    time.monotonic = jump


def import_everything() -> None:
    """Import what commands import late, from where nobody else may read."""
    for module in walk_packages(apigen.__path__, "apigen."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    b"x".decode("utf-8-sig")


def main(words: list[str]) -> int:
    """Try all; 1 when anything is wrong."""
    if ctypes.CDLL(None, use_errno=True).unshare(0x00020000):
        print("no mounts of our own: this needs root")
        return 1
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    import_everything()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        for trying in (break_disks, break_limits, break_rights, try_oddities, try_locales):
            start = time.monotonic()
            results = list(trying(Path(folder), is_quick="quick" in words))
            complaints = [result for result in results if result]
            wrong += len(complaints)
            took = time.monotonic() - start
            print(f"{trying.__name__}: {len(results)} runs, {len(complaints)} wrong, {took:.0f} s")
            print("".join(f"  {line}\n" for line in complaints), end="", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
