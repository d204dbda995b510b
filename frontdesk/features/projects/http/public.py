"""What a site's widget may ask before anyone has said anything."""

from __future__ import annotations

from typing import Any, TypeAlias

from litestar import Response, get
from litestar.connection import Request
from litestar.params import FromPath

from frontdesk.features.projects import access, actions
from frontdesk.features.projects.http.projects import looks_of
from frontdesk.features.projects.model import Project, allowed_origin
from frontdesk.features.projects.wire import PublicSettings
from frontdesk.infra.http import Given, House
from frontdesk.kit.errors import Forbidden
from frontdesk.kit.ids import ProjectId

AnyRequest: TypeAlias = Request[Any, Any, Any]

MAX_CONTENT_CHARACTERS = 5_000


@get("/public/projects/{project_id:int}/settings")
async def show_public_settings(
    request: AnyRequest, project_id: FromPath[int], house: Given[House]
) -> Response[PublicSettings]:
    own = house.settings.own_origin
    async with house.database.snapshot() as tx:
        project = await access.find_public(tx, ProjectId(project_id))
    origin = _asking_origin(request, own)
    if project is None or not allowed_origin(project, origin, own):
        raise Forbidden("This page may not show the widget.")
    await _remember(request, project, own, house)
    headers = {"Vary": "Origin"}
    if origin and origin != own:
        headers["Access-Control-Allow-Origin"] = origin
    return Response(_public(project), headers=headers)


HANDLERS = [show_public_settings]


def _asking_origin(request: AnyRequest, own: str) -> str | None:
    """Our own panel asks without an Origin: a browser says so, and no other site can.

    Over plain http, except on this machine, it says so by the Referer only.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        return origin
    is_panel = request.headers.get("sec-fetch-site") == "same-origin"
    is_panel = is_panel or request.headers.get("referer", "").startswith(f"{own}/")
    return own if is_panel else None


async def _remember(request: AnyRequest, project: Project, own: str, house: House) -> None:
    """Note which site showed the widget."""
    site = request.headers.get("origin")
    if site is None or site == own or not allowed_origin(project, site, own):
        return
    async with house.database.transaction() as tx:
        await actions.mark_widget_seen(tx, project, site, house.clock.now())


def _public(project: Project) -> PublicSettings:
    return PublicSettings(
        project_id=project.id,
        persona_name=project.persona_name,
        persona_avatar_url=project.persona_avatar_url,
        widget=looks_of(project),
        max_content_characters=MAX_CONTENT_CHARACTERS,
        message_rate_limit=project.message_rate_limit,
        message_rate_seconds=project.message_rate_seconds,
    )
