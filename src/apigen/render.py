"""Renders a composition to a tree of files: the only place that knows Jinja2."""

import base64
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from jinja2.exceptions import TemplateSyntaxError

from . import __version__
from .compose import Composition
from .errors import TemplateFault
from .imports import write_imports
from .tree import EXECUTABLE, PLAIN, PRIVATE, File, Tree

_MARKS = ("{{", "{%", "{#")
# By their source: to every renderer a template means the same, and reading it takes the most time.
_compiled: dict[str, CodeType] = {}


def render(
    composition: Composition,
    make_secret: Callable[[], str] | None = None,
    views: Mapping[str, object] | None = None,
    moved: Mapping[str, str] | None = None,
) -> Tree:
    """Render every source. A template that renders to nothing at all leaves no file.

    `make_secret` stands in for the random secrets of private files; `views` are further names that
    the templates know, `moved` says where modules are that templates import from elsewhere.
    Raises TemplateFault naming the template that failed.
    """
    renderer = _Renderer(composition, make_secret or make_random_secret, moved or {})
    renderer.context |= views or {}
    return renderer.render_tree()


def render_lines(composition: Composition, name: str) -> tuple[str, ...]:
    """Render the strings of the list `name`, as is done for the next steps."""
    renderer = _Renderer(composition, make_random_secret)
    return tuple(map(str, renderer.fill_list(name)))


class _Renderer:
    def __init__(
        self,
        composition: Composition,
        make_secret: Callable[[], str],
        moved: Mapping[str, str] | None = None,
    ) -> None:
        self.composition = composition
        self.make_secret = make_secret
        self.environment = Environment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            cache_size=0,
            optimized=False,  # few templates are rendered often, so folding constants costs time
        )
        self.environment.filters.update(toml=_quote_toml, py=_quote_python)
        identity = composition.identity
        self.environment.filters["imports"] = lambda entries: write_imports(
            entries, identity.package, moved
        )
        names: dict[str, object] = {
            "project": identity.project,
            "package": identity.package,
            "title": identity.title,
            "framework": composition.framework,
            "apigen_version": __version__,
        }
        # A word may use the names and the words around it, a list every word.
        known = {**composition.words, **names}
        words = {key: self._fill(text, key, known) for key, text in composition.words.items()}
        self.context: dict[str, object] = {**words, **names, "slot": self._slot}
        self.slots: dict[str, list[str]] = {}

    def render_tree(self) -> Tree:
        self.context |= {name: self.fill_list(name) for name in self.composition.lists}
        private = set(self.composition.list_texts("private_files"))
        files = []
        for source in self.composition.sources:
            text = self._render_file(source.path, is_private=source.destination in private)
            if text is None:
                continue
            mode = EXECUTABLE if text.startswith("#!") else PLAIN
            files.append(
                File(source.destination, text, PRIVATE if source.destination in private else mode)
            )
        return Tree(tuple(files))

    def fill_list(self, name: str) -> list[object]:
        items = self.composition.lists.get(name, ())
        return [self._fill(item, name, self.context) for item in items]

    def _render_file(self, path: Path, *, is_private: bool = False) -> str | None:
        source = path.read_text(encoding="utf-8")
        context = {**self.context, "secret": self.make_secret} if is_private else self.context
        text = self._render(source, context, path.relative_to(self.composition.root).as_posix())
        return None if source and not text else text

    def _render(self, source: str, context: Mapping[str, object], name: str) -> str:
        if not any(mark in source for mark in _MARKS):
            return source
        try:
            if source not in _compiled:
                _compiled[source] = self.environment.compile(source)
            names = self.environment.make_globals(None)
            return Template.from_code(self.environment, _compiled[source], names).render(context)
        except TemplateSyntaxError as error:
            raise TemplateFault(f"templates/{name}:{error.lineno}: {error.message}.") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise TemplateFault(f"templates/{name}: {error}.") from error

    def _fill(self, value: object, name: str, known: Mapping[str, object]) -> object:
        if isinstance(value, str):
            return self._render(value, known, name)
        if isinstance(value, list):
            return [self._fill(item, name, known) for item in value]
        if isinstance(value, Mapping):
            return {key: self._fill(item, name, known) for key, item in value.items()}
        return value

    def _slot(self, name: str) -> list[str]:
        if name not in self.slots:
            texts = map(self._render_file, self.composition.fragments.get(name, ()))
            self.slots[name] = [text.rstrip("\n") for text in texts if text]
        return self.slots[name]


def make_random_secret() -> str:
    """Give 256 bits that nobody can guess, in letters that settings may have."""
    return base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


def _quote_toml(text: object) -> str:
    quoted = json.dumps(str(text), ensure_ascii=False)
    return quoted.replace("\x7f", "\\u007f")


def _quote_python(text: object) -> str:
    quoted = repr(str(text))
    if quoted.startswith("'"):
        quoted = '"' + quoted[1:-1].replace('"', '\\"').replace("\\'", "'") + '"'
    return quoted
