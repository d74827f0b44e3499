"""Sends a server so many requests over connections that stay open, and reads what they cost it."""

import selectors
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from apigen.measuring.server import Server

CONNECTIONS = 16


@dataclass(frozen=True)
class Turn:
    """What a server did in one turn: CPU time of a request, and requests a second."""

    cpu_us: float
    per_second: float


def call(server: Server, path: str, number: int) -> Turn:
    """Have so many requests answered, always one on each connection, and say what they took."""
    place = urlsplit(server.url)
    request = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        for _ in range(CONNECTIONS):
            connection = socket.create_connection((place.hostname, place.port))
            stack.enter_context(connection)
            selector.register(connection, selectors.EVENT_READ, bytearray())
        before, started = read_cpu(server.pid), time.perf_counter()
        answered = 0
        for key in selector.get_map().values():
            send(key, request)
        while answered < number:
            ready = selector.select(timeout=10)
            if not ready:
                raise SystemExit(f"{server.url} does not answer")
            for key, _ in ready:
                if receive(key):
                    answered += 1
                    send(key, request)
        wall = time.perf_counter() - started
        return Turn((read_cpu(server.pid) - before) / answered * 1e6, answered / wall)


def send(key: selectors.SelectorKey, request: bytes) -> None:
    """Ask once more on a connection."""
    assert isinstance(key.fileobj, socket.socket)
    key.data.clear()
    key.fileobj.sendall(request)


def receive(key: selectors.SelectorKey) -> bool:
    """Take what has arrived on a connection, and say whether it is a whole answer, and a success."""
    assert isinstance(key.fileobj, socket.socket)
    part = key.fileobj.recv(65536)
    key.data.extend(part)
    head, end, body = key.data.partition(b"\r\n\r\n")
    if not part or (end and not head.startswith(b"HTTP/1.1 200 ")):
        raise SystemExit(f"not a success: {head.decode()}")
    lines = head.lower().split(b"\r\n")
    length = next((line[15:] for line in lines if line.startswith(b"content-length:")), b"-1")
    return bool(end) and len(body) == int(length)


def read_cpu(pid: int) -> float:
    """Add up the seconds for which a process, its threads and its children have run."""
    seconds = 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        seconds += int((task / "schedstat").read_text().split()[0]) / 1e9
        children = (task / "children").read_text().split()
        seconds += sum(read_cpu(int(child)) for child in children)
    return seconds
