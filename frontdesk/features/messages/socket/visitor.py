"""What a visitor's socket may say about messages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec

from frontdesk.features import conversations, presence, visitors
from frontdesk.features.messages import store
from frontdesk.features.messages.jobs import IngestBody
from frontdesk.features.messages.model import (
    FilesUnavailable,
    OtherProject,
    OtherVisitor,
    TwoDirections,
    clean_content,
    within_budget,
)
from frontdesk.features.messages.socket.contact import set_contact, set_profile
from frontdesk.features.messages.wire import (
    CONVERSATION_HISTORY,
    FETCH_MESSAGES,
    IDENTIFY,
    MESSAGES_DELIVERED,
    MESSAGES_READ,
    SEND_MESSAGE,
    ConversationHistory,
    FetchMessages,
    Identified,
    Identify,
    MessagesAck,
    MessageWire,
    SendMessage,
    SessionMetadata,
    UpToSeq,
)
from frontdesk.features.visitors.model import sign
from frontdesk.features.visitors.wire import SET_CONTACT, SET_PROFILE
from frontdesk.infra.sockets import SocketEvent, on
from frontdesk.kit.pages import without_secrets
from frontdesk.kit.wire import OkAck

if TYPE_CHECKING:
    import asyncio

    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.wire import ReceivedMark
    from frontdesk.features.messages.model import Message
    from frontdesk.features.messages.socket.rates import MessageRates
    from frontdesk.features.presence import OnlineVisitors
    from frontdesk.features.presence.model import VisitorConnection
    from frontdesk.features.visitors.model import VisitorIdentity
    from frontdesk.infra.database import Database, Transaction
    from frontdesk.infra.ingest import Intake
    from frontdesk.infra.limits import SlidingWindow
    from frontdesk.infra.outbox import FeedTail
    from frontdesk.infra.sockets import EphemeralEvents, Socket

_HISTORY = 50
_CATCH_UP = 200
_LATEST = 2**53


@dataclass(frozen=True)
class VisitorDependencies:
    """What the visitor's handlers work with."""

    database: Database
    intake: Intake
    window: SlidingWindow
    rates: MessageRates
    tail: FeedTail
    online: OnlineVisitors
    ephemeral: EphemeralEvents
    secret: bytes


def visitor_events(deps: VisitorDependencies) -> list[SocketEvent]:
    """Declare the visitor's events and their handlers."""
    return [
        on(IDENTIFY, partial(identify, deps)),
        on(SEND_MESSAGE, partial(send_message, deps)),
        on(FETCH_MESSAGES, partial(fetch_messages, deps)),
        on(MESSAGES_DELIVERED, partial(mark_received, deps, "delivered")),
        on(MESSAGES_READ, partial(mark_received, deps, "read")),
        on(SET_CONTACT, partial(set_contact, deps.database, deps.window)),
        on(SET_PROFILE, partial(set_profile, deps.database, deps.window)),
    ]


async def identify(deps: VisitorDependencies, socket: Socket, payload: Identify) -> Identified:
    """Settle who owns the socket, subscribe it, and only then take the snapshot."""
    connection = cast("VisitorConnection", socket.owner)
    if payload.project_id != connection.project_id:
        raise OtherProject
    identity = await _settle(deps, connection, payload)
    # Until the snapshot was allowed; one who was blocked hears that it was not.
    connection.is_blocked = True
    await deps.tail.follow(connection.project_id)
    socket.join(identity.sockets.room)
    async with deps.database.snapshot() as tx:
        shown = await conversations.find_shown_to(tx, identity)
        messages = await _snapshot(tx, shown, payload.after_seq)
        assignee = await conversations.name_of_assignee(tx, shown) if shown else None
        known = await visitors.find_by_uid(tx, identity.project_id, identity.uid)
        is_continued = shown is not None and await conversations.is_continued(tx, shown)
    connection.is_blocked = False
    connection.conversation_id = shown.id if shown else None
    connection.is_answered = shown is not None and shown.agent_replied_at is not None
    answer = Identified(
        visitor_uid=identity.uid,
        visitor_token=sign(identity, deps.secret),
        conversation=shown.to_visitors_wire(assignee) if shown else None,
        messages=[_for_visitor(message) for message in messages],
        head_seq=shown.last_seq if shown else 0,
        has_email=known is not None and known.email is not None,
        is_continued=is_continued,
    )
    socket.tell(CONVERSATION_HISTORY, ConversationHistory(answer.messages))
    await presence.arrive(deps.online, deps.ephemeral, socket, identity)
    return answer


