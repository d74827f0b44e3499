"""Loads a URL for some seconds, by the tool that is there, and reads what the tool says."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import WorkFailed

CONNECTIONS = 16

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "secs": 1000.0}


@dataclass(frozen=True)
class Load:
    """What one run of a load tool found; times in the unit of their names."""

    requests: int
    seconds: float
    p99_ms: float


@dataclass(frozen=True)
class Tool:
    """A load tool: its name, its command, and how its output is read."""

    name: str
    make_command: Callable[[str, int], list[str]]
    read: Callable[[str], Load]

    def run(self, url: str, seconds: int) -> Load:
        """Load `url` for `seconds`. Raises WorkFailed when the tool cannot."""
        command = self.make_command(url, seconds)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=seconds * 3 + 30
            )
            if done.returncode:
                raise ValueError(done.stderr.strip() or done.stdout.strip())
            return self.read(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            raise WorkFailed(f"{self.name} could not load {url}: {error}") from error


def find_tool() -> Tool:
    """Give the first of wrk, oha and hey that is on PATH, else our own client."""
    return next((tool for tool in _TOOLS if shutil.which(tool.name)), _OWN)


def read_wrk(text: str) -> Load:
    """Read what `wrk --latency` prints."""
    if "Non-2xx" in text or "Socket errors" in text:
        raise ValueError("not every request was answered with success")
    total = _find(r"(\d+) requests in ([\d.]+)(\w+)", text)
    p99 = _find(r"99%\s+([\d.]+)(us|ms|s)", text)
    seconds = float(total[2]) * _UNITS.get(total[3], 1000.0) / 1000
    return Load(int(total[1]), seconds, float(p99[1]) * _UNITS[p99[2]])


def read_oha(text: str) -> Load:
    """Read what `oha --output-format json` prints."""
    document = json.loads(text)
    requests = document["statusCodeDistribution"].get("200", 0)
    p99 = document["latencyPercentiles"]["p99"]
    return Load(int(requests), float(document["summary"]["total"]), float(p99) * 1000)


def read_hey(text: str) -> Load:
    """Read what `hey` prints."""
    total = _find(r"Total:\s+([\d.]+) secs", text)
    requests = int(_find(r"\[200\]\s+(\d+) responses", text)[1])
    p99 = _find(r"99%+ in ([\d.]+) secs", text)
    return Load(requests, float(total[1]), float(p99[1]) * 1000)


def read_own(text: str) -> Load:
    """Read what our own client prints."""
    document = json.loads(text)
    return Load(document["requests"], document["seconds"], document["p99_ms"])


def _find(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"its output was not understood: {text[:200]!r}")
    return found


_TOOLS = (
    Tool(
        "wrk",
        lambda url, s: ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{s}s", "--latency", url],
        read_wrk,
    ),
    Tool(
        "oha",
        lambda url, s: [
            *("oha", "-z", f"{s}s", "-c", str(CONNECTIONS), "--no-tui"),
            *("--output-format", "json", url),
        ],
        read_oha,
    ),
    Tool("hey", lambda url, s: ["hey", "-z", f"{s}s", "-c", str(CONNECTIONS), url], read_hey),
)
_OWN = Tool(
    "apigen's own client",
    lambda url, s: [
        *(sys.executable, "-m", "apigen.measuring.client"),
        *(url, str(s), str(CONNECTIONS)),
    ],
    read_own,
)
