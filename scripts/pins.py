"""Takes the templates' pins to the newest versions, rewrites the snapshots and runs the matrix.

Dependencies' floors go to what the package registry has, actions and uv's images to the newest release
tag of their repositories. What is pinned to a major version only (Python's, PostgreSQL's and Docker's images) moves by
itself within that, and is printed, since another major is somebody's decision.

Run it with `uv run python -m scripts.pins`; `--no-checks` leaves the checks out.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

CHECKOUT = Path(__file__).parents[1]
# Where pins are: what the tests say of them has to follow.
PLACES = ("templates", "tests/deploy/test_ci.py")
GITHUB = "https://github.com"
UV = "astral-sh/uv"
FLOOR = re.compile(
    r'(?P<start>"(?P<name>[A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?>=)(?P<version>[0-9.]+)(?=")'
)
ACTION = re.compile(
    r"(?P<start>(?P<name>[\w.-]+/[\w.-]+)@)(?P<commit>[0-9a-f]{40})(?P<comment> # v(?P<version>[0-9.]+))?"
)
IMAGE = re.compile(r"(?P<start>ghcr\.io/(?P<name>astral-sh/uv):)(?P<version>\d+\.\d+\.\d+)")
MAJOR = re.compile(
    r"\b(?:python:3\.\d+-slim|postgres:\d+|docker:\d+-\w+|devcontainers/[\w/-]+:[\d.]+)"
)
CHECKS = (
    ("pytest", "--quiet", "tests/generated/test_lowest_versions.py"),
    ("pytest", "--quiet", "tests/generated/test_combinations.py", "tests/deploy"),
)


@dataclass(frozen=True)
class Release:
    """A version, and the commit that its tag names."""

    version: str
    commit: str


def find_newest_packages(names: Iterable[str]) -> dict[str, str]:
    """Ask the package registry, by uv, for the newest version of each package."""
    done = subprocess.run(
        [
            find_uv_bin(),
            "pip",
            "compile",
            "--quiet",
            "--no-deps",
            "--no-header",
            "--no-annotate",
            "-",
        ],
        input="\n".join(sorted(names)),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split("==") for line in done.stdout.split() if "==" in line)


def find_newest_release(repository: str, host: str = GITHUB) -> Release:
    """Ask a repository for its newest tag that is a whole version and no pre-release."""
    command = ["git", "ls-remote", "--tags", f"{host}/{repository}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    commits: dict[str, str] = {}
    for line in printed.splitlines():
        commit, _, name = line.partition("\trefs/tags/")
        tag, _, peeled = name.partition("^")  # an annotated tag's commit comes after itself
        if re.fullmatch(r"v?\d+\.\d+\.\d+", tag) and (peeled or tag not in commits):
            commits[tag] = commit
    newest = max(commits, key=_order)
    return Release(newest.removeprefix("v"), commits[newest])


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.removeprefix("v").split(".") if part)


def find_files(root: Path) -> Iterator[Path]:
    """Give the files that may have pins."""
    for place in PLACES:
        path = root / place
        yield from (
            sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        )


def update(
    text: str,
    packages: Mapping[str, str],
    releases: Mapping[str, Release],
    moved: Mapping[str, str],
) -> str:
    """Give a text with newer pins; none gets older. `moved` is for commits that stand without a version."""

    def take(match: re.Match[str], version: str, text: str) -> str:
        is_newer = _order(version) > _order(match["version"] or "0")
        return match["start"] + text if is_newer else match[0]

    def take_package(match: re.Match[str]) -> str:
        newest = packages[_normalise(match["name"])]
        return take(match, newest, newest)

    def take_action(match: re.Match[str]) -> str:
        if not match["comment"]:
            return match["start"] + moved.get(match["commit"], match["commit"])
        release = releases[match["name"]]
        return take(match, release.version, f"{release.commit} # v{release.version}")

    def take_image(match: re.Match[str]) -> str:
        version = releases[match["name"]].version
        return take(match, version, version)

    text = FLOOR.sub(take_package, text)
    return IMAGE.sub(take_image, ACTION.sub(take_action, text))


def _normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def update_pins(
    root: Path,
    find_packages: Callable[[Iterable[str]], Mapping[str, str]],
    find_release: Callable[[str], Release],
) -> list[str]:
    """Update all pins below a folder, and give the lines that differ."""
    texts = {path: path.read_text(encoding="utf-8") for path in find_files(root)}
    every = "\n".join(texts.values())
    packages = find_packages({_normalise(match["name"]) for match in FLOOR.finditer(every)})
    names = {match["name"] for match in [*ACTION.finditer(every), *IMAGE.finditer(every)]}
    releases = {name: find_release(name) for name in sorted(names)}
    moved = {
        match["commit"]: releases[match["name"]].commit
        for match in ACTION.finditer(every)
        if match["comment"] and _order(releases[match["name"]].version) > _order(match["version"])
    }
    changed = []
    for path, text in texts.items():
        newer = update(text, packages, releases, moved)
        if newer != text:
            path.write_text(newer, encoding="utf-8")
            pairs = zip(text.splitlines(), newer.splitlines(), strict=True)
            changed += [
                f"{path.relative_to(root)}: {new.strip()}" for old, new in pairs if old != new
            ]
    return changed


def main() -> None:
    """Update, say what differs, and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--github", default=GITHUB, help="where repositories are")
    parser.add_argument("--no-checks", action="store_true", help="only change the pins")
    options = parser.parse_args()
    find = lambda name: find_newest_release(name, options.github)
    for line in update_pins(CHECKOUT, find_newest_packages, find):
        print(line)
    texts = (path.read_text(encoding="utf-8") for path in find_files(CHECKOUT))
    for major in sorted({found for text in texts for found in MAJOR.findall(text)}):
        print(f"pinned to a major version, left alone: {major}")
    if options.no_checks:
        return
    snapshots = ("env", "APIGEN_SNAPSHOTS=write", "pytest", "tests/generated/test_snapshots.py")
    for command in (snapshots, *CHECKS):
        print(f"$ {' '.join(command)}", flush=True)
        if code := subprocess.run(command, cwd=CHECKOUT, check=False).returncode:
            sys.exit(code)


if __name__ == "__main__":
    main()
