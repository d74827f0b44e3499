"""What is published is what the sources have, and nothing besides."""

import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from uv import find_uv_bin

from apigen import __version__

from .generated.workshop import run

CHECKOUT = Path(__file__).parents[1]
NAME = f"apigen_starter-{__version__}"
# Each kind of file that is published in the package, and all that is beside it.
ENDINGS = {".py", ".toml", ".jinja", ".json", ".typed"}
BESIDE = {
    f"{NAME}.dist-info/{name}"
    for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
}
ROOT = {".gitignore", "LICENSE", "PKG-INFO", "README.md", "SECURITY.md", "pyproject.toml"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, the one made of the other."""
    folder = tmp_path_factory.mktemp("built")
    run([find_uv_bin(), "build", "--quiet", "--out-dir", str(folder)], cwd=CHECKOUT)
    return folder


def list_sources(folder: str) -> Iterator[str]:
    """Give the files below a folder of the checkout; what running Python leaves there is none."""
    for path in (CHECKOUT / folder).rglob("*"):
        if path.is_file() and not {"__pycache__"} & {*path.parts}:
            yield path.relative_to(CHECKOUT).as_posix()


def test_the_wheel_has_the_package_and_its_templates(built: Path) -> None:
    with ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
        entry_points = wheel.read(f"{NAME}.dist-info/entry_points.txt").decode()
        modes = {info.external_attr >> 16 & 0o133 for info in wheel.infolist()}
    package = {path.removeprefix("src/") for path in list_sources("src/apigen")}
    templates = {f"apigen/{path}" for path in list_sources("templates")}
    assert names == package | templates | BESIDE
    assert {Path(name).suffix for name in package | templates} <= ENDINGS
    assert entry_points.split() == ["[console_scripts]", "apigen", "=", "apigen.cli:main"]
    assert modes == {0}  # nobody else may write, and nothing is a program


def test_the_source_distribution_has_the_tests_as_well(built: Path) -> None:
    with tarfile.open(built / f"{NAME}.tar.gz") as archive:
        members = archive.getmembers()
    names = {member.name.removeprefix(f"{NAME}/") for member in members}
    folders = ("src", "templates", "tests", "scripts")
    expected = {path for folder in folders for path in list_sources(folder)}
    assert names == expected | ROOT
    assert all(member.isfile() for member in members)  # no link that leads elsewhere
    private = {".env", ".venv", ".git", "server.log"}
    assert not [name for name in names if private & {*Path(name).parts}]
