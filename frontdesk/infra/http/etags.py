"""Which version of a thing the asker saw: `If-Match`, as every PATCH and PUT reads it."""

from __future__ import annotations

from typing import Any

from litestar.connection import Request

from frontdesk.kit.errors import Stale

_MAX_DIGITS = 18


def expected_version(request: Request[Any, Any, Any]) -> int | None:
    """Read `If-Match`; None is "whichever it is now". A tag we never gave is stale."""
    told = request.headers.get("if-match", "*").strip()
    if told == "*":
        return None
    digits = told.strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
        raise Stale
    return int(digits)


def tagged(version: int) -> dict[str, str]:
    """Write the header that `If-Match` repeats."""
    return {"ETag": f'"{version}"'}
