"""What became of one file when two sides' changes to it were merged."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "follows", "kept", "merged", "conflict"]


@dataclass(frozen=True)
class FileMerge:
    """One merged file: its bytes, or None where there is to be no file.

    same: nothing to do, `data` is what is there. follows: the owner had not touched it. kept: the
    owner's stays though apigen's differs, and `reason` says why. merged: it has both sides' changes.
    conflict: somebody has to decide; `data` has `conflicts` marked places, which begin at `lines`,
    or `reason` says what else.
    """

    path: str
    data: bytes | None
    kind: Kind
    conflicts: int = 0
    reason: str = ""
    lines: tuple[int, ...] = ()
