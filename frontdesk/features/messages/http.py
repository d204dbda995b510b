"""A conversation's messages over HTTP: reading the thread, replying, typing."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated, TypeAlias

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features import conversations, projects
from frontdesk.features.conversations.model.transitions import Finished, HeldByAnother
from frontdesk.features.messages import actions, store
from frontdesk.features.messages.model import (
    AgentDraft,
    ContentTooLong,
    EmptyContent,
    FilesUnavailable,
    Message,
    TempIdTaken,
    TwoDirections,
    clean_content,
)
from frontdesk.features.messages.wire import MessagePage, MessageWire, PostMessage
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.presence.wire import (
    AGENT_IS_TYPING,
    AGENT_TYPING,
    AgentIsTyping,
    AgentTyping,
    ColleagueTyping,
)
from frontdesk.features.projects.model import AgentMember
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AppContext,
    IdempotencyKey,
    Inject,
    PageSize,
    api_router,
    once,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.sockets import EphemeralEvents
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.ids import ConversationId

AnySeq: TypeAlias = Annotated[int | None, QueryParameter(ge=0, le=2**53 - 1)]

_LATEST = 2**53
_THREAD = "/projects/{project_id:int}/inbox/conversations/{conversation_id:int}"


@get(f"{_THREAD}/messages")
@refuses(TwoDirections)
async def list_messages(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    beforeSeq: AnySeq = None,
    afterSeq: AnySeq = None,
    limit: PageSize = 50,
) -> MessagePage:
    """List messages of a conversation, in their order."""
    if beforeSeq is not None and afterSeq is not None:
        raise TwoDirections
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
        if afterSeq is not None:
            page = await store.find_page_after(tx, found, afterSeq, limit)
            has_more = bool(page) and page[-1].seq < found.last_seq
            edge = page[-1].seq if has_more else None
        else:
            before = beforeSeq if beforeSeq is not None else _LATEST
            page = await store.find_page_before(tx, found, before, limit)
            edge = page[0].seq if page and page[0].seq > 1 else None
    return MessagePage(
        data=[_seen_by(agent, one) for one in page],
        head_seq=found.last_seq,
        next_cursor=None if edge is None else str(edge),
    )


@post(f"{_THREAD}/messages", status_code=201)
@refuses(EmptyContent, ContentTooLong, FilesUnavailable, TempIdTaken, HeldByAnother, Finished)
async def post_message(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[PostMessage],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
    online: Inject[OnlineVisitors],
) -> MessageWire:
    """Reply to the visitor.

    A conversation that is not assigned becomes one's own. The same `tempId` with the same text
    answers the message that is already there.
    """
    content = clean_content(data.text)
    if data.attachment_ids:
        raise FilesUnavailable(fields={"attachmentIds": "Not available."})
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
    # Presence is read before the transaction: it may take a moment, and a row is locked there.
    here = await online.are_online(agent.project_id, [found.visitor_uid])
    draft = AgentDraft(
        conversation_id=conversation_id,
        temp_id=data.temp_id or token_urlsafe(16),
        content=content,
        # Unknown counts as online: `sent` promises less than `delivered`.
        is_visitor_online=here is None or found.visitor_uid in here,
    )

    async def post_once(tx: Transaction) -> MessageWire:
        # Read again in this transaction: a member removed meanwhile writes no more.
        await projects.lock_membership(tx, agent)
        message = await actions.post_reply(tx, agent.project_id, agent.user, draft)
        return message.to_senders_wire()

    return await once(
        app.database, idempotency_key, f"user:{agent.user_id}", MessageWire, post_once
    )


@post(f"{_THREAD}/typing", status_code=204)
async def send_typing(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[AgentTyping],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    ephemeral: Inject[EphemeralEvents],
) -> Response[None]:
    """Tell the visitor and the team that one is typing, or has stopped."""
    async with app.database.snapshot() as tx:
        found = await conversations.find_for_reading(tx, agent.project_id, conversation_id)
    user, is_typing = agent.user, data.is_typing
    to_visitor = AgentIsTyping(agent_name=user.name, is_typing=is_typing)
    await ephemeral.tell(found.visitor_sockets, AGENT_IS_TYPING, to_visitor)
    to_team = ColleagueTyping(
        user_id=user.id, name=user.name, conversation_id=found.id, is_typing=is_typing
    )
    await ephemeral.tell(ProjectMembers(agent.project_id), AGENT_TYPING, to_team)
    return Response(None, status_code=204)


router = api_router([list_messages, post_message, send_typing])


def _seen_by(agent: AgentMember, message: Message) -> MessageWire:
    is_own = message.sender_type == "agent" and message.sender_id == agent.user_id
    return message.to_senders_wire() if is_own else message.to_wire()
