"""The pages that a framework itself answers: the documentation, its document, static files."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .apps import find_made_apps
from .calls import find_argument
from .files import Files
from .reader import FoundRoute
from .resolve import Resolver
from .texts import UNKNOWN, read_text
from .values import Thing

_DOCUMENT = "the OpenAPI document"
_DOCS = "the documentation"
_STATIC = "the static files"


@dataclass(frozen=True)
class _Setting:
    """An argument that says where a page is; it is at `default` when that cannot be told."""

    name: str
    position: int
    default: str


# Each framework's document first, since nothing shows what is not there.
_FASTAPI = (
    (_Setting("openapi_url", -1, "/openapi.json"), _DOCUMENT),
    (_Setting("docs_url", -1, "/docs"), _DOCS),
    (_Setting("swagger_ui_oauth2_redirect_url", -1, "/docs/oauth2-redirect"), _DOCS),
    (_Setting("redoc_url", -1, "/redoc"), _DOCS),
)
_APIFLASK = (
    (_Setting("spec_path", 3, "/openapi.json"), _DOCUMENT),
    (_Setting("docs_path", 4, "/docs"), _DOCS),
    (_Setting("docs_oauth2_redirect_path", 5, "/docs/oauth2-redirect"), _DOCS),
)
_REDIRECTS = frozenset({"swagger_ui_oauth2_redirect_url", "docs_oauth2_redirect_path"})


def find_own_pages(files: Files, resolver: Resolver, framework: str) -> Iterator[FoundRoute]:
    """Give what each application answers by itself, as far as its arguments tell."""
    for app, made in find_made_apps(files, resolver):
        if app.framework != framework:
            continue
        for path, what in _find_pages(resolver, made):
            yield FoundRoute("GET", path, what, app.file, app.line, app=f"{app.file}:{app.line}")


def _find_pages(resolver: Resolver, made: Thing) -> Iterator[tuple[str, str]]:
    if made.kind == "FastAPI":
        if _read(resolver, made, _FASTAPI[0][0]):
            yield from _find_documents(resolver, made, _FASTAPI, "")
        return
    is_apiflask = made.kind == "APIFlask"
    if is_apiflask and not _is_off(find_argument(made.call, 10, "enable_openapi")):
        prefixes = _read(resolver, made, _Setting("openapi_blueprint_url_prefix", 8, ""))
        for prefix in prefixes or ("",):
            yield from _find_documents(resolver, made, _APIFLASK, prefix.rstrip("/"))
    address, folder = (12, 13) if is_apiflask else (1, 3)
    for name in _read(resolver, made, _Setting("static_folder", folder, "static")):
        default = "/" + name.rstrip("/").rpartition("/")[2]
        given = find_argument(made.call, address, "static_url_path")
        text = (
            default if given is None or _is_off(given) else read_text(resolver, given, made.scope)
        )
        path = default if UNKNOWN in text else text
        yield f"{path.rstrip('/')}/{{filename:path}}", _STATIC


def _find_documents(
    resolver: Resolver, made: Thing, settings: tuple[tuple[_Setting, str], ...], prefix: str
) -> Iterator[tuple[str, str]]:
    has_docs = bool(_read(resolver, made, settings[1][0]))
    for setting, what in settings:
        if has_docs or setting.name not in _REDIRECTS:
            for path in _read(resolver, made, setting):
                yield prefix + path, what


def _read(resolver: Resolver, made: Thing, setting: _Setting) -> tuple[str, ...]:
    """Give each place at which a page may be; none when it is switched off."""
    given = find_argument(made.call, setting.position, setting.name)
    if given is None:
        return (setting.default,) if setting.default else ()
    found: list[str] = []
    pending = [given]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.IfExp):
            pending += [node.body, node.orelse]
            continue
        if isinstance(node, ast.BoolOp):
            pending += node.values if isinstance(node.op, ast.Or) else node.values[-1:]
            continue
        text = read_text(resolver, node, made.scope)
        found.append(setting.default if UNKNOWN in text else text)
    return tuple(dict.fromkeys(filter(None, found)))


def _is_off(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and not node.value and node.value != ""
