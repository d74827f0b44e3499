"""A load client for machines without one: `python -m apigen.measuring.client URL SECONDS CONNECTIONS`.

It prints {"requests", "seconds", "p99_ms"} as JSON, and runs in a process of its own so that its
CPU time is not the server's.
"""

import http.client
import json
import sys
import threading
import time
from urllib.parse import urlsplit


def main() -> None:
    """Load the URL that the command line names, and print what came of it."""
    url, seconds, connections = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    latencies: list[list[float]] = [[] for _ in range(connections)]
    deadline = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_call_until, args=(url, deadline, found)) for found in latencies
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = sorted(latency for several in latencies for latency in several)
    p99 = found[int(len(found) * 0.99)] * 1000 if found else 0.0
    elapsed = time.perf_counter() - started
    print(json.dumps({"requests": len(found), "seconds": elapsed, "p99_ms": p99}))


def _call_until(url: str, deadline: float, latencies: list[float]) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    while (started := time.perf_counter()) < deadline:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        response.read()
        if response.status == 200:
            latencies.append(time.perf_counter() - started)
    connection.close()


if __name__ == "__main__":
    main()
