"""Images and compose files are valid, and what looks at built images finds what must not be there."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from ..generated.workshop import TOOLS
from .containers import is_cached, search_image
from .projects import MINIMAL, ON_DISK, PLAIN, WHOLE, write_projects

SECRET = b"4kAzP2Vq"


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("docker")
    return [
        *write_projects(folder, "docker", WHOLE, PLAIN, ON_DISK, MINIMAL),
        *write_projects(folder / "more", "aws", WHOLE),
    ]


def test_images_are_valid_and_errors_are_found(projects: list[Path], tmp_path: Path) -> None:
    images = [project / "Dockerfile" for project in projects]
    assert lint("hadolint", *images) == 0
    broken = tmp_path / "Dockerfile"
    broken.write_text(images[0].read_text().replace("python:3.13-slim\n", "python\n"))
    assert lint("hadolint", broken) == 1


def test_compose_files_are_valid_and_errors_are_found(projects: list[Path], tmp_path: Path) -> None:
    schema = ("check-jsonschema", "--builtin-schema", "vendor.compose-spec")
    files = [project / "compose.yaml" for project in projects]
    assert lint(*schema, *files) == 0
    broken = tmp_path / "compose.yaml"
    broken.write_text(files[0].read_text().replace("cap_drop:", "cap_dropped:"))
    assert lint(*schema, broken) == 1


def lint(program: str, *words: str | Path) -> int:
    """Give what a program of the environment exits with."""
    return subprocess.run([TOOLS / program, *words], capture_output=True, check=False).returncode


def test_every_container_of_a_project_is_confined(projects: list[Path]) -> None:
    for project in projects:
        text = (project / "compose.yaml").read_text()
        for line in ("build: .", "read_only: true", "- ALL", "- no-new-privileges:true", "- /tmp"):
            assert text.count(line) == 1, (project, line)


def test_only_a_project_with_settings_to_make_needs_its_env_file(projects: list[Path]) -> None:
    for project in projects:
        is_needed = "env_file: .env" in (project / "compose.yaml").read_text()
        assert is_needed == (project / ".env").exists()


@pytest.mark.parametrize(
    ("name", "content", "is_found"),
    [
        ("app/pyproject.toml", b"[project]", False),
        ("app/.env", b"", True),
        ("app/.git/HEAD", b"", True),
        ("app/settings.py", b'SECRET_KEY = "' + SECRET + b'"', True),
    ],
)
def test_what_must_not_be_in_an_image_is_found(name: str, content: bytes, is_found: bool) -> None:
    image = pack({"manifest.json": b"[]", "layer.tar": pack({name: content}).getvalue()})
    if is_found:
        with pytest.raises(AssertionError, match=name):
            search_image(image, [SECRET])
    else:
        assert search_image(image, [SECRET]) == 1


def test_secret_in_the_description_of_an_image_is_found() -> None:
    with pytest.raises(AssertionError, match=r"config\.json"):
        search_image(pack({"config.json": SECRET}), [SECRET])


def pack(files: dict[str, bytes]) -> io.BytesIO:
    """Make an archive."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    packed.seek(0)
    return packed


def test_step_of_a_build_is_seen_to_be_made_again() -> None:
    printed = (
        "#9 [build 5/8] RUN uv sync --a\n#9 CACHED\n\n#11 [build 8/8] RUN uv sync --b\n#11 0.5"
    )
    assert is_cached(printed, "--a")
    assert not is_cached(printed, "--b")
