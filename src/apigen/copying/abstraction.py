"""Turns a project's text into a template's: names become expressions, and braces of its own stay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..names import Identity
from .long_lines import find_breakable

# Names that nothing else is called, so that each of their places is seen, and none hides in another.
# What templates make of the package's name is told apart by its underscores and its length.
MARKED = Identity("Qx7.project-qx7", "qx7_package_that_nothing_else_is_ever_qx7", "Qx7 Title qx7")
_LONGEST_USER = 31
SECRET = "qx7-secret-qx7"
EXPRESSIONS: Mapping[str, str] = {
    MARKED.project: "{{ project_name }}",
    MARKED.package: "{{ package_name }}",
    MARKED.package.replace("_", "-"): "{{ project_slug }}",
    MARKED.package[:_LONGEST_USER]: f"{{{{ package_name[:{_LONGEST_USER}] }}}}",
    MARKED.title: "{{ project_title }}",
    SECRET: "{{ '%064x' | format((2 ** 256) | ans_random) }}",
}
_BRACE = re.compile(r"\{(?=[{%#])")


@dataclass(frozen=True)
class Abstraction:
    """Writes as a template what was rendered for MARKED and SECRET."""

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({re.escape(name)})" for name in EXPRESSIONS))

    def write_path(self, path: str) -> str:
        """Give the path with expressions in the place of names."""
        return self._name.sub(lambda found: EXPRESSIONS[found[0]], path)

    def write_text(self, text: str) -> str:
        """Give the template that renders to `text`, for these names."""
        written, end = "", 0
        for each in find_breakable(text, MARKED.package):
            written += self._write_lines(text[end : each.start])
            short, long = self._write_lines(each.short), self._write_lines(each.long)
            fits = f"package_name | length <= {each.longest}"
            written += f"{{% if {fits} %}}{short}{{% else %}}{long}{{% endif %}}"
            end = each.end
        return written + self._write_lines(text[end:])

    def _write_lines(self, text: str) -> str:
        written: list[str] = []
        raw: list[str] = []
        for line in text.splitlines(keepends=True):
            if _BRACE.search(line) and not self._name.search(line):
                raw.append(line)
                continue
            written += [*_keep(raw), self._write_line(line)]
            raw = []
        return "".join([*written, *_keep(raw)])

    def _write_line(self, line: str) -> str:
        parts = [part for part in self._name.split(line) if part is not None]
        return "".join(
            EXPRESSIONS[part]
            if part in EXPRESSIONS
            else _escape(part, is_last=number == len(parts))
            for number, part in enumerate(parts, 1)
        )


def _escape(text: str, *, is_last: bool) -> str:
    """Keep Jinja from taking a brace of the text, or one that an expression follows, for its own."""
    text = _BRACE.sub("{{ '{' }}", text)
    return text if is_last or not text.endswith("{") else f"{text[:-1]}{{{{ '{{' }}}}"


def _keep(lines: list[str]) -> list[str]:
    """Give lines that Jinja is to leave alone."""
    if not lines:
        return []
    text = "".join(lines)
    body = text.removesuffix("\n")
    return [f"{{% raw %}}{body}{{% endraw %}}{text[len(body) :]}"]
