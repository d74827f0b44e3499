"""Which file a dotted name means, without asking Python to import anything."""

from .files import Files

FRAMEWORKS = frozenset({"fastapi", "flask", "apiflask", "starlette", "werkzeug"})


def is_package(path: str) -> bool:
    """Whether a file is what a package says of itself."""
    return path == "__init__.py" or path.endswith("/__init__.py")


def find_base(path: str) -> str:
    """Give a module's path without what every module's path ends in: `src/shop/routes`."""
    if is_package(path):
        return path[: -len("__init__.py")].rstrip("/")
    return path.removesuffix(".py")


class Modules:
    """The modules of a project. A base is a path without its end: `src/shop/routes`."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._folders: set[str] = set()
        for path in files.paths():
            folder = path.rpartition("/")[0] if path.endswith(".py") else ""
            while folder and folder not in self._folders:
                self._folders.add(folder)
                folder = folder.rpartition("/")[0]
        self._has_src = any(
            path.startswith("src/") and path.endswith(".py") and path != "src/__init__.py"
            for path in files.paths()
        )
        self._found: dict[tuple[str, str], str | None] = {}

    def module_name(self, path: str) -> str:
        """Give the name under which a file is imported: `shop.routes`."""
        base = find_base(path)
        if self._has_src and "src/__init__.py" not in self.files:
            base = base.removeprefix("src/")
        return base.replace("/", ".")

    def find_file(self, base: str) -> str | None:
        """Give the file of a module, None for a folder without one."""
        for path in (f"{base}/__init__.py".lstrip("/"), f"{base}.py"):
            if path in self.files:
                return path
        return None

    def is_module(self, base: str) -> bool:
        """Whether there is a file, or a folder with some, of that name."""
        return base in self._folders or self.find_file(base) is not None

    def find_import(self, importer: str, name: str, level: int) -> str | None:
        """Give the base that `importer` means by a dotted name, None when it is not the project's.

        `level` is how many dots stand before the name.
        """
        inner = name.replace(".", "/")
        if level:
            parts = importer.split("/")[:-1]
            if level - 1 > len(parts):
                return None
            base = "/".join((*parts[: len(parts) - level + 1], *filter(None, (inner,))))
            return base if not base or self.is_module(base) else None
        folder = importer.rpartition("/")[0]
        key = (folder, name.partition(".")[0])
        if key not in self._found:
            self._found[key] = None if key[1] in FRAMEWORKS else self._find_root(*key)
        root = self._found[key]
        base = f"{root}/{inner}".lstrip("/")
        return base if root is not None and self.is_module(base) else None

    def _find_root(self, folder: str, top: str) -> str | None:
        package_parent, rest = folder, folder
        while package_parent and f"{package_parent}/__init__.py" in self.files:
            package_parent = package_parent.rpartition("/")[0]
        roots = [package_parent, "src", ""]
        while rest:
            roots.append(rest)
            rest = rest.rpartition("/")[0]
        return next((r for r in roots if self.is_module(f"{r}/{top}".lstrip("/"))), None)
