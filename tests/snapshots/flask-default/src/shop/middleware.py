"""What surrounds every request: an id and a log line, security headers, a body limit, CORS."""

import re
import time
from typing import Any
from uuid import uuid4

import structlog
from apiflask import APIFlask, abort
from flask import Request, Response, current_app, g, request
from flask_cors import CORS
from werkzeug.exceptions import HTTPException

from .settings import Settings

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
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
    app.before_request(start_request)
    app.before_request(limit_body)
    app.after_request(finish_request)
    if settings.cors_origins:
        CORS(
            app,
            origins=settings.cors_origins,
            always_send=False,
            send_wildcard=True,
            max_age=600,
            expose_headers=["X-Request-ID"],
        )


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


def start_request() -> None:
    """Give the request an id: the client's own, if it is a harmless one, or a new one."""
    g.started = time.perf_counter()
    g.request_id = request.headers.get("X-Request-ID", "")
    if not REQUEST_ID.fullmatch(g.request_id):
        g.request_id = uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def limit_body() -> None:
    """Refuse a larger body, also one without a length, which Werkzeug would cut short."""
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


def finish_request(response: Response) -> Response:
    """Add the headers that every answer has, and write the log line of the request."""
    response.headers["X-Request-ID"] = g.request_id
    response.headers.update(SECURITY_HEADERS)
    log.info(
        "request",
        method=request.method,
        path=request.path,
        status=response.status_code,
        duration_ms=round((time.perf_counter() - g.started) * 1000, 1),
    )
    response.call_on_close(structlog.contextvars.clear_contextvars)
    return response
