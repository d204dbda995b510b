"""What a site's widget may ask before anyone has said anything."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from frontdesk.features.projects import access, actions, store
from frontdesk.features.projects.http.projects import looks_of
from frontdesk.features.projects.model import OriginNotAllowed, Project, allowed_origin
from frontdesk.features.projects.wire.projects import PublicSettings, TeamFace
from frontdesk.features.projects.wire.settings import RoutingGroup
from frontdesk.infra.http import AnyRequest, AppContext, Inject
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.hours import is_open, opens_at, read_hours
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.origins import is_own
from frontdesk.kit.wire import to_wire_time

MAX_CONTENT_CHARACTERS = 5_000


class ReplyTimeSource(Protocol):
    """Who knows how long an answer takes."""

    async def usual_seconds(self, project_id: ProjectId) -> int | None:
        """Return how long a first answer usually takes, if anybody can tell."""
        ...


class Team(Protocol):
    """Who knows whether somebody would answer right now."""

    async def is_anybody_there(self, project_id: ProjectId) -> bool:
        """Whether an agent of this project can get a chat, give or take seconds."""
        ...


class Faces(Protocol):
    """Who knows the people behind the persona."""

    async def shown(self, project_id: ProjectId) -> list[TeamFace]:
        """Return the few whom a visitor may expect to meet."""
        ...


@get("/public/projects/{project_id:int}/settings")
@refuses(OriginNotAllowed)
async def show_public_settings(
    request: AnyRequest,
    project_id: FromPath[ProjectId],
    app: Inject[AppContext],
    team: Inject[Team],
    reply_times: Inject[ReplyTimeSource],
    faces: Inject[Faces],
) -> Response[PublicSettings]:
    """Show a widget what it needs before a visitor says anything.

    Only pages of the project's own sites may ask.
    """
    own = app.settings.own_origin
    async with app.database.snapshot() as tx:
        project = await access.find_public(tx, project_id)
        found = await store.find_settings(tx, project_id, RoutingGroup)
    origin = _asking_origin(request, own)
    if project is None or found is None or not allowed_origin(project, origin, own):
        raise OriginNotAllowed
    await _remember(request, project, own, app)
    headers = {"Vary": "Origin"}
    if origin and origin != own:
        headers["Access-Control-Allow-Origin"] = origin
    settings = _public(project)
    _add_hours(settings, found[0], app.clock.now())
    settings.is_anybody_online = await team.is_anybody_there(project.id)
    settings.usual_reply_seconds = await reply_times.usual_seconds(project.id)
    settings.faces = await faces.shown(project.id)
    return Response(settings, headers=headers)


HANDLERS = [show_public_settings]


def _asking_origin(request: AnyRequest, own: str) -> str | None:
    """Our own panel asks without an Origin: a browser says so, and no other site can.

    Over plain http, except on this machine, it says so by the Referer only.
    """
    origin, host = request.headers.get("origin"), request.headers.get("host")
    if origin is not None:
        return own if is_own(origin, own, host) else origin
    is_panel = request.headers.get("sec-fetch-site") == "same-origin"
    is_panel = is_panel or is_own(_origin_of(request.headers.get("referer", "")), own, host)
    return own if is_panel else None


def _origin_of(address: str) -> str:
    return "/".join(address.split("/", 3)[:3])


async def _remember(request: AnyRequest, project: Project, own: str, app: AppContext) -> None:
    """Note which site showed the widget."""
    site = request.headers.get("origin")
    if site is None or site == own or not allowed_origin(project, site, own):
        return
    async with app.database.transaction() as tx:
        await actions.mark_widget_seen(tx, project, site, app.clock.now())


def _public(project: Project) -> PublicSettings:
    return PublicSettings(
        project_id=project.id,
        persona_name=project.persona_name,
        persona_avatar_url=project.persona_avatar_url,
        widget=looks_of(project),
        max_content_characters=MAX_CONTENT_CHARACTERS,
        message_rate_limit=project.message_rate_limit,
        message_rate_seconds=project.message_rate_seconds,
        away_message=project.away_message,
        asks_for_email=project.asks_for_email,
        has_responder=project.responder_mode != "off",
    )


def _add_hours(settings: PublicSettings, routing: RoutingGroup, now: datetime) -> None:
    hours = read_hours(msgspec.to_builtins(routing.business_hours))
    opening = opens_at(hours, routing.time_zone, now)
    settings.is_open = is_open(hours, routing.time_zone, now)
    settings.opens_at = to_wire_time(opening) if opening else None
