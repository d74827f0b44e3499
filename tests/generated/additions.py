"""Routes that tests add to projects: what is asked for, and the adding, in this process."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from apigen.catalog import Catalog
from apigen.destination import open_project
from apigen.existing.addition import Addition, plan_addition
from apigen.existing.project import load_project
from apigen.routes.parse import parse_route
from apigen.routes.spec import Resource, Route
from apigen.workspace import apply


@dataclass(frozen=True)
class Wanted:
    """What a person says after `apigen add-route`."""

    path: str
    fields: tuple[str, ...]
    methods: tuple[str, ...] = ()
    only: str = ""
    plural: str | None = None
    table: str | None = None
    is_protected: bool | None = None
    has_pages: bool = False

    def read(self) -> Route:
        """Give what that means."""
        return parse_route(
            self.path,
            self.fields,
            methods=self.methods,
            only=(self.only,) if self.only else (),
            plural=self.plural,
            table=self.table,
        )

    def read_resource(self) -> Resource:
        """The same, where it is a resource."""
        route = self.read()
        assert isinstance(route, Resource)
        return route


def want(path: str, *fields: str) -> Wanted:
    """Ask for a resource with all operations."""
    return Wanted(path, fields)


ORDERS = want("orders", "customer:str", "total:decimal", "paid:bool=false", "note:text?")
LINES = want("orders/{order_id}/lines", "sku:str,unique,max=20", "quantity:int,min=1")
REMARKS = want("orders/{order_id}/lines/{line_id}/remarks", "body:text", "kind:enum(a|b)")
MEMBERS = want(
    "members", "email:email,unique", "name:str,min=1,max=50", "born:date?", "joined:datetime"
)
PAYMENTS = want(
    "payments",
    "order_id:ref:orders",
    "payer_id:ref:members?",
    "amount:decimal(10,3),min=0",
    "status:enum(open|done|failed)=open",
)
REFUNDS = want("refunds", "payment_id:ref:payments,unique", "reason:text=''", "at:datetime?,index")
EVENTS = want(
    "events",
    "starts_at:datetime,index",
    "day:date=2026-01-31",
    "ratio:float=0.5",
    "levels:list[int]",
    "labels:list[str]?,max=3",
    "mood:enum(good|bad)?",
    "big:int,max=9000000000",
    "is_open:bool",
)
PEOPLE = want(
    "people",
    "age:int,min=0,max=150",
    "score:float,min=-1.5,max=1.5",
    "extra:json",
    "more:json?",
    "token:uuid,unique",
    "site:url?,unique",
    "nick:str?=nobody,index",
)
PROFILES = replace(
    want("profiles", "member_id:ref:members,unique", "bio:text=''"),
    table="member_profiles",
    only="create,read,delete",
)
LINE_ITEMS = replace(
    want("line-items", "serial_no:str,unique", "made_on:date,unique", "price:decimal,unique"),
    only="create,update",
)
NEWS = replace(want("news_item", "title:str"), plural="news", only="list")
CATEGORIES = replace(want("categories", "name:str", "rank:int=1"), only="replace,update")
SUMMARY = replace(
    want("reports/{year:int}/summary", "top:int=3,min=1,max=10", "kind:enum(all|some)?"),
    methods=("GET", "POST", "DELETE"),
)

ALL = (
    *(ORDERS, MEMBERS, LINES, PAYMENTS, REMARKS, REFUNDS),
    *(EVENTS, PEOPLE, PROFILES, LINE_ITEMS, NEWS, CATEGORIES, SUMMARY),
)


def add(catalog: Catalog, root: Path, wanted: Wanted) -> Addition:
    """Add a route to the project at `root`, as the command does."""
    project = load_project(root)
    addition = plan_addition(
        catalog,
        project,
        wanted.read(),
        is_protected=wanted.is_protected,
        has_pages=wanted.has_pages,
    )
    if addition.plan.written:
        apply(open_project(root), addition.plan, lambda _: None)
    return addition


def add_all(catalog: Catalog, root: Path, wanted: Iterable[Wanted]) -> list[Addition]:
    """Add routes one after the other; each must be new."""
    additions = [add(catalog, root, one) for one in wanted]
    assert {addition.status for addition in additions} == {"new"}
    return additions
