"""Turns every error into a problem+json answer."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from .errors import MOST_ERRORS, ApiError, FieldError, describe_problem

log = structlog.get_logger()


def init_app(app: FastAPI) -> None:
    @app.exception_handler(ApiError)
    async def handle_api_error(_: Request, error: ApiError) -> JSONResponse:
        return problem_response(error.status, error.detail)

    @app.exception_handler(HTTPException)
    async def handle_http_error(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = allowed_methods(request)
        return problem_response(error.status_code, str(error.detail), headers=headers)

    @app.exception_handler(RequestValidationError)
    async def handle_validation_error(_: Request, error: RequestValidationError) -> JSONResponse:
        if isinstance(error.body, bytes):
            return problem_response(415, "The body must be sent as application/json.")
        errors = [
            FieldError(
                location=str(each["loc"][0]),
                field=".".join(str(part) for part in each["loc"][1:]),
                detail=each["msg"],
            )
            for each in error.errors()[:MOST_ERRORS]
        ]
        if any(each["type"] == "json_invalid" for each in error.errors()) or (
            error.body is None and errors[0].location == "body"
        ):
            return problem_response(400, "The body must be valid JSON, and not null.")
        return problem_response(422, "The request is not valid.", errors)

    @app.exception_handler(StaleDataError)
    async def handle_stale_data(_: Request, __: StaleDataError) -> JSONResponse:
        return problem_response(409, "It was changed or deleted in the meantime.")

    @app.exception_handler(exc.IntegrityError)
    async def handle_integrity_error(_: Request, __: exc.IntegrityError) -> JSONResponse:
        return problem_response(409, "It does not go together with what is stored.")

    @app.exception_handler(exc.OperationalError)
    @app.exception_handler(exc.TimeoutError)
    async def handle_database_error(_: Request, error: exc.SQLAlchemyError) -> JSONResponse:
        log.error("the database does not answer", exc_info=error)
        headers = {"Retry-After": "5"}
        return problem_response(503, "The database does not answer.", headers=headers)


def allowed_methods(request: Request) -> str:
    """Name every method of the path; Starlette itself names those of its first route only."""
    path = "/" + request.scope["path"].removeprefix(f"{request.scope.get('root_path', '')}/")
    methods: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        if route.path_regex.match(path):
            methods |= route.methods or set()
    return ", ".join(sorted(methods))


def problem_response(
    status: int,
    detail: str | None = None,
    errors: list[FieldError] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Make the answer for one error."""
    return JSONResponse(
        describe_problem(status, detail, errors),
        status_code=status,
        headers=headers,
        media_type="application/problem+json",
    )
