"""What an owner does to the files of a project: edits that can be made to it with any feature, or without."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

Edit = Callable[[str], str]


def edit(path: str, text: str) -> str:
    """Give the text of a file with all edits that are made to such a file."""
    name = PurePosixPath(path).name
    for pattern, edits in EDITS.items():
        if re.fullmatch(pattern, path):
            for one in edits:
                changed = one(text)
                assert changed != text, f"an edit of {name} changes nothing"
                text = changed
    return text


def _append(more: str) -> Edit:
    return lambda text: text + more


def _before(anchor: str, more: str) -> Edit:
    return lambda text: text.replace(anchor, more + anchor, 1)


def _after(anchor: str, more: str) -> Edit:
    return lambda text: text.replace(anchor, anchor + more, 1)


def _instead(old: str, new: str) -> Edit:
    return lambda text: re.sub(old, new, text, count=1)


def _serve(service: str) -> Edit:
    """Put a service behind the others."""

    def change(text: str) -> str:
        head, sign, tail = text.partition("\nvolumes:\n")
        return f"{head}\n{service}{sign}{tail}"

    return change


def _depend(name: str) -> Edit:
    """Put a dependency in its place among the others, which are sorted."""

    def change(text: str) -> str:
        head, start, rest = text.partition("\ndependencies = [\n")
        block, end, tail = rest.partition("]\n")
        lines = sorted([*block.splitlines(keepends=True), f'    "{name}",\n'], key=_name)
        return head + start + "".join(lines) + end + tail

    return change


def _name(line: str) -> str:
    return re.split(r"[>=,]", line.strip(' "'))[0]


_TEST = """

def test_our_own() -> None:
    assert "shop".upper() == "SHOP"
"""
_FUNCTION = '''

def our_own(number: int) -> int:
    """Give the next number."""
    return number + 1
'''
EDITS: Mapping[str, tuple[Edit, ...]] = {
    r"README\.md": (
        _instead("An HTTP API built with", "What our shop runs on, built with"),
        _append("\n## Whom to ask\n\nThe shop's team, in its channel.\n"),
    ),
    r"AGENTS\.md": (_append("- Words in the API are British English.\n"),),
    r"pyproject\.toml": (
        _instead(r'version = "0\.1\.0"', 'version = "0.2.0"'),
        _depend("babel>=2.17"),
        _append("\n[tool.coverage.run]\nbranch = true\n"),
    ),
    r"\.env\.example|\.env": (_append("\n# Where mail goes.\nMAIL_HOST=localhost\n"),),
    r"\.gitignore": (_append("reports/\n"),),
    r"\.dockerignore": (_append("**/reports/\n"),),
    r"Dockerfile": (_before("EXPOSE 8000\n", 'LABEL org.opencontainers.image.vendor="Shop"\n'),),
    r"compose\.yaml": (_serve("  mail:\n    image: axllent/mailpit:v1.27\n"),),
    r"justfile": (_append("\nserve:\n    uv run python -m shop.main\n"),),
    r"\.github/workflows/ci\.yml": (
        _instead("timeout-minutes: 10", "timeout-minutes: 15"),
        _append(
            "\n  links:\n    name: Links\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n"
            "    permissions: {}\n    steps:\n      - name: Say hello\n        run: echo hello\n"
        ),
    ),
    r"\.github/dependabot\.yml": (
        _append(
            "  - package-ecosystem: npm\n    directory: /web\n    schedule:\n      interval: weekly\n"
            "    cooldown:\n      default-days: 7\n"
        ),
    ),
    r"\.gitlab-ci\.yml": (_append('\nlinks:\n  script:\n    - echo "hello"\n'),),
    r"src/shop/settings\.py": (
        _before(
            "\n\ndef load_settings", '    # Where mail goes.\n    mail_host: str = "localhost"\n'
        ),
    ),
    r"src/shop/app\.py": (_before("    return app\n", '    app.title = "Our shop"\n'),),
    r"src/shop/routes/__init__\.py": (_append('    assert app.title, "it has none"\n'),),
    r"src/shop/(errors|logs|middleware|openapi|database|error_handlers)\.py": (_append(_FUNCTION),),
    r"src/shop/(services|routes|schemas|models)/items\.py": (_append(_FUNCTION),),
    r"src/shop/(schemas|services)/__init__\.py": (_append(_FUNCTION),),
    r"tests/conftest\.py": (
        _append('\n\n@pytest.fixture\ndef our_own() -> str:\n    return "shop"\n'),
    ),
    r"tests/(routes/)?test_\w+\.py": (_append(_TEST),),
    r"migrations/env\.py": (_instead(r"\n\n\n", "\n\n# The tables of our shop.\nSHOP = 1\n\n\n"),),
}
