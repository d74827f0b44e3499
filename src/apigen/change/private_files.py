"""Gives private files, such as .env, the secrets that this project has; and new ones where it has none."""

import re
from dataclasses import replace

from ..render import make_random_secret
from ..tree import File, Tree

# Stands for a secret while two renderings are compared.
STAND_IN = "apigen-secret-7f3c1d"
_SETTING = re.compile(r"(?m)^([A-Z][A-Z0-9_]*)=.*$")


def take_secrets(tree: Tree, there: dict[str, bytes]) -> Tree:
    """Put the project's own values where `tree`, rendered with STAND_IN, has none of its own."""
    return Tree(
        tuple(_take(file, there.get(file.path)) if file.is_private else file for file in tree.files)
    )


def fill_secrets(data: bytes) -> bytes:
    """Make a new secret in each place where one is still missing."""
    while STAND_IN.encode() in data:
        data = data.replace(STAND_IN.encode(), make_random_secret().encode(), 1)
    return data


def _take(file: File, there: bytes | None) -> File:
    text = (there or b"").decode("utf-8", "surrogateescape")
    lines = {found[1]: found[0] for found in _SETTING.finditer(text)}

    def put(found: re.Match[str]) -> str:
        return lines.get(found[1], found[0]) if STAND_IN in found[0] else found[0]

    return replace(file, text=_SETTING.sub(put, file.text))