async def _settle(
    deps: VisitorDependencies, connection: VisitorConnection, payload: Identify
) -> VisitorIdentity:
    if connection.identity is not None and connection.identity.uid != payload.visitor_uid:
        raise OtherVisitor
    token = payload.visitor_token or connection.offered_token
    if connection.identity is not None and token is None:
        return connection.identity
    async with deps.database.snapshot() as tx:
        identity = await visitors.settle_identity(
            tx, connection.project_id, payload.visitor_uid, token, deps.secret
        )
    if connection.identity is not None and connection.identity != identity:
        raise OtherVisitor
    connection.identity = identity
    return identity


async def _snapshot(
    tx: Transaction, shown: Conversation | None, after_seq: int | None
) -> list[Message]:
    if shown is None:
        return []
    if after_seq is not None:
        return await store.find_page_after(tx, shown, after_seq, _CATCH_UP)
    return await store.find_page_before(tx, shown, _LATEST, _HISTORY)


async def send_message(
    deps: VisitorDependencies, socket: Socket, payload: SendMessage
) -> asyncio.Future[msgspec.Raw]:
    """Hand a message over and promise its acknowledgement for when it is committed."""
    connection = cast("VisitorConnection", socket.owner)
    identity = connection.settled()
    content = clean_content(payload.content)
    if payload.attachment_ids:
        raise FilesUnavailable(fields={"attachmentIds": "Not available."})
    session = _checked(payload.session_metadata) if payload.session_metadata else None
    await deps.rates.check(connection, socket.address, payload.temp_id)
    deps.online.mark_live(identity.project_id, identity.uid, socket.sid)
    body = IngestBody(
        project_id=identity.project_id,
        uid=identity.uid,
        key=identity.key,
        temp_id=payload.temp_id,
        content=content,
        session=session,
    )
    return deps.intake.submit(
        f"{identity.project_id}:{identity.uid}",
        f"{payload.temp_id}:{hash(content)}",
        msgspec.json.encode(body),
    )


def _checked(session: SessionMetadata) -> SessionMetadata | None:
    # An address that no agent could open is left out; the message is what matters.
    visited = ((page, without_secrets(page.url)) for page in session.pages)
    profile = session.profile
    checked = msgspec.structs.replace(
        session,
        referrer=without_secrets(session.referrer or ""),
        landing_page=without_secrets(session.landing_page or ""),
        pages=[msgspec.structs.replace(page, url=url) for page, url in visited if url],
        profile=None if profile is None else visitors.clean_profile(profile),
    )
    return within_budget(checked)


async def fetch_messages(
    deps: VisitorDependencies, socket: Socket, payload: FetchMessages
) -> MessagesAck:
    """Return a page of the visitor's conversation."""
    connection = cast("VisitorConnection", socket.owner)
    identity = connection.settled()
    if payload.after_seq is not None and payload.before_seq is not None:
        raise TwoDirections
    async with deps.database.snapshot() as tx:
        shown = await conversations.find_shown_to(tx, identity)
        connection.conversation_id = shown.id if shown else None
        if shown is None:
            return MessagesAck(messages=[], head_seq=0)
        if payload.after_seq is not None:
            page = await store.find_page_after(tx, shown, payload.after_seq, payload.limit)
        else:
            before = payload.before_seq if payload.before_seq is not None else _LATEST
            page = await store.find_page_before(tx, shown, before, payload.limit)
    return MessagesAck(messages=[_for_visitor(one) for one in page], head_seq=shown.last_seq)


async def mark_received(
    deps: VisitorDependencies, mark: ReceivedMark, socket: Socket, payload: UpToSeq
) -> OkAck:
    """Take the widget's word for what arrived and what was seen."""
    connection = cast("VisitorConnection", socket.owner)
    identity = connection.settled()
    async with deps.database.transaction() as tx:
        shown = await conversations.find_shown_to(tx, identity)
        if shown is not None:
            await conversations.mark_received_by_visitor(
                tx, shown.project_id, shown.id, payload.up_to_seq, mark
            )
    return OkAck()


def _for_visitor(message: Message) -> MessageWire:
    return message.to_senders_wire() if message.is_from_visitor else message.to_wire()
