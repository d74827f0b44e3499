"""Servers are started, watched and ended by us, and by nobody else's pid."""

import sys
from pathlib import Path

import pytest

from apigen.errors import WorkFailed
from apigen.measuring.server import run_server

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        sum(range(2_000_000))
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_usage_of_a_server_grows_with_its_work(tmp_path: Path) -> None:
    from urllib.request import urlopen

    with run_server([sys.executable, "-c", SERVER, "{port}"], tmp_path) as server:
        before = server.read_usage()
        for _ in range(10):
            with urlopen(server.url):
                pass
        after = server.read_usage()
        pid = server.pid
    assert after.cpu > before.cpu
    assert after.memory > 1_000_000
    assert not Path(f"/proc/{pid}").exists()


def test_a_server_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit(1)"]
    with pytest.raises(WorkFailed, match="did not start"), run_server(command, tmp_path):
        raise AssertionError("it was said to be running")
