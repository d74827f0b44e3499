"""The house rules that no linter knows."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from apigen.catalog import find_templates, load_catalog

SOURCES = Path(__file__).parents[1] / "src" / "apigen"
TEMPLATES = find_templates()
LONGEST_MODULE = 150

# A module imports only from its own row and the rows below; within a row nothing goes around.
ROWS = (
    {"cli", "__main__"},
    {"commands"},
    {"ui"},
    {"measuring"},
    {"checking"},
    {"copying"},
    {"outcome", "delivery", "existing", "change"},
    {
        "workspace",
        "leftovers",
        "inplace",
        "recovery",
        "staging",
        "destination",
        "repository",
        "git_settings",
        "blobs",
        "tracking",
        "environment",
    },
    {"draft", "project_tree", "reasons", "state"},
    {"kits"},
    {"plan", "merging", "render", "imports", "formatting", "tree"},
    {
        "compose",
        "fitting",
        "offers",
        "prospects",
        "selection",
        "wording",
        "recommendation",
        "scaffold",
    },
    {"catalog", "layers", "tables"},
    {"answers", "questions", "question", "names", "routes", "editing", "reading"},
    {"errors", "signals", "untrusted", "__init__"},
)
# A program that is called as a feature is.
_PROGRAM = re.compile(
    r"docker (?:compose|build|login|push)|runtime: docker|su postgres|docker\.io/|(?:cloud-builders/|--repository-format )docker"
)
# Left out where the lowest versions of libraries are tried.
WITHOUT_LIBRARIES = (
    "change",
    "checking",
    "editing",
    "fitting",
    "measuring",
    "prospects",
    "reading",
    "recommendation",
    "scaffold",
)
NAMES_TO_AVOID = re.compile(r"util|helper|manager|misc|common", re.IGNORECASE)


def _modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(SOURCES).as_posix()


def _row(part: str) -> int:
    return next(number for number, row in enumerate(ROWS) if part in row)


def _part(path: Path) -> str:
    relative = path.relative_to(SOURCES)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def _imports(path: Path) -> Iterator[str]:
    """Give the parts of apigen that a module imports, wherever in its text."""
    package = path.relative_to(SOURCES).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(name.name.startswith("apigen") for name in node.names), path
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            module = (node.module or "").split(".") if node.module else []
            if [*base, *module]:
                yield [*base, *module][0]
            else:
                for name in node.names:
                    is_module = (SOURCES / f"{name.name}.py").exists()
                    yield name.name if is_module else "__init__"


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_imports_point_down(path: Path) -> None:
    own = _row(_part(path))
    for part in _imports(path):
        assert _row(part) >= own, f"{_name(path)} imports {part}"


def test_imports_within_a_row_go_one_way() -> None:
    graph: dict[str, set[str]] = {}
    for path in _modules():
        part = _part(path)
        graph.setdefault(part, set()).update(set(_imports(path)) - {part})
    while graph:
        free = [part for part, needs in graph.items() if not needs & graph.keys()]
        assert free, f"these import each other: {sorted(graph)}"
        for part in free:
            del graph[part]


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_modules_are_short_and_say_why_they_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text))
    assert not NAMES_TO_AVOID.search(path.stem)


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_only_the_edge_exits(path: Path) -> None:
    if path.stem not in {"cli", "__main__"}:
        assert not re.search(r"\bsys\.exit\b|\bSystemExit\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("jinja2", "render.py"),
        ("questionary", "ui/menus.py"),
        ("uv", "environment.py"),
        ("ruff", "formatting.py"),
        ("copier", "copying/engine.py"),
        ("pluralizer", "routes/english.py"),
        ("yaml", "merging/formats.py"),
    ],
)
def test_a_library_has_one_home(library: str, home: str) -> None:
    pattern = re.compile(rf"(?m)^\s*(?:from|import) {library}\b")
    users = {_name(p) for p in _modules() if pattern.search(p.read_text(encoding="utf-8"))}
    assert users == {home}


def test_what_is_not_tried_with_the_lowest_versions_imports_no_library() -> None:
    ci = (SOURCES.parents[1] / ".ci/run").read_text(encoding="utf-8")
    left_out = set(re.findall(r"--ignore tests/(?:test_)?(\w+)", ci))
    assert left_out == {*WITHOUT_LIBRARIES, "generated", "faults", "deploy", "hostile"}
    modules = [path for path in _modules() if _part(path) in WITHOUT_LIBRARIES]
    assert {_part(path) for path in modules} == {*WITHOUT_LIBRARIES}
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names, path


def _feature_ids() -> list[str]:
    return [feature.id for feature in load_catalog(TEMPLATES).features]


def _templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def _find_statements(path: Path) -> str:
    """Give the text of a file, without the rules in which a feature may speak of others."""
    text = path.read_text(encoding="utf-8")
    if path.name != "feature.toml":
        return text
    table = tomllib.loads(text)
    rules = {"when", "requires", "conflicts", "implies"}
    return repr({key: value for key, value in table.items() if key not in rules})


@pytest.mark.parametrize("feature", _feature_ids())
def test_a_feature_is_named_in_its_own_folder_only(feature: str) -> None:
    own = TEMPLATES / "features" / feature
    word = re.compile(rf"(?<![\w-]){re.escape(feature)}(?![\w-])")
    others = [path for path in (*_modules(), *_templates()) if own not in path.parents]
    texts = {str(path): _PROGRAM.sub("", _find_statements(path)) for path in others}
    assert [path for path, text in texts.items() if word.search(text)] == []


def test_no_shared_template_asks_for_a_feature_or_an_answer() -> None:
    catalog = load_catalog(TEMPLATES)
    names = {feature.id for feature in catalog.features} | {q.key for q in catalog.questions()}
    condition = re.compile(r"{%-?\s*(?:el)?if\s(.*?)-?%}|{{[^}]*\sif\s([^}]*)}}")
    shared = [p for p in _templates() if p.relative_to(TEMPLATES).parts[0] != "features"]
    assert shared
    for path in shared:
        for found in condition.finditer(path.read_text(encoding="utf-8")):
            assert not set(re.findall(r"[\w-]+", found[0])) & names, f"{path}: {found[0]}"


def test_every_slot_that_is_filled_is_asked_for() -> None:
    texts = [path.read_text(encoding="utf-8") for path in _templates()]
    asked = {name for text in texts for name in re.findall(r"slot\(['\"]([\w-]+)['\"]\)", text)}
    filled = {p.name.removesuffix(".jinja") for p in _templates() if "slots" in p.parts}
    assert filled <= asked


def test_every_word_and_list_that_is_declared_is_used() -> None:
    declared = tomllib.loads((TEMPLATES / "common/layer.toml").read_text(encoding="utf-8"))
    used = [path.read_text(encoding="utf-8") for path in _templates() if path.suffix == ".jinja"]
    used += re.findall(r"{{.*?}}", "".join(p.read_text("utf-8") for p in TEMPLATES.rglob("*.toml")))
    used += re.findall(r'"\w+"', "".join(path.read_text(encoding="utf-8") for path in _modules()))
    text = "\n".join(used)
    names = [*declared["words"], *declared["lists"]]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_migrations_write_ids_as_the_database_keeps_them() -> None:
    migrations = [
        path for path in _templates() if {"migrations", "migration_up.jinja"} & {*path.parts}
    ]
    assert migrations
    assert [str(p) for p in migrations if "sa.Integer()" in p.read_text(encoding="utf-8")] == []
