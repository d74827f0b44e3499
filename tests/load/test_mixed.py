"""Some seconds of what `python -m tests.load.mixed` does for ten minutes."""

from pathlib import Path

from ..generated.workshop import Workshop
from ..postgresql import Server
from .mixed import put_under_load


def test_no_write_is_lost(
    tmp_path: Path, workshops: dict[str, Workshop], postgresql: Server
) -> None:
    said = put_under_load(tmp_path, workshops["flask"], postgresql, "flask-none-async", seconds=11)
    assert "no other failure" in said
    assert " 0 workers killed" not in said
