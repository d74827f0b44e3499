"""What `apigen check` found: the value that report and JSON are views of."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One thing that somebody should know of.

    `kind` is a word that scripts may rely on. `path` is empty for the project as a whole, `line` 0 for a
    file as a whole. `action` is what to do, as far as there is something.
    """

    kind: str
    message: str
    path: str = ""
    line: int = 0
    action: str = ""
    needs_work: bool = False

    @property
    def place(self) -> str:
        """Where it is, as editors take it."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True)
class Report:
    """All that was found in the project at `root`. `advised` is the day up to which advisories are known."""

    root: Path
    findings: tuple[Finding, ...]
    advised: str

    @property
    def work(self) -> tuple[Finding, ...]:
        """What needs somebody's work."""
        return tuple(finding for finding in self.findings if finding.needs_work)

    @property
    def news(self) -> tuple[Finding, ...]:
        """What is only told."""
        return tuple(finding for finding in self.findings if not finding.needs_work)
