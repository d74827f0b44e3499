"""Sends running projects what means harm, and looks at the answers, the memory and the logs.

Run it as a script for every framework and kind of authentication, or those that are named:
`python -m tests.load.hostile [fastapi-jwt ...]`. Each line that it prints is a promise that was kept, and
its figure.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from apigen.catalog import load_catalog
from apigen.question import FRAMEWORKS, Value

from ..generated.callers import Headers, sign_in
from ..generated.projects import write_new_project
from ..generated.workshop import Workshop, build_workshop, find_port, wait_until_alive
from .service import Service, run_service, wait_until_calm
from .wire import Reply, chunk, connect, exchange, open_many, receive, send_json, write_head

KINDS = ("none", "api-key", "jwt", "session", "oidc")
MIB = 1024 * 1024
# What one more body at the limit costs, while it is received, decoded and checked.
MOST_GROWTH = 24.0
AT_ONCE = 16
IDLE = 3000
PATIENCE = 3
PASSWORD = "long enough to be one"
HUGE = 10**30


@dataclass(frozen=True)
class Target:
    """A running project, and what its users send."""

    framework: str
    auth: str
    service: Service
    alice: Headers
    secrets: tuple[str, ...]

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.service.port

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send as a user, with JSON when there is a body."""
        data = body if isinstance(body, bytes) else b"" if body is None else _encode(body)
        return send_json(self.port, method, path, {**self.alice, **headers}, data, patience=60)

    def write(self, *lines: bytes) -> bytes:
        """Write the head of a request that creates something, with lines as they are."""
        return write_head(
            "POST", "/items", {**self.alice, "Content-Type": "application/json"}, *lines
        )


def _encode(body: object) -> bytes:
    return json.dumps(body).encode()


def refuse_announced_bodies(target: Target) -> str:
    """A body that says that it is too large is refused before any of it is read."""
    service = target.service
    service.forget_peak()
    before = service.read_memory()
    reply = exchange(target.port, target.write(b"Content-Length: 8000000000"))
    assert reply.status == 413, reply
    assert reply.get("content-type") == "application/problem+json"
    assert reply.seconds < 1
    body = (b"x" * 65536 for _ in range(1024))
    parts = _after(target.write(b"Content-Length: 67108864"), body)
    assert exchange(target.port, parts).status in {0, 413}  # reset while still sending
    growth = service.read_peak() - before
    assert growth < MOST_GROWTH, growth
    return f"+{growth:.1f} MiB"


def refuse_bodies_without_a_length(target: Target) -> str:
    """Many bodies without an end, at once, are refused, and are not kept in memory."""
    service = target.service
    service.forget_peak()
    before = service.read_memory()

    def send(_: int) -> Reply:
        body = (chunk(b'"' + b"x" * 65535) for _ in range(1024))
        return exchange(target.port, _after(target.write(b"Transfer-Encoding: chunked"), body), 30)

    with ThreadPoolExecutor(AT_ONCE) as clients:
        replies = list(clients.map(send, range(AT_ONCE)))
    statuses = {reply.status for reply in replies}
    assert statuses <= {0, 413}, statuses
    assert 413 in statuses
    growth = service.read_peak() - before
    assert growth < AT_ONCE * 4, growth  # each at the limit of 1 MiB, as parts and as a whole
    after = wait_until_calm(service, before + MOST_GROWTH) - before
    assert after < MOST_GROWTH, after
    assert target.send("GET", "/healthz").status == 200
    return f"{AT_ONCE} x 64 MiB: at most +{growth:.1f} MiB, then +{after:.1f}"


