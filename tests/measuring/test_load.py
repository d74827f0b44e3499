"""What load tools print is understood, and a tool that fails says so."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from apigen.errors import WorkFailed
from apigen.measuring.load import Load, Tool, find_tool, read_hey, read_oha, read_wrk

WRK = """\
Running 1s test @ http://127.0.0.1:8399/
  1 threads and 4 connections
  Latency Distribution
     50%    2.19ms
     99%   15.90ms
  1260 requests in 1.01s, 10.27MB read
Requests/sec:   1250.39
"""
HEY = """\
Summary:
  Total:	1.0025 secs
  Requests/sec:	1170.0539
Latency distribution:
  95% in 0.0159 secs
  99% in 0.0162 secs
Status code distribution:
  [200]	1173 responses
"""
OHA = json.dumps(
    {
        "summary": {"total": 2.5, "requestsPerSec": 400.0},
        "latencyPercentiles": {"p95": 0.01, "p99": 0.02},
        "statusCodeDistribution": {"200": 1000},
    }
)


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    """Serve something small on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Quiet)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_wrk_is_understood() -> None:
    assert read_wrk(WRK) == Load(1260, 1.01, 15.9)


def test_hey_is_understood() -> None:
    assert read_hey(HEY) == Load(1173, 1.0025, 16.2)


def test_oha_is_understood() -> None:
    assert read_oha(OHA) == Load(1000, 2.5, 20.0)


def test_own_client_loads_for_as_long_as_it_is_told(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    tool = find_tool()
    assert tool.name == "apigen's own client"
    found = tool.run(url, 1)
    assert found.requests > 10
    assert 1 <= found.seconds < 3
    assert 0 < found.p99_ms < 5000


def test_the_tools_are_looked_for_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name != "wrk" else None)
    assert find_tool().name == "oha"


@pytest.mark.parametrize("script", ["print('nonsense')", "raise SystemExit('no such host')"])
def test_a_tool_that_fails_is_an_error(script: str) -> None:
    tool = Tool("wrk", lambda url, _: [sys.executable, "-c", script, url], read_wrk)
    with pytest.raises(WorkFailed, match="wrk could not load"):
        tool.run("http://127.0.0.1:1/", 1)
