"""What surrounds every request: an id and a log line, security headers, a body limit, CORS.

Plain ASGI classes: Starlette's BaseHTTPMiddleware would cost many times as much.
"""

import asyncio
import re
import time
from secrets import token_hex

import structlog
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .error_handlers import problem_response
from .settings import Settings

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# The seconds in which a whole body has to arrive: the server itself would wait for ever.
BODY_SECONDS = 60
# For every answer that does not have its own.
SECURITY_HEADERS = {
    b"content-security-policy": b"frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}

log = structlog.get_logger()


def init_app(app: FastAPI) -> None:
    """Add the middleware, innermost first, so that refusals and crashes get headers, too."""
    settings: Settings = app.state.settings
    app.add_middleware(Guard, max_body_bytes=settings.max_body_bytes)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["X-Request-ID"],
        )
    app.add_middleware(RequestLog)


class RequestLog:
    """Gives each request an id, each answer its headers, and writes one log line for them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = time.perf_counter()
        status = 0
        request_id = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        if not REQUEST_ID.fullmatch(request_id):
            request_id = token_hex(16)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message["headers"])
                own = dict(headers)
                headers += [each for each in SECURITY_HEADERS.items() if each[0] not in own]
                headers.append((b"x-request-id", request_id.encode()))
                message["headers"] = headers
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                duration_ms=round((time.perf_counter() - started) * 1000, 1),
            )


class Guard:
    """Refuses a body that is too large or too slow; what nothing handles is a 500."""

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes
        self.detail = f"The body is limited to {max_body_bytes} bytes."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        length = dict(scope["headers"]).get(b"content-length", b"")
        if length.isdigit() and int(length) > self.max_body_bytes:
            await problem_response(413, self.detail)(scope, receive, send)
            return

        deadline = asyncio.get_running_loop().time() + BODY_SECONDS
        received = 0
        is_whole = False
        is_started = False

        async def limited_receive() -> Message:
            nonlocal received, is_whole
            if is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                headers = {"Connection": "close"}
                raise HTTPException(408, "The body took too long.", headers) from None
            received += len(message.get("body", b""))
            if received > self.max_body_bytes:
                raise HTTPException(413, self.detail)
            is_whole = not message.get("more_body", False)
            return message

        async def noting_send(message: Message) -> None:
            nonlocal is_started
            is_started = True
            await send(message)

        try:
            await self.app(scope, limited_receive, noting_send)
        except Exception:
            if is_started:
                raise  # the server logs it and cuts the answer short
            log.exception("crash", method=scope["method"], path=scope["path"])
            await problem_response(500)(scope, receive, send)
