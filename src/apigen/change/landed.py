"""What came of a change: the value that report and JSON are views of."""

from dataclasses import dataclass
from pathlib import Path

from ..errors import ApigenError, InstallFailed, Refused
from .manifest import Manifest, Undecided


@dataclass(frozen=True)
class Landed:
    """A change, or the undoing of one, whose files are written.

    `failure` is why its environment could not be installed, `checkpoint` where what was there
    before is kept. `notes` are those that came with the landing, `steps` the commands that are left
    to the person.
    """

    root: Path
    manifest: Manifest
    checkpoint: Path
    is_installed: bool = False
    made: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    failure: InstallFailed | None = None

    @property
    def conflicts(self) -> tuple[Undecided, ...]:
        """The files that somebody has to decide about before the change can be finished."""
        return self.manifest.conflicts if self.manifest.state == "conflicts" else ()

    @property
    def written(self) -> tuple[str, ...]:
        """The paths of the files that were created or changed."""
        return tuple(each.path for each in self.manifest.files if each.after and not each.is_open)

    @property
    def removed(self) -> tuple[str, ...]:
        """The paths of the files that went."""
        files = self.manifest.files
        return tuple(e.path for e in files if e.after is None and e.before and not e.is_open)

    def find_error(self) -> ApigenError | None:
        """Give what the command ends with, when that is not success."""
        if not self.conflicts:
            return self.failure
        error = Refused(
            "The change is written, and these files are for you to decide about:",
            hint=f"Edit them, then say: {name_continue(self.manifest)}. "
            "Or take it all back: apigen undo",
        )
        error.lines = tuple(f"{each.path}: {each.reason}" for each in self.conflicts)
        return error


def name_continue(manifest: Manifest) -> str:
    """Give the command that finishes a change once its conflicts are resolved."""
    return f"apigen {manifest.label.split()[0]} --continue"
