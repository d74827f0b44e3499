"""What can go wrong, and the one shape in which clients are told (RFC 9457)."""

from typing import ClassVar

from pydantic import BaseModel


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
