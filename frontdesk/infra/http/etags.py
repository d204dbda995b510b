"""Which version of a thing an answer shows, and which one the asker saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from litestar import Response

from frontdesk.infra.http.dependencies import AnyRequest
from frontdesk.kit.errors import Stale

T = TypeVar("T")

_MAX_DIGITS = 18


class Tagged(Response[T]):
    """An answer with an `ETag`, which `If-Match` repeats."""

    def __init__(self, content: T, version: int) -> None:
        super().__init__(content, headers={"ETag": f'"{version}"'})


@dataclass(frozen=True, slots=True)
class IfMatch:
    """The header of that name."""

    told: str

    def version(self) -> int | None:
        """Read it; None is "whichever it is now". A tag we never gave is stale."""
        if self.told == "*":
            return None
        digits = self.told.strip('"')
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
            raise Stale
        return int(digits)


async def provide_if_match(request: AnyRequest) -> IfMatch:
    """Let a handler ask for `if_match`."""
    return IfMatch(request.headers.get("if-match", "*").strip())
