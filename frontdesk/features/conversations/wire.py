"""Conversations and the project's feed as they cross the network."""

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.projects.wire.settings import ResponderMode
from frontdesk.features.visitors.wire import AttributeName, VisitorWire
from frontdesk.kit.audience import OneVisitor, OneVisitorConnection, ProjectMembers
from frontdesk.kit.partial import Partial, partial_of
from frontdesk.kit.protocol import ClientEvent, Rate, ServerEvent
from frontdesk.kit.wire import OkAck, Wire, WireId

Status: TypeAlias = Literal["open", "pending", "solved", "spam"]
ChatState: TypeAlias = Literal[
    "waiting_assignment", "assigned", "waiting_real_user_reply", "completed"
]
MessageStatus: TypeAlias = Literal["sent", "delivered", "read"]
# What a widget says of the messages it got.
ReceivedMark: TypeAlias = Literal["delivered", "read"]
Priority: TypeAlias = Literal["urgent", "high", "normal", "low"]
HowAssigned: TypeAlias = Literal[
    "claimed", "next", "pushed", "assigned", "reassigned", "handed_over", "replied"
]
ReleaseReason: TypeAlias = Literal[
    "replied",
    "released",
    "reassigned",
    "idle",
    "offline",
    "removed",
    "no_first_reply",
    "visitor_returned",
    "solved",
    "spam",
    "unassigned",
]
TagName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=50)]
Tags: TypeAlias = Annotated[list[TagName], Meta(max_length=20)]
FeedSeq: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1)]


MetadataValue: TypeAlias = Annotated[str, Meta(max_length=500)] | bool | int | float
# What another system knows of a conversation. Null removes a name.
MetadataPatch: TypeAlias = Annotated[dict[AttributeName, MetadataValue | None], Meta(max_length=50)]


class AssigneeWire(Wire):
    """The agent a visitor talks to, as the visitor may know them."""

    name: str
    avatar_url: str | None


class ConversationWire(Wire):
    """A conversation as members see it.

    `revision` grows with every change of the row, `version` only with those an
    ETag guards. A client keeps whichever copy has the higher `revision`.
    """

    id: int
    project_id: int
    visitor: VisitorWire
    status: Status
    chat_state: ChatState
    assignee_id: int | None
    assigned_at: str | None
    last_assignee_id: int | None
    tries: int
    asked_for_person_at: str | None
    priority: Priority
    tags: list[str]
    ai_enabled: bool
    responder_mode: ResponderMode | None
    last_seq: int
    last_message_id: int | None
    last_message_snippet: str | None
    last_message_at: str | None
    agent_read_seq: int
    visitor_delivered_seq: int
    visitor_read_seq: int
    unread_count: int
    waiting_since: str | None
    queued_at: str | None
    agent_replied_at: str | None
    version: int
    revision: int
    created_at: str
    updated_at: str
    metadata: dict[str, MetadataValue] = msgspec.field(default_factory=dict)


class ConversationPage(Wire):
    """A page of the inbox, newest activity first."""

    data: list[ConversationWire]
    next_cursor: str | None


class PatchConversation(Wire):
    """`PATCH …/conversations/{id}`: only what is named changes."""

    status: Status | UnsetType = UNSET
    read: Literal[True] | UnsetType = UNSET
    read_up_to_seq: Annotated[int, Meta(ge=0, le=2**53 - 1)] | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    ai_enabled: bool | UnsetType = UNSET
    responder_mode: ResponderMode | UnsetType | None = UNSET
    metadata: MetadataPatch | UnsetType = UNSET


class AssignmentWire(Wire):
    """One agent's assignment to a conversation; `releaseReason` null means that it lasts."""

    id: int
    agent_id: int
    agent_name: str
    how: HowAssigned
    assigned_by_id: int | None
    assigned_at: str
    first_reply_at: str | None
    released_at: str | None
    release_reason: ReleaseReason | None


class AssignmentPage(Wire):
    """Who held a conversation, the latest first."""

    data: list[AssignmentWire]


class ConversationEventWire(Wire):
    """What made one version of a conversation, for the thread's quiet lines.

    `kind` is what happened (`claimed`, `released`, `status_solved`, ...); `details` says
    more (`from` and `to` are members' ids). `afterSeq` is the last message before it.
    """

    version: int
    kind: str
    actor_id: int | None
    actor_name: str | None
    details: dict[str, Any]
    after_seq: int
    created_at: str


