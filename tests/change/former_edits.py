"""What owners may have changed in every kind of file of a former project, apart from what an update changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """One place in a file that the owner has changed. It is there in a project of today, too."""

    path: str
    before: str
    after: str

    def apply(self, text: str) -> str:
        """Give the text with the edit made."""
        assert text.count(self.before) == 1, f"{self.path} does not have once: {self.before}"
        return text.replace(self.before, self.after)


OWN_FILES = {
    "src/shop/mail.py": '"""Sends mails."""\n',
    "tests/test_mail.py": '"""Tests of mails."""\n',
    "notes/ideas.md": "# Ideas\n",
}
DELETED = ("docs/decisions/0001-framework.md",)
EDITS = (
    Edit(
        "src/shop/settings.py",
        "    # JSON lines for machines, or readable text.\n",
        '    # Where mails go.\n    mail_host: str = ""\n'
        "    # JSON lines for machines, or readable text.\n",
    ),
    Edit("src/shop/main.py", "What the server runs", "What the servers run"),
    Edit("src/shop/app.py", "Puts the application together.", "Puts our application together."),
    Edit(
        "src/shop/routes/__init__.py",
        "\n\nfrom . import health, items, orders\n",
        "\n\nfrom . import health, items, orders, own\n",
    ),
    Edit("src/shop/services/items.py", '"""Store a new item."""', '"""Store an item."""'),
    Edit("src/shop/services/orders.py", '"""Store a new order."""', '"""Store an order."""'),
    Edit("tests/conftest.py", "\nimport pytest\n", "\nimport pytest  # the newest\n"),
    Edit("migrations/env.py", "migrate(connection: Conn", "go(connection: Conn"),
    Edit("pyproject.toml", 'version = "0.1.0"', 'version = "1.4.0"'),
    Edit("pyproject.toml", "[tool.mypy]\nstrict = true\n", "[tool.mypy]\nstrict = false\n"),
    Edit(".env.example", "LOG_LEVEL=INFO\n", "LOG_LEVEL=DEBUG\n\n# Where mails go.\nMAIL_HOST=\n"),
    Edit(".gitignore", ".venv/\n", ".venv/\n/secrets/\n"),
    Edit("README.md", "## Run it\n", "It sells things.\n\n## Run it\n"),
    Edit("AGENTS.md", "Read `README.md` first", "Read our `README.md` first"),
    Edit(
        "justfile",
        "    uv run pytest\n",
        "    uv run pytest\n\nwatch:\n    uv run pytest --looponfail\n",
    ),
    Edit("Dockerfile", "COPY README.md ./\n", "COPY README.md LICENSE ./\n"),
    Edit("compose.yaml", '"127.0.0.1:8000:8000"', '"127.0.0.1:9000:8000"'),
)
EDITS_IN = {
    "fastapi": (
        Edit(".github/workflows/ci.yml", "branches: [main]\n", "branches: [main, develop]\n"),
        Edit(
            ".devcontainer/devcontainer.json", '"ms-python.python"]', '"ms-python.python", "ours"]'
        ),
    ),
    "flask": (
        Edit(".gitlab-ci.yml", "stages: [check, build]\n", "stages: [check, build, deploy]\n"),
        Edit(".pre-commit-config.yaml", "        name: Lint\n", "        name: Ruff\n"),
    ),
}


def edit(root: Path, framework: str) -> None:
    """Make every edit in the project at `root`."""
    for one in (*EDITS, *EDITS_IN[framework]):
        path = root / one.path
        path.write_text(one.apply(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, text in OWN_FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name in DELETED:
        (root / name).unlink()


def edit_texts(texts: Mapping[str, str], framework: str) -> dict[str, str]:
    """Give the files of a project with every edit made."""
    edited = {path: text for path, text in texts.items() if path not in DELETED} | OWN_FILES
    for one in (*EDITS, *EDITS_IN[framework]):
        edited[one.path] = one.apply(edited[one.path])
    return edited
