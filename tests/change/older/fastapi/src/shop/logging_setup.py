"""Structured logs on standard error: JSON lines, or readable text in development."""

import json
import logging
import sys

import structlog

from .settings import Settings

# Made once: json.dumps would make one for every line.
to_json = json.JSONEncoder(default=repr).encode


def configure(settings: Settings) -> None:
    """Send this process's logs, the server's and the libraries' too, through structlog."""
    before_rendering: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    rendering: list[structlog.typing.Processor] = (
        [structlog.processors.JSONRenderer(lambda entry, **_: to_json(entry))]
        if settings.log_format == "json"
        else [escape_line_ends, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    # Our own lines skip the logging module, which would double what a request's line costs.
    structlog.configure(
        processors=[*before_rendering, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before_rendering,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    for name in ("uvicorn", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
    logging.getLogger("uvicorn").propagate = True
    # The middleware logs each request itself, with its id: without a handler uvicorn does not.
    logging.getLogger("uvicorn.access").propagate = False
    # It logs every value of every statement at the level DEBUG.
    logging.getLogger("aiosqlite").setLevel(logging.INFO)


def escape_line_ends(
    _logger: object, _name: str, entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Keep what a client sent from looking like a line of its own; JSON does so anyway."""
    entry["event"] = str(entry["event"]).replace("\r", "\\r").replace("\n", "\\n")
    return entry
