"""What a diff shows of files that hold secrets."""

import pytest

from apigen.plan import Entry, Found, Plan
from apigen.tree import PRIVATE, File
from apigen.ui.diff import show_diff

_THEIRS = b"""\
# A random secret.
# OLD_KEY=first-secret
SECRET=second-secret
KEY="-----BEGIN-----
third-secret
#fourth-secret
"
"""


def test_nothing_of_a_private_file_is_shown_but_known_comments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = File(".env", "# A random secret.\nSECRET=fifth-secret\n", PRIVATE)
    show_diff(Plan((Entry(file, "update", Found(_THEIRS)),)))
    shown = capsys.readouterr().out
    assert "-secret" not in shown
    assert " # A random secret." in shown
    assert "+SECRET=********" in shown
    assert shown.count("-********") == 6
