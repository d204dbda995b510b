"""Messages as they cross the network (3-protocol, `Message` and its events)."""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from frontdesk.features.conversations.wire import (
    ConversationWire,
    MessageStatus,
    VisitorConversation,
)
from frontdesk.features.visitors.wire import SiteProfile, VisitorToken, VisitorUid
from frontdesk.kit.audience import OneVisitor, OneVisitorConnection, ProjectMembers
from frontdesk.kit.protocol import ClientEvent, Rate, ServerEvent
from frontdesk.kit.wire import ErrorWire, OkAck, Wire, WireId

MAX_CONTENT_CHARACTERS = 5_000
# `sessionMetadata` as JSON in UTF-8. Above it the oldest pages are left out, by the widget
# before it sends and by the server for everybody else.
MAX_SESSION_BYTES = 48 * 1024

ContentType: TypeAlias = Literal["text", "form_request", "form_submission", "event"]
SenderType: TypeAlias = Literal["visitor", "agent", "ai", "system"]

TempId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\x20-\x7e]+$")]
Seq: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1)]
PageSize: TypeAlias = Annotated[int, Meta(ge=1, le=200)]
Url: TypeAlias = Annotated[str, Meta(max_length=2_048)]


class Sender(Wire, forbid_unknown_fields=False):
    """Who wrote a message, as both sides may know them.

    A process of an older version reads it out of the feed, whatever a newer one wrote.
    """

    type: SenderType
    id: int | None
    name: str
    avatar_url: str | None = None


class MessageWire(Wire):
    """One entry in a conversation."""

    id: int
    conversation_id: int
    seq: int
    content: str
    content_type: ContentType
    from_customer: bool
    sender: Sender
    sender_id: int | None
    visitor_id: int
    handled_by_id: int | None
    status: MessageStatus
    created_at: str
    delivered_at: str | None
    edited_at: str | None
    deleted_at: str | None
    metadata: dict[str, Any]
    attachments: list[dict[str, Any]]
    temp_id: str | UnsetType = UNSET


class PageVisit(Wire):
    """One page the visitor looked at before or while writing."""

    url: Url
    title: Annotated[str, Meta(max_length=300)] | None = None
    at: Annotated[str, Meta(max_length=40)] | None = None


class SessionMetadata(Wire):
    """What the widget knows about the visit; secrets are stripped before it is sent."""

    referrer: Url | None = None
    landing_page: Url | None = None
    pages: Annotated[list[PageVisit], Meta(max_length=10)] = msgspec.field(default_factory=list)
    browser: Annotated[str, Meta(max_length=100)] | None = None
    os: Annotated[str, Meta(max_length=100)] | None = None
    locale: Annotated[str, Meta(max_length=35)] | None = None
    ai_enabled: bool | None = None
    profile: SiteProfile | None = None


class NewMessage(MessageWire, kw_only=True):
    """`newMessage`, to members: the message and its conversation as they now are."""

    conversation: ConversationWire
    feed_seq: int | UnsetType = UNSET


class Identify(Wire):
    """`identify`, from a visitor: settles who owns the socket."""

    project_id: WireId
    visitor_uid: VisitorUid
    visitor_token: VisitorToken | None = None
    after_seq: Seq | None = None


class Identified(Wire):
    """The acknowledgement of `identify`.

    `messages` are those after `afterSeq`, or the newest page; `headSeq` is the
    newest `seq` there is (0 without a conversation). `isContinued`: what the visitor
    writes next belongs into it; else it begins another.
    """

    visitor_uid: str
    visitor_token: str
    conversation: VisitorConversation | None
    messages: list[MessageWire]
    head_seq: int
    has_email: bool = False
    is_continued: bool = False
    ok: Literal[True] = True


class SendMessage(Wire):
    """`sendMessage`, from a visitor. Length is checked after trimming, by the action."""

    content: str
    temp_id: TempId
    session_metadata: SessionMetadata | None = None
    attachment_ids: Annotated[list[int], Meta(max_length=10)] = msgspec.field(default_factory=list)


