"""The inbox over HTTP: lists, one conversation, its changes, the feed."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from litestar import get, patch
from litestar.params import FromPath, JSONBody, QueryParameter

from frontdesk.features.conversations import access, actions, store
from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.details import InvalidMetadata, UnreadableTag
from frontdesk.features.conversations.model.threads import Threads
from frontdesk.features.conversations.model.transitions import (
    AnotherConversationOpen,
    NoSuchMember,
    VisitorStillBlocked,
)
from frontdesk.features.conversations.wire import (
    ChatState,
    ConversationEventPage,
    ConversationEventWire,
    ConversationPage,
    ConversationWire,
    FeedPage,
    PatchConversation,
    Status,
)
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.projects.model import AgentMember
from frontdesk.infra.http import (
    AppContext,
    IfMatch,
    Inject,
    PageSize,
    Tagged,
    api_router,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.errors import InvalidCursor, InvalidPayload, Stale, UnstorableText
from frontdesk.kit.ids import MAX_ID, ConversationId
from frontdesk.kit.wire import to_wire

After: TypeAlias = Annotated[int, QueryParameter(ge=0, le=2**53 - 1)]
FeedSize: TypeAlias = Annotated[int, QueryParameter(ge=1, le=500)]
SearchText: TypeAlias = Annotated[str | None, QueryParameter(max_length=200)]
AnyStatus: TypeAlias = Annotated[Status | None, QueryParameter()]
AnyChatState: TypeAlias = Annotated[ChatState | None, QueryParameter()]
AnyTag: TypeAlias = Annotated[str | None, QueryParameter(max_length=50)]
OnlyUnread: TypeAlias = Annotated[Literal["true"] | None, QueryParameter()]
AnyCursor: TypeAlias = Annotated[str | None, QueryParameter(max_length=64)]
Assignee: TypeAlias = Annotated[str | None, QueryParameter(max_length=20)]

_UNASSIGNED = "none"
_ME = "me"


@get("/projects/{project_id:int}/inbox/conversations")
@refuses(NoSuchMember, UnstorableText, InvalidCursor)
async def list_conversations(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
    status: AnyStatus = None,
    chatState: AnyChatState = None,
    assignee: Assignee = None,
    tag: AnyTag = None,
    unread: OnlyUnread = None,
    q: SearchText = None,
    cursor: AnyCursor = None,
    limit: PageSize = 50,
) -> ConversationPage:
    """List the conversations of the inbox, the latest message first."""
    wanted = store.InboxFilter(
        status=status,
        chat_state=chatState,
        assignee_id=_assignee_id(assignee, agent),
        is_unassigned=assignee == _UNASSIGNED,
        is_unread=unread is not None,
        tag=_stored_text(tag, "tag"),
        text=_stored_text(q, "q"),
    )
    behind = store.InboxCursor.parse(cursor) if cursor is not None else None
    async with app.database.snapshot() as tx:
        rows = await store.list_inbox(tx, agent.project_id, wanted, behind, limit + 1)
    page = rows[:limit]
    has_more = len(rows) > limit and page[-1].last_message_at is not None
    last = page[-1] if has_more else None
    next_cursor = (
        store.InboxCursor(last.last_message_at, last.id).to_text()
        if last is not None and last.last_message_at is not None
        else None
    )
    return ConversationPage(await _with_presence(online, agent.project_id, page), next_cursor)


@get("/projects/{project_id:int}/inbox/conversations/{conversation_id:int}")
async def show_conversation(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    online: Inject[OnlineVisitors],
) -> Tagged[ConversationWire]:
    """Show a conversation."""
    async with app.database.snapshot() as tx:
        found = await access.find_for_reading(tx, agent.project_id, conversation_id)
    return await _shown(online, found)


@patch("/projects/{project_id:int}/inbox/conversations/{conversation_id:int}")
@refuses(UnreadableTag, InvalidMetadata, VisitorStillBlocked, AnotherConversationOpen)
async def edit_conversation(
    conversation_id: FromPath[ConversationId],
    data: JSONBody[PatchConversation],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    if_match: Inject[IfMatch],
    online: Inject[OnlineVisitors],
    threads: Inject[Threads],
) -> Tagged[ConversationWire]:
    """Change a conversation: its status, tags, priority, what is read, and the assistant's part.

    Only the fields that are named change.
    """
    if data.read_up_to_seq is not msgspec.UNSET and data.read is msgspec.UNSET:
        raise InvalidPayload("readUpToSeq goes with read.", fields={"readUpToSeq": "Needs read."})
    async with app.database.transaction() as tx:
        found = await access.lock_for_change(tx, agent.project_id, conversation_id)
        await pause_point("conversations.patch_locked")
        if if_match.version() not in (None, found.version):
            raise Stale
        if data.read is not msgspec.UNSET:
            up_to = found.last_seq if data.read_up_to_seq is msgspec.UNSET else data.read_up_to_seq
            found = await actions.mark_read_by_agent(tx, found, up_to, threads)
        found = await actions.edit_details(tx, agent.user_id, found, data)
        if data.status is not msgspec.UNSET:
            found = await actions.set_status(tx, agent.user_id, found, data.status, threads)
    return await _shown(online, found)


@get("/projects/{project_id:int}/inbox/conversations/{conversation_id:int}/events")
async def list_conversation_events(
    conversation_id: FromPath[ConversationId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> ConversationEventPage:
    """List what happened to a conversation, the oldest first."""
    async with app.database.snapshot() as tx:
        found = await access.find_for_reading(tx, agent.project_id, conversation_id)
        rows = await store.list_versions(tx, found)
    return ConversationEventPage([to_wire(ConversationEventWire, row) for row in rows])


@get("/projects/{project_id:int}/feed")
async def show_feed(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    after: After = 0,
    limit: FeedSize = 500,
) -> FeedPage:
    """Read everything that happened in a project behind a cursor.

    `resync` means that the feed no longer reaches back that far: load afresh.
    """
    async with app.database.snapshot() as tx:
        return await access.read_feed(tx, agent.project_id, after, limit)


router = api_router(
    [
        list_conversations,
        show_conversation,
        edit_conversation,
        list_conversation_events,
        show_feed,
    ]
)


async def _shown(online: OnlineVisitors, found: Conversation) -> Tagged[ConversationWire]:
    [shown] = await _with_presence(online, found.project_id, [found])
    return Tagged(shown, found.version)


async def _with_presence(
    online: OnlineVisitors, project_id: int, conversations: list[Conversation]
) -> list[ConversationWire]:
    """Shape rows and say who is online; unknown counts as offline until an event says more."""
    here = await online.are_online(project_id, [one.visitor_uid for one in conversations])
    shown = []
    for one in conversations:
        wire = one.to_wire()
        is_online = here is not None and one.visitor_uid in here
        visitor = msgspec.structs.replace(wire.visitor, is_online=is_online)
        shown.append(msgspec.structs.replace(wire, visitor=visitor))
    return shown


def _assignee_id(assignee: str | None, agent: AgentMember) -> int | None:
    if assignee is None or assignee == _UNASSIGNED:
        return None
    if assignee == _ME:
        return agent.user_id
    is_number = assignee.isascii() and assignee.isdigit()
    if not is_number or int(assignee) > MAX_ID:
        problem = "A member's id, `me` or `none`."
        raise NoSuchMember("There is no such assignee.", fields={"assignee": problem})
    return int(assignee)


def _stored_text(text: str | None, field: str) -> str | None:
    if text is not None and "\x00" in text:
        raise UnstorableText("This text contains a NUL character.", fields={field: "NUL."})
    return text
