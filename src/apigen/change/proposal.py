"""What a change of an existing project would be: the value that its preview and its landing are views of."""

from dataclasses import dataclass
from pathlib import Path

from ..draft import MadeFile
from ..merging.result import FileMerge, Kind
from ..plan import Plan
from ..tree import File


@dataclass(frozen=True)
class Change:
    """A planned change of the project at `root`.

    `label` is what was asked for, such as `add auth=jwt`; `steps` are the commands that a person
    runs after it. `made_files` are those that the project's commands make anew once it is installed;
    one that is made no longer is a deletion of the plan. `news` is what else will be another way
    than before, `pristine` what apigen writes where the project will hold something else.
    """

    root: Path
    label: str
    plan: Plan
    merges: tuple[FileMerge, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    made_files: tuple[MadeFile, ...] = ()
    is_installed: bool = True
    news: tuple[str, ...] = ()
    pristine: tuple[File, ...] = ()

    @property
    def conflicts(self) -> tuple[FileMerge, ...]:
        """The merges that need a decision."""
        return tuple(merge for merge in self.merges if merge.kind == "conflict")

    def list_paths(self, kind: Kind) -> tuple[str, ...]:
        """Give the paths of the merges of one kind."""
        return tuple(merge.path for merge in self.merges if merge.kind == kind)
