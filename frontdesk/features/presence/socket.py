"""Ephemeral events from sockets: typing, pages, agents' beats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from frontdesk.features.accounts import find_session
from frontdesk.features.presence.actions import note_agent
from frontdesk.features.presence.model import (
    Activity,
    AgentConnection,
    InvalidPageAddress,
    LastBeat,
    NoApiKeys,
    NoIdentityTokens,
    NotAdmitted,
    RoomNotJoined,
    VisitorConnection,
)
from frontdesk.features.presence.wire import (
    AGENT_PRESENCE,
    AGENT_VIEWING,
    UPDATE_CONTEXT,
    VISITOR_CONTEXT_UPDATED,
    VISITOR_IS_TYPING,
    VISITOR_TYPING,
    AgentPresence,
    AgentViewing,
    UpdateContext,
    VisitorContextUpdated,
    VisitorIsTyping,
    VisitorTyping,
)
from frontdesk.features.projects.model import allowed_origin
from frontdesk.features.visitors.wire import VisitorHandshake
from frontdesk.infra.http import session_token_in
from frontdesk.infra.sockets import Admitted, SocketEvent, on
from frontdesk.kit import strict_json
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.errors import InvalidPayload, NotFound
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.origins import is_own
from frontdesk.kit.pages import without_secrets
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.features.presence.model import Attendance
    from frontdesk.features.presence.store import OnlineVisitors
    from frontdesk.features.projects.model import Project
    from frontdesk.infra.database import Database
    from frontdesk.infra.sockets import EphemeralEvents, Handshake, Socket
    from frontdesk.kit.clock import Clock

_MAX_ID_DIGITS = 19


async def admit(
    database: Database,
    project_of: Callable[[int], Awaitable[Project]],
    own_origin: str,
    clock: Clock,
    handshake: Handshake,
) -> Admitted:
    """Decide whose socket this is: a visitor's if it names a project, else an agent's.

    Raises `Unauthorized` for anybody else, without saying whether a project exists.
    """
    origin = handshake.headers.get("origin")
    if is_own(origin, own_origin, handshake.headers.get("host")):
        origin = own_origin
    if "projectId" in handshake.query:
        return await _admit_visitor(project_of, own_origin, origin, handshake)
    if origin != own_origin:
        raise NotAdmitted
    if handshake.auth is not None and handshake.auth != {}:
        raise NoApiKeys
    is_secure = own_origin.startswith("https://")
    token = session_token_in(handshake.headers.get("cookie", ""), is_secure=is_secure)
    async with database.snapshot() as tx:
        someone = await find_session(tx, token, clock.now())
    return Admitted("agent", AgentConnection(someone), is_settled=lambda: True)


async def _admit_visitor(
    project_of: Callable[[int], Awaitable[Project]],
    own_origin: str,
    origin: str | None,
    handshake: Handshake,
) -> Admitted:
    auth = {} if handshake.auth is None else handshake.auth
    said = strict_json.convert(auth, VisitorHandshake)
    if said.identity is not None:
        raise NoIdentityTokens
    text = handshake.query["projectId"]
    if not (text.isascii() and text.isdigit() and len(text) < _MAX_ID_DIGITS):
        raise InvalidPayload("projectId is a number.", fields={"projectId": "Not a number."})
    try:
        project = await project_of(int(text))
    except NotFound as error:
        raise NotAdmitted from error
    if not allowed_origin(project, origin, own_origin):
        raise NotAdmitted
    connection = VisitorConnection(project.id, said.visitor_token, origin)
    return Admitted("visitor", connection, connection.is_identified)


def presence_events(
    online: OnlineVisitors, attendance: Attendance, clock: Clock
) -> list[SocketEvent]:
    """Declare the ephemeral events and their handlers."""
    ephemeral = attendance.ephemeral
    return [
        on(VISITOR_IS_TYPING, partial(visitor_is_typing, ephemeral)),
        on(UPDATE_CONTEXT, partial(update_context, online, ephemeral)),
        on(AGENT_PRESENCE, partial(agent_presence, attendance, clock)),
    ]


async def visitor_is_typing(
    ephemeral: EphemeralEvents, socket: Socket, payload: VisitorIsTyping
) -> OkAck:
    """Show members that the visitor types, once there is a conversation to show it in."""
    connection = cast("VisitorConnection", socket.owner)
    identity = connection.settled()
    if connection.conversation_id is not None and not connection.is_blocked:
        typing = VisitorTyping(
            conversation_id=connection.conversation_id,
            visitor_uid=identity.uid,
            is_typing=payload.is_typing,
        )
        await ephemeral.tell(ProjectMembers(connection.project_id), VISITOR_TYPING, typing)
    return OkAck()


async def update_context(
    online: OnlineVisitors, ephemeral: EphemeralEvents, socket: Socket, payload: UpdateContext
) -> OkAck:
    """Show members which page the visitor is on."""
    connection = cast("VisitorConnection", socket.owner)
    identity = connection.settled()
    page = without_secrets(payload.current_url)
    if page is None:
        raise InvalidPageAddress(fields={"currentUrl": "Not http or https."})
    if connection.is_blocked:
        return OkAck()
    await online.set_page(connection.project_id, identity.uid, page, payload.title)
    context = VisitorContextUpdated(
        visitor_uid=identity.uid,
        visitor_id=None,
        current_url=page,
        title=payload.title,
    )
    await ephemeral.tell(ProjectMembers(connection.project_id), VISITOR_CONTEXT_UPDATED, context)
    return OkAck()


async def agent_presence(
    attendance: Attendance, clock: Clock, socket: Socket, payload: AgentPresence
) -> OkAck:
    """Take an agent's beat; tell the others what they look at and whether they are there."""
    connection = cast("AgentConnection", socket.owner)
    if payload.project_id not in connection.states:
        raise RoomNotJoined
    project_id, user = ProjectId(payload.project_id), connection.someone.user
    last = connection.beats.get(project_id)
    beat = LastBeat(payload.state, payload.active, payload.viewing, clock.monotonic())
    if not (last and last.covers(beat)):
        # Only a window that says something new speaks for the state: another one, open
        # since before, would otherwise take it back every few seconds.
        is_news = last is None or last.state != payload.state
        chosen = payload.state if is_news else None
        connection.states[project_id] = payload.state
        connection.beats[project_id] = beat
        activity = Activity(payload.viewing) if payload.active else None
        await note_agent(attendance, project_id, user.id, chosen, activity)
    viewing = AgentViewing(user_id=user.id, name=user.name, conversation_id=payload.viewing)
    await attendance.ephemeral.tell(ProjectMembers(project_id), AGENT_VIEWING, viewing)
    return OkAck()
