"""Reads what was said after --template: a folder or git URL, and perhaps a version of it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError, show

# What comes before the path of a URL: a scheme with its server, `git@host:` or Copier's short forms.
_SERVER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*|[^/@:]+@[^/@:]+:|(?:gh|gl):")
_CREDENTIALS = re.compile(r"(?:git\+)?https?://[^/]*@")
_FORMS = "It is a folder, or a git URL such as https://..., git@host:... or gh:owner/name."


@dataclass(frozen=True)
class Source:
    """A template: a folder's absolute path or a git URL, and a tag, branch or commit, if one was said."""

    url: str
    ref: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether it is somewhere else than in a folder of this machine."""
        return _SERVER.match(self.url) is not None

    def __str__(self) -> str:
        return f"{self.url}@{self.ref}" if self.ref else self.url


def read_source(text: str) -> Source:
    """Read SRC[@REF]. An `@` in the name of a server or of a folder that is there starts no REF.

    Raises UsageError for what can be no template.
    """
    if not text.strip() or text.startswith("-") or not text.isprintable():
        raise UsageError(
            f"--template cannot be {show(text)}.",
            hint=f"{_FORMS} (HTML pages are --templates.)",
        )
    if _CREDENTIALS.match(text):
        raise UsageError(
            "The template's URL has a name or password in it, which the project would remember.",
            hint="Leave it out: git takes them from a credential helper, or use git@host:...",
        )
    if server := _SERVER.match(text):
        url, ref = _split(text, server.end())
        if url == server[0] or url.endswith("/"):
            raise UsageError(f"--template {show(text)} names no repository.", hint=_FORMS)
        return Source(url, ref)
    return _read_path(text)


def _split(text: str, start: int) -> tuple[str, str]:
    """Part text at the first `@` from `start` on that does not begin a name."""
    if found := re.compile(r"(?<=[^/])@").search(text, start):
        return text[: found.start()], check_ref(text[found.end() :])
    return text, ""


def _read_path(text: str) -> Source:
    given = str(Path(text).expanduser())
    cuts = [len(given), *reversed([found.start() for found in re.finditer("@", given)])]
    cut = next((cut for cut in cuts if given[:cut] and Path(given[:cut]).exists()), None)
    if cut is None:
        raise UsageError(f"There is no template at {show(text)}.", hint=_FORMS)
    path = Path(given[:cut])
    if not path.is_dir() and path.suffix != ".bundle":
        raise UsageError(f"The template {show(str(path))} is a file and not a folder.", hint=_FORMS)
    return Source(os.path.abspath(path), check_ref(given[cut + 1 :]) if given[cut:] else "")


def check_ref(ref: str) -> str:
    """Give `ref` back. Raises UsageError for what can be no tag, branch or commit."""
    if not ref or ref.startswith("-") or any(c.isspace() for c in ref):
        raise UsageError(
            f"After the @ comes a tag, branch or commit of the template, not {show(ref)}."
        )
    return ref