class ConversationEventPage(Wire):
    """The history of one conversation, oldest first."""

    data: list[ConversationEventWire]


# These travel beside the fields that changed, or never change.
BESIDE_FIELDS = ("version", "revision", "visitor")

if TYPE_CHECKING:
    ConversationFields: TypeAlias = Partial
else:
    ConversationFields = partial_of(ConversationWire, "ConversationFields", leave_out=BESIDE_FIELDS)


class ConversationUpdated(Wire):
    """`conversationUpdated`, to members."""

    conversation_id: int
    fields: ConversationFields
    version: int
    revision: int
    feed_seq: int | UnsetType = UNSET


class VisitorConversationUpdated(Wire):
    """`conversationUpdated` to the visitor."""

    conversation_id: int
    status: Status
    assignee: AssigneeWire | None
    ai_enabled: bool
    has_asked_for_person: bool


class VisitorConversation(Wire):
    """The visitor's own conversation, as `identify` answers it."""

    id: int
    status: Status
    assignee: AssigneeWire | None
    ai_enabled: bool
    has_asked_for_person: bool
    last_seq: int
    version: int
    agent_read_seq: int
    visitor_delivered_seq: int
    visitor_read_seq: int


class MessageStatusChanged(Wire):
    """`messageStatusChanged`: the other side's messages up to here moved forward.

    Members also get the conversation's `revision`, and when it happened.
    """

    conversation_id: int
    up_to_seq: int
    status: MessageStatus
    revision: int | UnsetType = UNSET
    at: str | UnsetType = UNSET
    feed_seq: int | UnsetType = UNSET


class ConversationHead(Wire):
    """`conversationHead`, to the visitor every few seconds."""

    conversation_id: int
    seq: int
    version: int
    agent_read_seq: int


class FeedHead(Wire):
    """`feedHead`, to members every few seconds."""

    project_id: int
    feed_seq: int


class FeedEntryWire(Wire):
    """One numbered event of a project's feed; `payload` carries `feedSeq` too."""

    feed_seq: int
    event: str
    payload: dict[str, Any]
    at: str


class FeedPage(Wire):
    """Entries after a cursor, oldest first.

    `resync` says that the cursor is older than the feed keeps, or too far behind:
    take a fresh snapshot instead.
    """

    data: list[FeedEntryWire]
    feed_seq: int
    resync: bool


class JoinProjectRoom(Wire):
    """`joinProjectRoom`, from an agent."""

    project_id: WireId
    after_feed_seq: FeedSeq | None = None


class JoinedProjectRoom(Wire):
    """The acknowledgement of `joinProjectRoom`."""

    room_name: str
    feed_seq: int
    events: list[FeedEntryWire]
    resync: bool
    status: Literal["ok"] = "ok"
    ok: Literal[True] = True


class LeaveProjectRoom(Wire):
    """`leaveProjectRoom`, from an agent."""

    project_id: WireId


JOIN_PROJECT_ROOM = ClientEvent(
    "joinProjectRoom",
    "agent",
    JoinProjectRoom,
    JoinedProjectRoom,
    Rate(5, 50),
    refuses=("not_found",),
)
LEAVE_PROJECT_ROOM = ClientEvent("leaveProjectRoom", "agent", LeaveProjectRoom, OkAck, Rate(5, 50))

VISITOR_CONVERSATION_UPDATED = ServerEvent(
    "conversationUpdated", VisitorConversationUpdated, OneVisitor
)
CONVERSATION_HEAD = ServerEvent("conversationHead", ConversationHead, OneVisitorConnection)
CONVERSATION_UPDATED = ServerEvent(
    "conversationUpdated", ConversationUpdated, ProjectMembers, is_durable=True
)
MESSAGE_STATUS_CHANGED = ServerEvent(
    "messageStatusChanged", MessageStatusChanged, ProjectMembers, is_durable=True
)
VISITOR_MESSAGE_STATUS_CHANGED = ServerEvent(
    "messageStatusChanged", MessageStatusChanged, OneVisitor
)
FEED_HEAD = ServerEvent("feedHead", FeedHead, ProjectMembers)
