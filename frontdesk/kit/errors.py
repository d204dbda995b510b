"""Refusals: the one way anything in Frontdesk says no.

A refusal is a class whose docstring is the message a person reads. Edges render
them; nothing in between catches them.
"""

from typing import ClassVar, Literal, TypeAlias

Code: TypeAlias = Literal[
    "invalid",
    "too_long",
    "rate_limited",
    "unauthorized",
    "forbidden",
    "not_found",
    "conflict",
    "gone",
    "stale",
    "unavailable",
]


class Refused(Exception):
    """This request was refused."""

    code: ClassVar[Code] = "invalid"
    status: ClassVar[int] = 400

    def __init__(
        self,
        message: str | None = None,
        *,
        fields: dict[str, str] | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        """Take the class's own sentence unless a more precise one is given."""
        self.message = message or (type(self).__doc__ or "").strip()
        self.fields = fields
        self.retry_after_seconds = retry_after_seconds
        super().__init__(self.message)


class Invalid(Refused):
    """This is not something Frontdesk understands."""


class TooLong(Refused):
    """This is longer than allowed."""

    code = "too_long"
    status = 413


class Unauthorized(Refused):
    """Please sign in first."""

    code = "unauthorized"
    status = 401


class Forbidden(Refused):
    """Your role does not allow this."""

    code = "forbidden"
    status = 403


class NotFound(Refused):
    """No such thing, or not yours to see."""

    code = "not_found"
    status = 404


class Conflict(Refused):
    """This contradicts what is already there."""

    code = "conflict"
    status = 409


class Gone(Refused):
    """This was there once and is no longer."""

    code = "gone"
    status = 410


class Stale(Refused):
    """Someone changed this since you last saw it."""

    code = "stale"
    status = 412


class RateLimited(Refused):
    """Too many at once. Please wait a moment."""

    code = "rate_limited"
    status = 429


class Unavailable(Refused):
    """Frontdesk cannot do this right now. It is safe to try again."""

    code = "unavailable"
    status = 503
