"""A proxy for two replicas: by turns, saying who asks. It runs in a container of its own.

It needs nothing but Python, and is sent there as text.
"""

import socket
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

TURNS = count()


class Handler(BaseHTTPRequestHandler):
    """Sends each request to the next replica, and tells which one it was."""

    def do_GET(self) -> None:
        """Send any request on: whatever its method, a body has a length."""
        replicas = sorted({each[4][0] for each in socket.getaddrinfo("api", 8000)})
        replica = str(replicas[next(TURNS) % len(replicas)])
        headers = {name.lower(): value for name, value in self.headers.items()}
        chain = (headers.get("x-forwarded-for"), self.client_address[0])
        headers["x-forwarded-for"] = ", ".join(filter(None, chain))
        body = self.rfile.read(int(headers.get("content-length", "0")))
        connection = HTTPConnection(replica, 8000, timeout=20)
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"connection", "content-length", "transfer-encoding"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Replica", replica)
        self.end_headers()
        self.wfile.write(data)
        connection.close()

    do_POST = do_GET


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
