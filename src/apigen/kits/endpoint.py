"""Renders the files of single endpoints, and those that they share with others and nobody has yet."""

from collections.abc import Mapping
from dataclasses import replace

from ..catalog import Catalog
from ..compose import Composition, compose
from ..names import Identity
from ..render import render
from ..routes.record import make_record
from ..routes.spec import Endpoint
from ..scaffold.endpoint import EndpointView
from ..scaffold.endpoint_examples import EndpointExamples
from ..scaffold.handlers import IN_QUERY
from ..scaffold.taking import view_taken
from ..selection import Selection
from ..tree import File, Tree
from .resource import NAME, ROUTE, WrittenRoute, is_imported, open_to_all

ENDPOINT = "endpoint"


def compose_endpoint(catalog: Catalog, identity: Identity, selection: Selection) -> Composition:
    """Compose the kit of endpoints, with the files that resources may share with them."""
    kit = compose(catalog, identity, selection, kit=ENDPOINT)
    others = compose(catalog, identity, selection, kit=ROUTE).sources
    shared = (source for source in others if NAME not in source.destination)
    return replace(kit, sources=(*kit.sources, *shared))


def write_endpoint(
    kit: Composition, endpoint: Endpoint, prefix: str = "", moved: Mapping[str, str] | None = None
) -> WrittenRoute:
    """Render what `kit` has for the endpoint; `prefix` is what the project puts before its path."""
    mark = kit.words["query_list"]
    fields = view_taken(endpoint.fields, endpoint.class_name, mark, in_both=is_in_both(endpoint))
    view = EndpointView(endpoint, fields, kit.identity.package, prefix)
    views = {"endpoint": view, "examples": EndpointExamples(view)}
    kit = kit if endpoint.is_protected else open_to_all(kit)
    files = render(kit, views=views, moved=moved).files
    own = [
        File(file.path.replace(NAME, endpoint.module), file.text, file.mode)
        for file in files
        if NAME in file.path
    ]
    shared = [file for file in files if NAME not in file.path and is_imported(file.path, own)]
    record = make_record(endpoint, (file.path for file in own))
    return WrittenRoute(Tree(tuple(own)), Tree(tuple(shared)), record)


def is_in_both(endpoint: Endpoint) -> bool:
    """Whether the fields come in the query for some methods and in the body for others."""
    methods = set(endpoint.methods)
    return bool(methods & IN_QUERY and methods - IN_QUERY)
