"""Renders routes that stand on their own: one module with everything, and one of tests."""

from collections.abc import Mapping
from dataclasses import replace

from ..answers import settle
from ..catalog import Catalog
from ..compose import Composition, compose
from ..fitting import select
from ..names import Identity
from ..render import render
from ..routes.spec import Endpoint, Resource, Route
from ..scaffold.bare import BareView, Client, keep_clear, keep_taken_clear
from ..scaffold.endpoint import EndpointView
from ..scaffold.endpoint_examples import EndpointExamples
from ..scaffold.examples import Examples
from ..scaffold.fields import view_field
from ..scaffold.parts import Parts
from ..scaffold.query_parameters import QueryParameters
from ..scaffold.resource import ResourceView
from ..scaffold.taking import view_taken
from ..selection import Selection
from ..tree import File
from .endpoint import ENDPOINT, is_in_both
from .resource import NAME, ROUTE

_SCHEMAS = "/schemas/"
# What plain Flask takes for a whole number, and old versions of FastAPI for a number.
_LEFT_OUT = {"fastapi": ("nan",), "flask": ("0", "9223372036854775808")}


def compose_bare(
    catalog: Catalog, identity: Identity, selection: Selection, route: Route
) -> Composition:
    """Compose the kit for such a route."""
    kind = "resource" if isinstance(route, Resource) else "endpoint"
    return compose(catalog, identity, selection, kit=f"bare/{kind}")


def read_shared(catalog: Catalog, kit: Composition) -> Mapping[str, str]:
    """Give what projects with services have in modules that schemas share, by relative names."""
    given = {"framework": kit.framework, "database": "none"}
    selection = select(catalog, kit.framework, settle(catalog.questions(kit.framework), given))
    sources = [
        source
        for part in ("", ROUTE, ENDPOINT)
        for source in compose(catalog, kit.identity, selection, kit=part).sources
        if _SCHEMAS in source.destination and NAME not in source.destination
    ]
    files = render(replace(kit, sources=tuple(sources))).files
    return {_name_module(file.path): file.text for file in files}


def write_bare(
    kit: Composition,
    route: Route,
    shared: Mapping[str, str],
    *,
    prefix: str,
    module: str,
    client: Client,
) -> tuple[File, File]:
    """Render the module, which tests import as `module`, and the tests."""
    is_fastapi = kit.framework == "fastapi"
    bare = BareView(
        module=module,
        client=client,
        error_type="application/json" if is_fastapi else "application/problem+json",
        broken_status=422 if is_fastapi else 400,
        unannounced_status=422 if is_fastapi else 415,
        shared=shared,
    )
    views = _view_resource(route, prefix) if isinstance(route, Resource) else {}
    if isinstance(route, Endpoint):
        mark = kit.words["query_list"]
        fields = view_taken(route.fields, route.class_name, mark, in_both=is_in_both(route))
        view = EndpointView(route, tuple(map(keep_taken_clear, fields)), "", prefix)
        views = {"endpoint": view, "examples": EndpointExamples(view, _LEFT_OUT[kit.framework])}
        views["parameters"] = QueryParameters(view)
    files = render(kit, views={**views, "bare": bare}).files
    tests, own = sorted(files, key=lambda file: not file.path.startswith("tests/"))
    return own, tests


def _view_resource(resource: Resource, prefix: str) -> dict[str, object]:
    fields = tuple(view_field(each, resource.class_name, (), None) for each in resource.fields)
    view = ResourceView(resource=resource, fields=tuple(map(keep_clear, fields)), prefix=prefix)
    parts = Parts(view)
    given = [name for field in view.fields for name in field.plain.imports]
    return {
        "route": view,
        "parts": parts,
        "examples": Examples(view, parts),
        "bare_imports": [*parts.schema_imports, *given],
    }


def _name_module(path: str) -> str:
    name = path.rpartition("/")[2].removesuffix(".py")
    return "." if name == "__init__" else f".{name}"
