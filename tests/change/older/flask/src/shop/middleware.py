"""What surrounds every request: its proxies, an id, a log line, security headers, a limit, CORS."""

import re
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import ip_address
from secrets import token_hex
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from apiflask import APIFlask, abort
from flask import Request, current_app, request
from flask_cors import CORS
from werkzeug.exceptions import HTTPException

from .settings import Settings, parse_networks

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# An address with a port, as some proxies write it: 203.0.113.7:4711, [2001:db8::7]:4711.
WITH_PORT = re.compile(r"^(?:\[([^]]+)\](?::\d+)?|([^:]+):\d+)$")
# For every answer that does not have its own.
SECURITY_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

log = structlog.get_logger()


def init_app(app: APIFlask) -> None:
    settings: Settings = app.extensions["settings"]
    # One byte more than is taken, so that limit_body can tell a body that was cut short.
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes + 1
    app.request_class = JSONRequest
    app.wsgi_app = Forwarded(  # type: ignore[method-assign]
        RequestLog(app.wsgi_app), settings.forwarded_allow_ips
    )
    app.before_request(limit_body)
    if settings.cors_origins:
        CORS(
            app,
            origins=settings.cors_origins,
            always_send=False,
            send_wildcard=True,
            max_age=600,
            expose_headers=["X-Request-ID"],
        )


class Forwarded:
    """Takes the client's address and scheme from the proxies that are trusted, as uvicorn does.

    Werkzeug's ProxyFix counts proxies instead, and believes whoever reaches the server past them.
    """

    def __init__(self, app: WSGIApplication, trusted: str) -> None:
        self.app = app
        networks = parse_networks(trusted)

        # The same few proxies and clients come again, and to parse an address costs the most.
        @lru_cache(maxsize=4096)
        def is_trusted(host: str) -> bool:
            try:
                address = ip_address(host)
            except ValueError:
                return False
            return any(address in network for network in networks)

        self.is_trusted = is_trusted

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        hosts = environ.get("HTTP_X_FORWARDED_FOR")
        scheme = environ.get("HTTP_X_FORWARDED_PROTO")
        if (hosts or scheme) and self.is_trusted(environ["REMOTE_ADDR"]):
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
            if hosts:
                environ["REMOTE_ADDR"] = self.find_client(hosts) or environ["REMOTE_ADDR"]
        return self.app(environ, start_response)

    def find_client(self, hosts: str) -> str:
        """Give the last host that is no trusted proxy: what stands before it could be made up."""
        chain = [WITH_PORT.sub(r"\1\2", each.strip()) for each in hosts.split(",")]
        return next((each for each in reversed(chain) if not self.is_trusted(each)), chain[0])


class RequestLog:
    """Gives each request an id, each answer its headers, and writes one log line for them.

    Around the application: functions before and after each request would cost twice as much.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter()
        request_id = environ.get("HTTP_X_REQUEST_ID", "")
        if not REQUEST_ID.fullmatch(request_id):
            request_id = token_hex(16)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)

        def start_with_headers(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            own = dict(headers)
            headers += [each for each in SECURITY_HEADERS.items() if each[0] not in own]
            headers.append(("X-Request-ID", request_id))
            log.info(
                "request",
                method=environ["REQUEST_METHOD"],
                path=environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
                status=int(status[:3]),
                duration_ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return start_response(status, headers, exc_info)

        return self.app(environ, start_with_headers)


class JSONRequest(Request):
    """Takes JSON only where it is announced, and no null: APIFlask itself would take both."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        try:
            value = super().get_json(silent=silent, cache=cache)
        except RecursionError:
            value = None
        if value is None and not silent:
            abort(400, "The body must be valid JSON, and not null.")
        return value

    def on_json_loading_failed(self, e: ValueError | None) -> Any:
        if e is None:
            abort(415, "The body must be sent as application/json.")
        abort(400, "The body must be valid JSON, and not null.")


def limit_body() -> None:
    """Refuse a larger body, also one without a length, which Werkzeug would cut short."""
    environ = request.environ
    if "CONTENT_LENGTH" not in environ and "HTTP_TRANSFER_ENCODING" not in environ:
        return
    settings: Settings = current_app.extensions["settings"]
    length = request.content_length
    if length is None:
        try:
            length = len(request.get_data())
        except HTTPException:
            raise
        except Exception:  # noqa: BLE001 - each server has errors of its own for broken chunks
            abort(400, "The body cannot be read.")
    if length > settings.max_body_bytes:
        abort(413, f"The body is limited to {settings.max_body_bytes} bytes.")
