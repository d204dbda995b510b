"""The OpenAPI document of a web process: what its handlers say, and what opens their doors."""

from __future__ import annotations

import asyncio
import importlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from litestar import Response, get

from frontdesk.entrypoints import health
from frontdesk.features.projects.model import OriginNotAllowed
from frontdesk.features.visitors.model import ForgedToken, VisitorIsBlocked
from frontdesk.infra.http import AnyRequest, Inject, Kept
from frontdesk.infra.http.credentials import (
    NAME,
    ForeignOrigin,
    VisitorTokenMissing,
    WrongCsrfToken,
)
from frontdesk.infra.http.openapi import Description, Door, endpoints, openapi_document
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Forbidden, NotFound, Unauthorized

if TYPE_CHECKING:
    from typing import Any

    from litestar import Litestar

_AREAS = (
    *("accounts", "projects", "conversations", "messages", "notes", "routing", "presence"),
    *("responder", "workflows", "canned", "tags", "reports", "audit"),
)

_TEXT = """\
Live chat for your own server. Ids are JSON numbers, times ISO 8601 in UTC; fields nobody
declared are refused, and so is a query parameter nobody reads.

A browser signs in with `POST /api/v1/auth/login`, keeps the session's cookie and sends
`X-CSRF-Token` with every write. A visitor shows `Authorization: Visitor <token>`.

Whatever refuses answers `{"error": {…}}`: decide on `reason`, or on `code` where you don't
know the reason, and never on the sentence. A bug of ours answers 500 with the code `internal`.
"""

# A write that another site made the browser send.
_FORGED = (ForeignOrigin, WrongCsrfToken)

_MEMBER = Door(
    schemes=("session",),
    refusals=(Unauthorized, NotFound),
    write_schemes=("csrf",),
    write_refusals=_FORGED,
)
_ABOVE_AGENTS = Door(
    schemes=("session",),
    refusals=(Unauthorized, Forbidden, NotFound),
    write_schemes=("csrf",),
    write_refusals=_FORGED,
)
_SOMEONE = Door(
    schemes=("session",),
    refusals=(Unauthorized,),
    write_schemes=("csrf",),
    write_refusals=_FORGED,
)

_DOORS = {
    "agent": _MEMBER,
    "manager": _ABOVE_AGENTS,
    "owner": _ABOVE_AGENTS,
    "someone": _SOMEONE,
    "someone_or_nobody": Door(
        schemes=("session",),
        refusals=_FORGED,
        write_schemes=("csrf",),
        is_optional=True,
    ),
    "visitor": Door(
        schemes=("visitor",),
        refusals=(VisitorTokenMissing, ForgedToken, OriginNotAllowed, NotFound, VisitorIsBlocked),
    ),
}

_SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": NAME,
        "description": "The session that `POST /api/v1/auth/login` opens. Where `PUBLIC_URL` is "
        "https the cookie's name begins with `__Host-`.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "`csrfToken` of `GET /api/v1/auth/session`; needed for every write.",
    },
    "visitor": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Visitor <token>`: the token that `identify` answers over the socket.",
    },
}

_WORDS = {
    "projectId": "Which project.",
    "user": "Only what this user did, or what was done to them.",
    "kind": "Only entries of this kind.",
    "conversationId": "Which conversation.",
    "visitorId": "Which visitor.",
    "userId": "Which member.",
    "noteId": "Which note.",
    "cannedId": "Which canned reply.",
    "tagId": "Which tag.",
    "workflowId": "Which workflow.",
    "draftId": "Which draft.",
    "sessionId": "Which session.",
    "invitationId": "Which invitation.",
    "number": "Which version, counted from 1.",
    "token": "The secret in the link.",
    "cursor": "`nextCursor` of the page before.",
    "limit": "How many to return at most.",
    "status": "Only conversations of this status.",
    "chatState": "Only conversations in this state.",
    "assignee": "A member's id, `me`, or `none` for unassigned ones.",
    "tag": "Only conversations with this tag.",
    "unread": "Only conversations with unread messages.",
    "q": "Only conversations with this text in their last message or the visitor's name.",
    "after": "Only entries behind this `feedSeq`.",
    "beforeSeq": "Only messages before this position, the nearest ones.",
    "afterSeq": "Only messages after this position, the nearest ones.",
    "from": "The first day, `YYYY-MM-DD`.",
    "to": "The last day, `YYYY-MM-DD`.",
    "format": "JSON, or a table for a spreadsheet.",
    "If-Match": "The `ETag` of what you saw: a change made meanwhile answers 412.",
    "Idempotency-Key": "The same key and body again within a day get the first answer again.",
}


def describe(app: Litestar) -> dict[str, Any]:
    """Write the document of this application."""
    packages = {area: importlib.import_module(f"frontdesk.features.{area}") for area in _AREAS}
    areas = {area: (package.__doc__ or "").strip() for area, package in packages.items()}
    description = Description(
        title="Frontdesk",
        version=version("frontdesk"),
        text=_TEXT,
        areas={**areas, "health": health.__doc__ or ""},
        doors=_DOORS,
        security_schemes=_SCHEMES,
        words=_WORDS,
    )
    return openapi_document(list(endpoints(app)), description)


class Document:
    """The document as bytes: written when it is first asked for, the same for everybody."""

    def __init__(self) -> None:
        self._writing: asyncio.Future[Kept] | None = None

    async def of(self, app: Litestar) -> Kept:
        """Return it, writing it once, and beside the event loop: it takes a moment."""
        if self._writing is None:
            self._writing = asyncio.ensure_future(asyncio.to_thread(_write, app))
        return await asyncio.shield(self._writing)


@get("/api/v1/openapi.json", include_in_schema=False)
async def show_openapi(request: AnyRequest, document: Inject[Document]) -> Response[bytes]:
    kept = await document.of(request.app)
    return kept.answer(request, {"Cache-Control": "public, max-age=300"})


def _write(app: Litestar) -> Kept:
    return Kept(strict_json.encode(describe(app)), "application/json")