class FetchMessages(Wire):
    """`fetchMessages`, from a visitor: what lies after or before a `seq`."""

    after_seq: Seq | None = None
    before_seq: Seq | None = None
    limit: PageSize = 50


class UpToSeq(Wire):
    """`messagesDelivered` and `messagesRead`: everything up to and with this `seq`."""

    up_to_seq: Seq


class MessageSent(Wire):
    """`messageSent`, to every tab of the visitor, after commit."""

    temp_id: str
    final_message: MessageWire


class MessageFailed(Wire):
    """`messageFailed`: this message was refused for good."""

    temp_id: str
    error: ErrorWire


class ConversationHistory(Wire):
    """`conversationHistory`, to the visitor who identified."""

    messages: list[MessageWire]


class PostMessage(Wire):
    """`POST …/messages`, an agent's reply."""

    text: str
    temp_id: TempId | None = None
    attachment_ids: Annotated[list[int], Meta(max_length=10)] = msgspec.field(default_factory=list)


class MessagePage(Wire):
    """A page of a thread, oldest first, with the conversation's newest `seq`."""

    data: list[MessageWire]
    head_seq: int
    next_cursor: str | None = None


class SentAck(Wire):
    """The acknowledgement of `sendMessage`."""

    message: MessageWire
    ok: Literal[True] = True


class MessagesAck(Wire):
    """The acknowledgement of `fetchMessages`."""

    messages: list[MessageWire]
    head_seq: int
    ok: Literal[True] = True


class FeedSender(msgspec.Struct, frozen=True):
    """The part of `Sender` that consumers of the feed need."""

    type: str
    id: int | None


class FeedMessage(msgspec.Struct, frozen=True, rename="camel"):
    """The part of `newMessage` that consumers of the feed need.

    They read the rest from the database, as it is by then. Old entries have to fit it, so it
    has no field that was not always there.
    """

    id: int
    conversation_id: int
    seq: int
    sender: FeedSender


IDENTIFY = ClientEvent(
    "identify",
    "visitor",
    Identify,
    Identified,
    Rate(0.1, 20),
    refuses=("other_project", "other_visitor", "wrong_visitor_token", "chat_closed"),
)
SEND_MESSAGE = ClientEvent(
    "sendMessage",
    "visitor",
    SendMessage,
    SentAck,
    Rate(20, 500),
    refuses=(
        *("not_identified", "wrong_visitor_token", "chat_closed", "project_gone"),
        *("empty_message", "message_too_long", "files_unavailable", "too_many_messages"),
        *("too_many_newcomers", "temp_id_taken", "not_stored"),
        # The site's profile goes with the first message.
        *("invalid_email", "unreadable_name"),
    ),
)
FETCH_MESSAGES = ClientEvent(
    "fetchMessages",
    "visitor",
    FetchMessages,
    MessagesAck,
    Rate(5, 100),
    refuses=("not_identified", "chat_closed", "two_directions"),
)
MESSAGES_DELIVERED = ClientEvent(
    "messagesDelivered",
    "visitor",
    UpToSeq,
    OkAck,
    Rate(20, 200),
    refuses=("not_identified", "chat_closed"),
)
MESSAGES_READ = ClientEvent(
    "messagesRead",
    "visitor",
    UpToSeq,
    OkAck,
    Rate(20, 200),
    refuses=("not_identified", "chat_closed"),
)

CONVERSATION_HISTORY = ServerEvent("conversationHistory", ConversationHistory, OneVisitorConnection)
MESSAGE_SENT = ServerEvent("messageSent", MessageSent, OneVisitor)
MESSAGE_FAILED = ServerEvent("messageFailed", MessageFailed, OneVisitor)
AGENT_REPLIED = ServerEvent("agentReplied", MessageWire, OneVisitor)
NEW_MESSAGE = ServerEvent("newMessage", NewMessage, ProjectMembers, is_durable=True)