def _after(head: bytes, parts: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from parts


def refuse_broken_requests(target: Target) -> str:
    """What could be read in two ways is read in none, and no second request hides in a first."""
    hidden = b"GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"
    item = _encode({"name": "Bolt"})
    broken = {
        "two lengths": target.write(b"Content-Length: 0", b"Content-Length: %d" % len(hidden)),
        "a length and chunks": target.write(b"Content-Length: 5", b"Transfer-Encoding: chunked")
        + b"0\r\n\r\n",
        "a negative length": target.write(b"Content-Length: -1"),
        "a length with a sign": target.write(b"Content-Length: +%d" % len(item)) + item,
        "no number": target.write(b"Content-Length: 0x10") + item,
        "a chunk without an end": target.write(b"Transfer-Encoding: chunked") + b"f" * 20 + b"\r\n",
        "a chunk that is none": target.write(b"Transfer-Encoding: chunked") + b"zz\r\n",
        "unknown encoding": target.write(b"Transfer-Encoding: chunked, what") + b"0\r\n\r\n",
        "space before the colon": target.write(b"Content-Length : %d" % len(hidden)),
        "a NUL": target.write(b"X-A: a\x00b"),
        "a bare CR": target.write(b"X-A: a\rX-B: b"),
        "no method": b"\r\n\x00\x01\r\n\r\n",
    }
    for name, request in broken.items():
        reply = exchange(target.port, request + hidden, patience=5)
        assert reply.status in {0, 400, 411, 413, 501}, (name, reply)
    logged = "\n".join(target.service.read_log())
    assert "/hidden" not in logged
    assert target.send("GET", "/healthz").status == 200
    return f"{len(broken)} kinds"


def refuse_odd_json(target: Target) -> str:
    """JSON that costs its reader the most is refused, and costs no more than seconds."""
    most = MIB - 64
    bombs = {
        "deep arrays": b"[" * most,
        "deep objects": b'{"a":' * (most // 5),
        "a long number": b'{"name": "a", "quantity": ' + b"9" * most + b"}",
        "a huge exponent": b'{"name": "a", "quantity": 1e999999999}',
        "many keys": b"{" + b",".join(b'"%d":0' % n for n in range(most // 11)) + b"}",
        "a long name": b'{"name": "' + b"a" * (most - 16) + b'"}',
        "no UTF-8": b'{"name": "\xff\xfe"}',
        "not a number": b'{"name": "a", "quantity": NaN}',
    }
    most_cpu = 0.0
    for name, bomb in bombs.items():
        before = target.service.read_cpu()
        reply = target.send("POST", "/items", bomb)
        assert reply.status in {400, 422}, (name, reply.status, reply.body[:200])
        assert len(reply.body) < 20_000, (name, len(reply.body))
        most_cpu = max(most_cpu, target.service.read_cpu() - before)
    assert most_cpu < 2, most_cpu
    return f"{len(bombs)} kinds, {most_cpu:.2f} s of CPU at most"


def refuse_odd_numbers(target: Target) -> str:
    """Pages have a size, and numbers their bounds, in queries, paths and bodies."""
    queries = [f"limit={n}" for n in (0, -1, 101, HUGE, "1e3", "", "1%20OR%201=1", "NaN")]
    queries += [f"offset={n}" for n in (-1, HUGE, "1.5", "' OR ''='")]
    for query in queries:
        reply = target.send("GET", f"/items?{query}".replace(" ", "%20"))
        assert reply.status == 422, (query, reply)
    assert target.send("GET", "/items?limit=100").status == 200
    for number in (0, -1, HUGE, "1.5", "%00", "1;DROP%20TABLE%20items", "%D9%A3"):
        reply = target.send("GET", f"/items/{number}")
        assert reply.status in {404, 422}, (number, reply)
    amounts: tuple[object, ...] = (-1, HUGE, 2**31, 1.5, "1", True, None, [], {})
    for amount in amounts:
        reply = target.send("POST", "/items", {"name": "Bolt", "quantity": amount})
        assert reply.status == 422, (amount, reply)
    return f"{len(queries)} queries, 7 paths, {len(amounts)} values"


def keep_lines_whole(target: Target) -> str:
    """What a client sends makes no header of an answer, and no log line of its own."""
    nasty = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0aforged%E2%80%A8forged%1b[2J%00"
    paths = (f"/{nasty}", f"/items/{nasty}", f"/items?limit={nasty}", f"/healthz?next={nasty}")
    before = len(target.service.read_log())
    for path in paths:
        for headers in ({}, {"X-Request-ID": "a\tb"}, {"X-Request-ID": "é" * 100}):
            reply = target.send("GET", path, **headers)
            assert reply.status in {200, 400, 404, 422}, (path, reply)
            assert not reply.get("set-cookie")
            assert re.fullmatch(r"[0-9a-f]{32}|", reply.get("x-request-id")), reply.headers
    target.send("POST", "/items", {"name": "a\r\nforged\x1b[2J"})
    exchange(target.port, target.write(b"X-Request-ID: a\r\n forged"))
    time.sleep(0.2)
    lines = target.service.read_log()[before:]
    assert len(lines) >= len(paths) * 3
    for line in lines:
        entry = json.loads(line)
        assert set(entry) >= {"event", "level", "timestamp"}, line
        assert "\x1b" not in line
        assert entry["event"] != "forged"
    return f"{len(lines)} lines, all records"


def believe_no_host(target: Target) -> str:
    """What a stranger says of the host, the scheme or himself reaches no address and no decision."""
    lies = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Prefix": "/evil.example",
        "Forwarded": "host=evil.example",
        "X-Real-IP": "203.0.113.9",
        "X-Original-URL": "/evil.example",
        "X-Rewrite-URL": "/evil.example",
        "X-HTTP-Method-Override": "DELETE",
    }
    item = _encode({"name": "Bolt"})
    made = {**target.alice, **lies, "Content-Type": "application/json"}
    answers = 0
    for host in ("evil.example", "127.0.0.1@evil.example", "evil.example/items", "a b", "[::1"):
        for method, path, body in (
            ("POST", "/items", item),
            ("GET", "/items/", b""),
            ("GET", "//evil.example/%2e%2e", b""),
            ("GET", "/openapi.json", b""),
            ("GET", "/docs", b""),
        ):
            head = write_head(method, path, {**made, "Content-Length": str(len(body))}, host=host)
            reply = exchange(target.port, head + body)
            assert reply.status in {200, 201, 400, 404}, (host, path, reply)
            place = reply.get("location")
            assert place == "" or re.fullmatch(r"/items/\d+", place), reply
            assert b"evil.example" not in reply.body, (host, path)
            answers += 1
    return f"{answers} answers{_count_strangers(target, lies)}"


def _count_strangers(target: Target, lies: Mapping[str, str]) -> str:
    """Who tries passwords stays one client, whatever he says that his address is."""
    if target.auth not in {"jwt", "session"}:
        return ""
    statuses = []
    for number in range(7):
        said = {**lies, "X-Forwarded-For": f"203.0.113.{number}"}
        if target.auth == "jwt":
            body, kind = (
                b"username=eve%40example.com&password=wrong-Password-1",
                "x-www-form-urlencoded",
            )
            head = {**said, "Content-Type": f"application/{kind}", "Content-Length": str(len(body))}
            reply = exchange(target.port, write_head("POST", "/auth/token", head) + body)
        else:
            who = {"email": "eve@example.com", "password": "wrong-Password-1"}
            reply = send_json(target.port, "POST", "/auth/login", said, _encode(who))
        statuses.append(reply.status)
    assert statuses == [401] * 5 + [429] * 2, statuses
    return ", 5 logins and no more"


def answer_beside_idle_clients(target: Target) -> str:
    """Thousands that have connected and say nothing, or half a request, keep nobody else waiting."""
    half = b"GET /items HTTP/1.1\r\nHost: a\r\nX-Slow: "
    with ExitStack() as stack:
        started = target.service.read_memory()
        open_many(stack, target.port, IDLE)
        open_many(stack, target.port, IDLE // 3, half)
        replies = [target.send("GET", "/items") for _ in range(20)]
        assert {reply.status for reply in replies} == {200}, replies[:1]
        longest = max(reply.seconds for reply in replies)
        grown = target.service.read_memory() - started
    assert longest < 1, longest
    return f"{IDLE + IDLE // 3} idle: {longest * 1000:.0f} ms at most, +{grown:.0f} MiB"


def give_slow_bodies_up(target: Target) -> str:
    """A body that does not arrive is waited for, but not for ever; others are answered meanwhile."""
    with connect(target.port, patience=90) as slow:
        started = time.monotonic()
        slow.sendall(target.write(b"Content-Length: 1000") + b'{"name": "')
        with ThreadPoolExecutor(1) as clients:
            waiting = clients.submit(receive, slow, started)
            while not waiting.done():
                reply = target.send("GET", "/items")
                assert (reply.status, reply.seconds < 1) == (200, True), reply
                time.sleep(0.5)
            reply = waiting.result()
    assert reply.status == 408, reply
    assert PATIENCE <= reply.seconds < PATIENCE + 2, reply
    assert reply.get("content-type") == "application/problem+json"
    return f"408 after {reply.seconds:.1f} s, of {PATIENCE} (60 in projects)"


def tell_no_secret(target: Target) -> str:
    """No secret that was used is in any log."""
    for wrong in ("wrong-Secret-1", "Bearer wrong-Secret-1"):
        for name in ("Authorization", "X-API-Key", "Cookie", "X-CSRF-Token"):
            target.send("GET", "/items", **{name: wrong})
    for path in ("/auth/token", "/auth/login", "/auth/register", "/auth/refresh"):
        body = {"email": "mallory@example.com", "password": "wrong-Secret-1", "refresh_token": "a"}
        target.send("POST", path, body)
        target.send("POST", f"{path}?password=wrong-Secret-1", b"{")
    log = target.service.log.read_text(encoding="utf-8")
    found = [secret[:6] for secret in (*target.secrets, "wrong-Secret-1") if secret in log]
    assert found == [], found
    return f"{len(target.secrets) + 1} secrets, {len(log.splitlines())} lines"


def give_slow_requests_up(target: Target) -> str:
    """Behind the project's own nginx, slow heads and bodies are given up, and keep nobody waiting."""
    head = target.write(b"Content-Length: 1000")
    longest = 0.0
    for start in (head[:-4], head + b'{"name": "'):
        with ExitStack() as stack:
            slow = open_many(stack, target.port, AT_ONCE, start)
            started = time.monotonic()
            replies = [target.send("GET", "/items") for _ in range(20)]
            assert {reply.status for reply in replies} == {200}, replies[:1]
            longest = max(longest, *(reply.seconds for reply in replies))
            assert {receive(each, started).status for each in slow} <= {0, 408}
            assert PATIENCE - 1 < time.monotonic() - started < PATIENCE + 5
    assert longest < 1, longest
    return f"given up after {PATIENCE} s (10 in projects), others within {longest * 1000:.0f} ms"


@contextmanager
def put_behind_nginx(target: Target) -> Iterator[Target]:
    """Run nginx with the site of a project's own server, without its certificate."""
    project = target.service.log.parent
    folder, port = project / "nginx", find_port()
    folder.mkdir()
    site = (project / "deploy/vm/nginx.conf").read_text(encoding="utf-8")
    site = re.sub(r"(?s)^.*?(?=server \{\n    listen 443)", "", site)
    site = re.sub(r"(?m)^    (listen \[|ssl_).*\n", "", site)
    site = site.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    site = site.replace("timeout 10s", f"timeout {PATIENCE}s")
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{place}_temp_path {folder}/{place};" for place in places)
    config = folder / "nginx.conf"
    upstream = f"upstream shop {{ server 127.0.0.1:{target.port}; }}"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; worker_processes 2;\n"
        f"events {{ worker_connections 768; }}\n"  # as Debian has it
        f"http {{\naccess_log off;\n{temporary}\n{upstream}\n{site}\n}}\n"
    )
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "nginx is not installed"
    command = [program, "-c", str(config)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_until_alive(f"http://127.0.0.1:{port}", server, folder / "log")
        yield replace(target, service=replace(target.service, port=port))
    finally:
        server.terminate()
        server.wait(timeout=30)


Checks = tuple[Callable[[Target], str], ...]

EVERYWHERE: Checks = (
    refuse_announced_bodies,
    refuse_bodies_without_a_length,
    refuse_broken_requests,
    refuse_odd_json,
    refuse_odd_numbers,
    keep_lines_whole,
    believe_no_host,
    tell_no_secret,
)
# Those that take no more than a few seconds together.
QUICK: Checks = (
    refuse_announced_bodies,
    refuse_broken_requests,
    refuse_odd_numbers,
    keep_lines_whole,
    believe_no_host,
    tell_no_secret,
)
# gunicorn gives a thread to a client before his request has arrived: that is for a proxy to prevent.
BY_ITSELF: Mapping[str, Checks] = {
    "fastapi": (answer_beside_idle_clients, give_slow_bodies_up),
    "flask": (),
}


BEHIND_NGINX: Checks = (answer_beside_idle_clients, give_slow_requests_up)


@contextmanager
def attack(folder: Path, workshop: Workshop, framework: str, auth: str) -> Iterator[Target]:
    """Make a project with two users, and run it with all that it can log."""
    answers: dict[str, Value] = {
        "framework": framework,
        "async": framework == "fastapi",
        "auth": auth,
        "database": "sqlite",
        "deploy": ("docker", "vm"),
    }
    project = write_new_project(folder / f"{framework}-{auth}", answers)
    shorten_patience(project)
    workshop.install(project)
    workshop.migrate(project)
    with (
        sign_in(auth, workshop, project) as users,
        run_service(project, workshop, LOG_LEVEL="DEBUG") as service,
    ):
        settings = (project / ".env").read_text(encoding="utf-8")
        secrets = re.findall(r"(?m)^[A-Z_]*SECRET[A-Z_]*=(.{8,})$", settings)
        sent = [value.partition("=")[2] or value.split()[-1] for value in users[0].values()]
        alice = users[0]
        for _ in range(20):  # whatever is loaded with the first requests is in memory then
            send_json(service.port, "POST", "/items", alice, b'{"name": "Bolt"}')
            send_json(service.port, "POST", "/items", alice, b'{"name": "' + b"a" * MIB)
        yield Target(framework, auth, service, alice, (*secrets, *sent, PASSWORD))


def shorten_patience(project: Path) -> None:
    """Have slow bodies given up after some seconds, where a minute would tell no more."""
    middleware = project / "src/shop/middleware.py"
    text = middleware.read_text(encoding="utf-8")
    middleware.write_text(text.replace("BODY_SECONDS = 60", f"BODY_SECONDS = {PATIENCE}"), "utf-8")


def report(target: Target, checks: Checks, where: str = "") -> None:
    """Let a project go through checks."""
    for check in checks:
        said = check(target)
        print(f"{target.framework}-{target.auth}{where}: {check.__name__}: {said}", flush=True)


def main(names: list[str]) -> None:
    """Attack the projects that are named, or all."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as folder:
        for framework in FRAMEWORKS:
            workshop = build_workshop(Path(folder, framework), catalog, framework)
            for auth in KINDS:
                name = f"{framework}-{auth}"
                if names and name not in names:
                    continue
                with attack(Path(folder), workshop, framework, auth) as target:
                    report(target, EVERYWHERE + BY_ITSELF[framework])
                    with put_behind_nginx(target) as proxied:
                        report(proxied, BEHIND_NGINX, " behind nginx")


if __name__ == "__main__":
    main(sys.argv[1:])
