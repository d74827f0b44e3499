"""Tells whether the apigen that runs is newer than the one that wrote a project, by PEP 440."""

import re

from .. import __version__
from ..errors import Refused, UsageError, show
from ..state import FILE_NAME

Version = tuple[tuple[int, ...], tuple[int, int], int, float]

_FORM = re.compile(
    r"(\d{1,9}(?:\.\d{1,9})*)(?:(a|b|rc)(\d{1,9}))?(?:\.post(\d{1,9}))?(?:\.dev(\d{1,9}))?",
    re.ASCII,
)
_STAGES = {"a": 1, "b": 2, "rc": 3, None: 4}


def read_version(text: str) -> Version | None:
    """Give a value that is larger for a later version; None where `text` is no version of apigen's."""
    found = _FORM.fullmatch(text)
    if not found:
        return None
    release, stage, number, post, dev = found.groups()
    parts = [int(part) for part in release.split(".")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    is_early = dev is not None and stage is None and post is None
    rank = 0 if is_early else _STAGES[stage]
    return (
        tuple(parts),
        (rank, int(number or 0)),
        -1 if post is None else int(post),
        float("inf") if dev is None else int(dev),
    )


def is_outdated(generator: str, own: str = __version__) -> bool:
    """Whether a project that `generator` wrote can be updated; it cannot where it is as new.

    Raises Refused when the project is newer, and UsageError when that is no version.
    """
    recorded, running = read_version(generator), read_version(own)
    if recorded is None or running is None:
        raise UsageError(
            f"{FILE_NAME} says that apigen {show(generator)} wrote the project, which is no version.",
            hint=f"Take {FILE_NAME} from the project's history, or mend it.",
        )
    if recorded > running:
        raise Refused(
            f"The project is of apigen {generator}, and this is the older {own}: what it would "
            "write is older, too.",
            hint=f"Get that one or a newer one: uvx --from 'apigen-starter>={generator}' apigen update",
        )
    return recorded < running
