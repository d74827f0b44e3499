"""A walk through resources that were added to a running project: every operation is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from apigen.existing.addition import Addition
from apigen.routes.spec import Endpoint, Parameter, Resource
from apigen.scaffold.samples import make_sample

from .workshop import Answer, call

Body = dict[str, object]
_ON_ROWS = {"read": "GET", "replace": "PUT", "update": "PATCH", "delete": "DELETE"}
_NOBODY = 999_999


@dataclass
class Walker:
    """Goes from one resource to the next, and remembers what it has made.

    `ids` are by the names that fields and paths use: of `orders` by `orders` and by `order_id`.
    """

    url: str
    headers: Mapping[str, str]
    ids: dict[str, int] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)
    made: list[str] = field(default_factory=list)

    def visit(self, resource: Resource) -> None:
        """Use each operation, with rows that are there where some can be made."""
        path = self._write_path(resource)
        pattern = "/" + "/".join(_write(part) for part in resource.path)
        body = self._make_body(resource, 1)
        row = _NOBODY
        if "create" in resource.operations:
            created = self._call(resource, "POST", pattern, path, body, {201})
            row = created.body["id"]
            assert {**created.body, **body} == created.body
            self._refuse_bad_bodies(resource, path, body)
            if any(each.is_unique for each in resource.fields):
                again = self._call(resource, "POST", pattern, path, body, {409})
                _check_problem(again)
        if "list" in resource.operations:
            listed = self._call(resource, "GET", pattern, path, None, {200}).body
            assert listed["total"] == ("create" in resource.operations)
        self._visit_row(resource, f"{pattern}/{{{resource.key}}}", f"{path}/{row}", body)
        if row != _NOBODY:
            self.ids |= {resource.module: row, resource.key: row}

    def leave(self, resource: Resource) -> None:
        """Delete what was made of the resource, whose path must not be needed any more."""
        if "delete" in resource.operations and resource.key in self.ids:
            path = f"{self._write_path(resource)}/{self.ids[resource.key]}"
            pattern = "/" + "/".join(map(_write, resource.path)) + f"/{{{resource.key}}}"
            self._call(resource, "DELETE", pattern, path, None, {204})
            assert self._send("DELETE", path).status == 404

    def try_endpoint(self, endpoint: Endpoint) -> None:
        """Use each method, with all that it takes."""
        values = {each.name: make_sample(each) for each in endpoint.fields}
        path = "/" + "/".join("7" if isinstance(p, Parameter) else p for p in endpoint.path)
        pattern = "/" + "/".join(map(_write, endpoint.path))
        for method in endpoint.methods:
            query = f"?{urlencode(values)}" if method in {"GET", "DELETE"} else ""
            answer = self._send(method, f"{path}{query}", None if query else values)
            assert 200 <= answer.status < 300, (method, path, answer)
            self.answered.add((method, pattern))

    def _visit_row(self, resource: Resource, pattern: str, path: str, body: Body) -> None:
        is_there = "create" in resource.operations
        wanted = {200} if is_there else {404}
        for operation in resource.operations:
            if operation in _ON_ROWS and not (operation == "delete" and is_there):
                sent = {"replace": body, "update": {}}.get(operation)
                method = _ON_ROWS[operation]
                expected = {404} if operation == "delete" else wanted
                answer = self._call(resource, method, pattern, path, sent, expected)
                if is_there:
                    assert {**answer.body, **body} == answer.body
                else:
                    _check_problem(answer)

    def _refuse_bad_bodies(self, resource: Resource, path: str, body: Body) -> None:
        bodies: tuple[object, ...] = (
            {**body, "surplus": 1},
            [],
            {**body, resource.fields[0].name: {"a": [1]}},
        )
        for bad in bodies:
            if resource.fields[0].type != "json":
                answer = self._send("POST", path, bad)
                assert answer.status == 422
                _check_problem(answer)

    def _call(
        self,
        resource: Resource,
        method: str,
        pattern: str,
        path: str,
        body: Body | None,
        wanted: set[int],
    ) -> Answer:
        answer = self._send(method, path, body)
        assert answer.status in wanted, (resource.module, method, path, body, answer)
        self.answered.add((method, pattern))
        return answer

    def _send(self, method: str, path: str, body: object = None) -> Answer:
        return call(method, f"{self.url}{path}", body, self.headers)

    def _make_body(self, resource: Resource, number: int) -> Body:
        return {
            each.name: self.ids[each.target] if each.target else make_sample(each, number)
            for each in resource.fields
        }

    def _write_path(self, resource: Resource) -> str:
        parts = (str(self.ids[p.name]) if isinstance(p, Parameter) else p for p in resource.path)
        return "/" + "/".join(parts)


def walk_through(url: str, additions: Sequence[Addition], headers: Mapping[str, str]) -> None:
    """Visit every resource that was added, and find every one of its operations answered."""
    walker = Walker(url, headers)
    resources = [each.route for each in additions if isinstance(each.route, Resource)]
    for resource in resources:
        walker.visit(resource)
    for resource in reversed(resources):
        walker.leave(resource)
    for each in additions:
        if isinstance(each.route, Endpoint):
            walker.try_endpoint(each.route)
    assert walker.answered == {pair for each in additions for pair in each.urls}


def list_documented(document: Mapping[str, Mapping[str, object]]) -> set[tuple[str, str]]:
    """Give the method and path of every operation that an OpenAPI document describes."""
    return {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        if isinstance(operations, Mapping)
        for method in operations
        if method != "parameters"
    }


def _write(part: str | Parameter) -> str:
    return part if isinstance(part, str) else f"{{{part.name}}}"


def _check_problem(answer: Answer) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["status"] == answer.status
