"""The settings and variables that git runs with: no hook, and no program that a stranger's repository names."""

import os
import re
from collections.abc import Mapping

_OWN = {
    "core.hooksPath": os.devnull,
    "core.excludesFile": os.devnull,
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.fsmonitor": "false",
    "commit.gpgSign": "false",
    "commit.template": "",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "init.defaultBranch": "main",
}
# Who the person is and where they say so; any other GIT_ variable may lead elsewhere.
_KEPT = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NO")
# The commands that compare files with what git keeps, which filters take part in.
_COMPARING = frozenset({"add", "commit", "diff", "status"})
_FILTER = re.compile(r"(filter\..*)\.[^.]+", re.DOTALL)
LISTING = ("config", "--list", "--show-scope", "--name-only", "--null")


def is_comparing(arguments: tuple[str, ...]) -> bool:
    """Whether git would run filters for such a command."""
    return not _COMPARING.isdisjoint(arguments)


def silence(listed: bytes) -> dict[str, str]:
    """Give settings by which no filter that the repository itself sets up is run.

    `listed` is what git prints for LISTING. Those of the person's own settings stay.
    """
    words = listed.decode("utf-8", "surrogateescape").split("\0")
    found = (_FILTER.fullmatch(key) for key in _find_local(words))
    names = {match[1] for match in found if match}
    ends = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"{name}.{end}": value for name in sorted(names) for end, value in ends.items()}


def make_environment(
    settings: Mapping[str, str], variables: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give the variables to run git with: our settings, these, and `variables`.

    By variables, for on the command line a setting whose name has an equals sign would be another.
    """
    environment = {
        key: value
        for key, value in os.environ.items()
        if key.startswith(_KEPT) or not key.startswith("GIT_")
    }
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ATTR_NOSYSTEM": "1"}
    pairs = {**_OWN, **settings}
    environment["GIT_CONFIG_COUNT"] = str(len(pairs))
    for number, (key, value) in enumerate(pairs.items()):
        environment[f"GIT_CONFIG_KEY_{number}"] = key
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    return environment | dict(variables or {})


def _find_local(words: list[str]) -> list[str]:
    """Give the keys that the repository sets, and not the person or the system."""
    pairs = zip(words[::2], words[1::2], strict=False)
    return [key for scope, key in pairs if scope in {"local", "worktree"}]
