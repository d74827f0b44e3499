"""What is to be registered, and the words that each framework has for it."""

from dataclasses import dataclass
from typing import Literal

Framework = Literal["fastapi", "flask"]

METHODS = {"fastapi": "include_router", "flask": "register_blueprint"}
APPS = {"fastapi": frozenset({"FastAPI"}), "flask": frozenset({"Flask", "APIFlask"})}
ROUTERS = {
    "fastapi": frozenset({"APIRouter"}),
    "flask": frozenset({"Blueprint", "APIBlueprint"}),
}
PREFIXES = {"fastapi": "prefix", "flask": "url_prefix"}
ARGUMENTS = {"fastapi": "router", "flask": "blueprint"}


@dataclass(frozen=True)
class Registration:
    """A router to register, and the module that is to register it.

    `seam_module` is the dotted name of the file to be edited, `module` that of the one that makes
    the router and calls it `attribute`. `receiver` is the name of the app or router to register on,
    when that is known.
    """

    framework: Framework
    seam_module: str
    seam_is_package: bool
    module: str
    attribute: str = "router"
    line_length: int = 100
    receiver: str = ""

    @property
    def method(self) -> str:
        """The method that registers."""
        return METHODS[self.framework]

    @property
    def target(self) -> str:
        """The dotted name of the router."""
        return f"{self.module}.{self.attribute}"

    @property
    def package(self) -> str:
        """The package that the router's module lies in; nothing when it lies in none."""
        return self.module.rpartition(".")[0]

    @property
    def leaf(self) -> str:
        """The last part of the module's name."""
        return self.module.rpartition(".")[2]
