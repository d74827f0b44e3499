"""Turns every error into a problem+json answer."""

import structlog
from apiflask import APIFlask, HTTPError
from flask import Response, jsonify
from flask.typing import HeadersValue
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError

from .errors import MOST_ERRORS, ApiError, FieldError, describe_problem

log = structlog.get_logger()


def init_app(app: APIFlask) -> None:
    @app.errorhandler(ApiError)
    def handle_api_error(error: ApiError) -> Response:
        return problem_response(error.status, error.detail)

    @app.error_processor
    def handle_http_error(error: HTTPError) -> Response:
        if error.status_code != 422:
            return problem_response(error.status_code, error.message, headers=error.headers)
        errors = [
            FieldError(
                location="body" if location == "json" else location,
                field="" if field == "_schema" else field,
                detail=detail,
            )
            for location, fields in error.detail.items()
            for field, details in fields.items()
            for detail in details
        ]
        return problem_response(422, "The request is not valid.", errors[:MOST_ERRORS])

    @app.errorhandler(StaleDataError)
    def handle_stale_data(_: StaleDataError) -> Response:
        return problem_response(409, "It was changed or deleted in the meantime.")

    @app.errorhandler(exc.IntegrityError)
    def handle_integrity_error(_: exc.IntegrityError) -> Response:
        return problem_response(409, "It does not go together with what is stored.")

    @app.errorhandler(exc.OperationalError)
    @app.errorhandler(exc.TimeoutError)
    def handle_database_error(error: exc.SQLAlchemyError) -> Response:
        log.error("the database does not answer", exc_info=error)
        headers = {"Retry-After": "5"}
        return problem_response(503, "The database does not answer.", headers=headers)


def problem_response(
    status: int,
    detail: str | None = None,
    errors: list[FieldError] | None = None,
    headers: HeadersValue = (),
) -> Response:
    """Make the answer for one error."""
    response = jsonify(describe_problem(status, detail, errors))
    response.status_code = status
    response.headers.update(headers)
    response.mimetype = "application/problem+json"
    return response
