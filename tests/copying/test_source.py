"""What is read from the text after --template."""

from pathlib import Path

import pytest

from apigen.copying.source import Source, read_source
from apigen.errors import UsageError


@pytest.mark.parametrize(
    ("text", "url", "ref"),
    [
        ("gh:owner/name", "gh:owner/name", ""),
        ("gh:owner/name@v1.2", "gh:owner/name", "v1.2"),
        ("gl:group/sub/name@feature/x", "gl:group/sub/name", "feature/x"),
        ("git@github.com:owner/name.git", "git@github.com:owner/name.git", ""),
        ("git@github.com:owner/name.git@v1", "git@github.com:owner/name.git", "v1"),
        ("ssh://git@host:22/name.git@v1", "ssh://git@host:22/name.git", "v1"),
        ("https://host/@scope/name", "https://host/@scope/name", ""),
        ("https://host/@scope/name@1.0@x", "https://host/@scope/name", "1.0@x"),
        ("git+https://host/name@main", "git+https://host/name", "main"),
    ],
)
def test_an_at_sign_after_the_path_of_a_url_starts_a_version(text: str, url: str, ref: str) -> None:
    assert read_source(text) == Source(url, ref)
    assert str(read_source(text)) == text
    assert read_source(text).is_remote


@pytest.mark.parametrize(
    ("text", "folder", "ref"),
    [
        ("tpl", "tpl", ""),
        ("./tpl/", "tpl", ""),
        ("tpl@v1", "tpl", "v1"),
        ("tpl@feature/x", "tpl", "feature/x"),
        ("a@b/tpl", "a@b/tpl", ""),
        ("a@b/tpl@v1", "a@b/tpl", "v1"),
        ("both@v1", "both@v1", ""),
        ("both", "both", ""),
    ],
)
def test_a_folder_that_is_there_is_meant_whatever_its_name(
    text: str, folder: str, ref: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("tpl", "a@b/tpl", "both", "both@v1"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert read_source(text) == Source(str(tmp_path / folder), ref)
    assert not read_source(text).is_remote


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "cannot be ''"),
        ("--yes", "cannot be '--yes'"),
        ("a\nb", "cannot be"),
        ("nowhere", "There is no template at 'nowhere'"),
        ("nowhere@v1", "There is no template at 'nowhere@v1'"),
        ("tpl@", "After the @"),
        ("tpl@-x", "After the @"),
        ("gh:", "names no repository"),
        ("gh:a/b@", "After the @"),
        ("file.txt", "is a file and not a folder"),
        ("https://me:secret@host/name", "has a name or password in it"),
    ],
)
def test_what_can_be_no_template_is_refused(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tpl").mkdir()
    (tmp_path / "file.txt").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=reason) as caught:
        read_source(text)
    assert "secret" not in caught.value.message + caught.value.hint
