"""Refusals: the one way anything in Frontdesk says no.

A refusal is a class. Its `reason` is a name that clients decide by and never changes; its
`code` is the kind of refusal, for clients that do not know the reason; its docstring is the
sentence for people who read logs and answers. `docs/api/errors.md` lists them all, with the
`advice` for whoever writes a client. Edges render refusals; nothing in between catches them.
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
    "internal",
]


class Refused(Exception):
    """This request was refused."""

    code: ClassVar[Code] = "invalid"
    status: ClassVar[int] = 400
    reason: ClassVar[str] = "refused"
    advice: ClassVar[str] = "Read the sentence."

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

    reason = "invalid"
    advice = "Correct it; the same again is refused again."


class InvalidJson(Invalid):
    """This is not valid JSON."""

    reason = "invalid_json"
    advice = "Send JSON without duplicate names, long numbers or more than 32 levels."


class InvalidPayload(Invalid):
    """This does not have the shape that is expected here."""

    reason = "invalid_payload"
    advice = "Compare what you send with the documented shape; unknown fields are refused."


class UnstorableText(Invalid):
    """This text contains characters that cannot be stored."""

    reason = "unstorable_text"
    advice = "Remove NUL characters and halves of surrogate pairs."


class InvalidCursor(Invalid):
    """This is not a cursor of ours."""

    reason = "invalid_cursor"
    advice = "Begin with the first page, and send `nextCursor` as it came."


class RepeatedQueryParameter(Invalid):
    """A query parameter is given twice."""

    reason = "repeated_query_parameter"


class MethodNotAllowed(Invalid):
    """This cannot be done here."""

    status = 405
    reason = "method_not_allowed"
    advice = "The address exists; see which methods the documentation lists for it."


class TooLong(Refused):
    """This is longer than allowed."""

    code = "too_long"
    status = 413
    reason = "too_long"
    advice = "Send less at once."


class Unauthorized(Refused):
    """Please sign in first."""

    code = "unauthorized"
    status = 401
    reason = "not_signed_in"
    advice = "Sign in again, or identify again, and repeat the request."


class Forbidden(Refused):
    """Your role does not allow this."""

    code = "forbidden"
    status = 403
    reason = "role_too_low"
    advice = "Do not offer this to this person."


class NotFound(Refused):
    """There is no such thing here, or you may not see it."""

    code = "not_found"
    status = 404
    reason = "not_found"
    advice = "Take it off the screen: it is gone, or was never yours to see."


class Conflict(Refused):
    """This contradicts what is already there."""

    code = "conflict"
    status = 409
    reason = "conflict"
    advice = "Fetch what is there now, and let the person decide."


class Gone(Refused):
    """This was there once and is no longer."""

    code = "gone"
    status = 410
    reason = "gone"
    advice = "Take it off the screen; it does not come back."


class Stale(Refused):
    """Someone changed this since you last saw it."""

    code = "stale"
    status = 412
    reason = "stale"
    advice = "Fetch it again, apply the change to that, and send its version as `If-Match`."


class RateLimited(Refused):
    """Too many at once. Please wait a moment."""

    code = "rate_limited"
    status = 429
    reason = "rate_limited"
    advice = "Wait `retryAfterSeconds`, then send it again."


class Unavailable(Refused):
    """Frontdesk cannot do this right now. It is safe to try again."""

    code = "unavailable"
    status = 503
    reason = "unavailable"
    advice = "Wait `retryAfterSeconds`, or a second, then send it again: nothing is done twice."


class Internal(Refused):
    """Something went wrong on our side."""

    code = "internal"
    status = 500
    reason = "internal"
    advice = "A bug of ours. The server's log has the place; the same again may fail again."
