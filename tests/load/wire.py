"""HTTP as bytes, so that what no client would send can be sent."""

import select
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

# Nobody's proxy: the address is of this machine, and in no list of those that are trusted.
STRANGER = "127.0.0.2"


@dataclass(frozen=True)
class Reply:
    """What came back; the status is 0 when nothing did."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    seconds: float = 0

    def get(self, name: str) -> str:
        """Give a header, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def write_head(
    method: str, target: str, headers: Mapping[str, str], *more: bytes, host: str = "127.0.0.1"
) -> bytes:
    """Write the head of a request; `more` are lines as they are."""
    lines = [f"{method} {target} HTTP/1.1".encode("latin-1"), f"Host: {host}".encode("latin-1")]
    lines += [f"{name}: {value}".encode("latin-1") for name, value in headers.items()]
    return b"\r\n".join([*lines, *more, b"", b""])


def chunk(data: bytes) -> bytes:
    """Write a chunk of a body without a length."""
    return b"%x\r\n%b\r\n" % (len(data), data)


@contextmanager
def connect(port: int, patience: float = 10, source: str = STRANGER) -> Iterator[socket.socket]:
    """Open a connection."""
    address = ("127.0.0.1", port)
    with closing(socket.create_connection(address, patience, (source, 0))) as connection:
        yield connection


def exchange(
    port: int, parts: bytes | Iterable[bytes], patience: float = 10, source: str = STRANGER
) -> Reply:
    """Send until there is an answer or nothing more to send, and take the answer."""
    started = time.monotonic()
    with connect(port, patience, source) as connection:
        for part in [parts] if isinstance(parts, bytes) else parts:
            try:
                connection.sendall(part)
            except OSError:
                break
            if is_answered(connection):
                break
        return receive(connection, started)


def is_answered(connection: socket.socket) -> bool:
    """Whether something has come back; `select` itself knows only the first thousand files."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))


def receive(connection: socket.socket, started: float) -> Reply:
    """Take one answer."""
    with suppress(OSError, HTTPException):
        response = HTTPResponse(connection)
        response.begin()
        body = response.read()
        headers = tuple(response.getheaders())
        return Reply(response.status, headers, body, time.monotonic() - started)
    return Reply(0, seconds=time.monotonic() - started)


def send_json(
    port: int,
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: bytes = b"",
    patience: float = 10,
) -> Reply:
    """Send a request with JSON, and take its answer."""
    own = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    own |= {"Content-Type": "application/json"} if body else {}
    return exchange(port, write_head(method, target, own) + body, patience)


def open_many(stack: ExitStack, port: int, number: int, start: bytes = b"") -> list[socket.socket]:
    """Open so many connections, and send the start of something on each."""
    made = []
    for _ in range(number):
        connection = stack.enter_context(connect(port))
        connection.sendall(start)
        made.append(connection)
    return made
