"""What the clients of a service were told, to be compared with what it has kept."""

import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event

from .wire import Reply, send_json

Row = tuple[str, int]
# Nothing was answered, or that the database is away: it may have been done or not.
UNSURE = (0, 503)
_PAUSE = 0.02
_PATIENCE = 30.0


@dataclass(frozen=True)
class Failure:
    """A request that was not answered with success: when it was sent, and when that was known."""

    status: int
    what: str
    sent: float
    known: float


@dataclass
class Client:
    """Makes, reads, changes and deletes rows of its own, and remembers what it was told of them."""

    name: str
    port: int
    headers: Mapping[str, str]
    sure: dict[int, Row] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    unsure: dict[int, set[Row | None]] = field(default_factory=dict)
    tried: dict[str, Row] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def work(self, end: Event) -> None:
        """Use the service until the end."""
        rng = random.Random(self.name)
        actions = [self._create, self._create, self._read, self._read, self._update, self._delete]
        while not end.is_set():
            action = rng.choice([*actions, self._list])
            action(rng)
            time.sleep(_PAUSE)

    def _create(self, rng: random.Random) -> None:
        row = (f"{self.name} {self.counts['POST']}", rng.randrange(1000))
        reply = self._send("POST", "/items", row)
        if reply.status == 201:
            self.sure[json.loads(reply.body)["id"]] = row
        elif reply.status in UNSURE:
            self.tried[row[0]] = row

    def _read(self, rng: random.Random) -> None:
        if not self.sure:
            return
        number = rng.choice([*self.sure])
        reply = self._send("GET", f"/items/{number}")
        if reply.status == 200 and _read_row(json.loads(reply.body)) != self.sure[number]:
            self.wrong.append(f"{number} is {reply.body!r}, not {self.sure[number]}")

    def _update(self, rng: random.Random) -> None:
        if not self.sure:
            return
        number = rng.choice([*self.sure])
        old = self.sure.pop(number)
        new = (old[0], old[1] + 1)
        reply = self._send("PUT", f"/items/{number}", new)
        if reply.status == 200:
            self.sure[number] = new
        else:
            self.unsure[number] = {old, new}

    def _delete(self, rng: random.Random) -> None:
        if len(self.sure) < 50:
            return
        number = rng.choice([*self.sure])
        old = self.sure.pop(number)
        reply = self._send("DELETE", f"/items/{number}")
        if reply.status == 204:
            self.gone.add(number)
        else:
            self.unsure[number] = {old, None}

    def _list(self, _: random.Random) -> None:
        self._send("GET", "/items?limit=20")

    def _send(self, method: str, path: str, row: Row | None = None) -> Reply:
        body = json.dumps({"name": row[0], "quantity": row[1]}).encode() if row else b""
        sent = time.monotonic()
        reply = send_json(self.port, method, path, self.headers, body, patience=_PATIENCE)
        self.counts[method] += 1
        if not 200 <= reply.status < 300:
            what = f"{method} {path}: {reply.body[:200]!r}"
            self.failures.append(Failure(reply.status, what, sent, time.monotonic()))
        return reply


def _read_row(item: Mapping[str, object]) -> Row:
    return str(item["name"]), int(str(item["quantity"]))


def read_all(port: int, headers: Mapping[str, str]) -> dict[int, Row]:
    """Give all rows that a user's lists show."""
    found: dict[int, Row] = {}
    while True:
        reply = send_json(port, "GET", f"/items?limit=100&offset={len(found)}", headers)
        assert reply.status == 200, reply
        items = json.loads(reply.body)["items"]
        if not items:
            return found
        found |= {item["id"]: _read_row(item) for item in items}


def reconcile(clients: list[Client], kept: Mapping[int, Row]) -> list[str]:
    """Give all in which what is kept differs from what the clients were told."""
    differences = []
    left = dict(kept)
    for client in clients:
        differences += client.wrong
        for number, row in client.sure.items():
            if left.pop(number, None) != row:
                differences.append(f"{number}: told {row}, kept {kept.get(number)}")
        for number in client.gone:
            if number in left:
                differences.append(f"{number}: told that it is gone, kept {left.pop(number)}")
        for number, rows in client.unsure.items():
            if left.get(number) not in rows:
                differences.append(f"{number}: one of {rows}, kept {left.get(number)}")
            left.pop(number, None)
    tried = {row for client in clients for row in client.tried.values()}
    differences += [
        f"{number}: nobody made {row}" for number, row in left.items() if row not in tried
    ]
    return differences
