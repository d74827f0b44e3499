"""What can go wrong, and the one shape in which clients are told (RFC 9457)."""

from http import HTTPStatus
from typing import Any, ClassVar

from pydantic import BaseModel

# Where today's name of a status is newer than some Pythons' own.
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
# As many as anybody mends at once: a body can have a hundred thousand faults.
MOST_ERRORS = 100


class ApiError(Exception):
    """An error that has an answer of its own: services raise it, the API sends it."""

    status: ClassVar[int] = 500

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFoundError(ApiError):
    """What was asked for does not exist."""

    status = 404


class FieldError(BaseModel):
    """One value that was refused: where it stood in the request, and why."""

    location: str
    field: str
    detail: str


class Problem(BaseModel):
    """The body of every error, sent as application/problem+json."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[FieldError] | None = None


def describe_problem(
    status: int, detail: str | None = None, errors: list[FieldError] | None = None
) -> dict[str, Any]:
    """Make the body for one error; the title follows from the status."""
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"
    title = TITLES.get(status, phrase)
    if detail == phrase:
        detail = None  # frameworks repeat it where they have nothing to add
    problem = Problem(title=title, status=status, detail=detail, errors=errors)
    return problem.model_dump(exclude_none=True)
