"""Turns every error into a problem+json answer."""

from http import HTTPStatus

from apiflask import APIFlask, HTTPError
from flask import Response, current_app
from flask.typing import HeadersValue

from .errors import ApiError, FieldError, Problem


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
                location="body" if location == "json" else location, field=field, detail=detail
            )
            for location, fields in error.detail.items()
            for field, details in fields.items()
            for detail in details
        ]
        return problem_response(422, "The request is not valid.", errors=errors)


def problem_response(
    status: int,
    detail: str | None = None,
    *,
    errors: list[FieldError] | None = None,
    headers: HeadersValue = (),
) -> Response:
    """Make the answer for one error; the title follows from the status."""
    title = HTTPStatus(status).phrase
    if detail == title:
        detail = None
    problem = Problem(title=title, status=status, detail=detail, errors=errors)
    response: Response = current_app.response_class(
        problem.model_dump_json(exclude_none=True),
        status=status,
        content_type="application/problem+json",
    )
    response.headers.update(headers)
    return response
