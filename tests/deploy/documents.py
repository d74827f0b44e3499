"""Files of a kind, as the JSON schema of that kind sees them."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from ..generated.workshop import TOOLS

SCHEMAS = Path(__file__).parent / "schemas"


def check_documents(schema: str, files: Iterable[Path]) -> tuple[int, str]:
    """Check JSON, YAML or TOML files by a schema of `schemas`; gives exit code and output.

    These schemas have what projects use of a format, and refuse everything else.
    """
    done = subprocess.run(
        [TOOLS / "check-jsonschema", "--schemafile", SCHEMAS / f"{schema}.json", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def plant(file: Path, right: str, wrong: str) -> Path:
    """Write a copy of a file in which `wrong` is in the place of `right`."""
    text = file.read_text(encoding="utf-8")
    assert right in text
    broken = file.with_name(f"broken-{file.name}")
    broken.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return broken
