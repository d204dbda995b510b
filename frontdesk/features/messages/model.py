"""Messages, and what their text may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.wire import MessageStatus
from frontdesk.features.messages.wire import (
    MAX_CONTENT_CHARACTERS,
    MAX_SESSION_BYTES,
    ContentType,
    MessageWire,
    Sender,
    SenderType,
    SessionMetadata,
)
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.kit.errors import (
    Conflict,
    Gone,
    Invalid,
    NotFound,
    RateLimited,
    TooLong,
    UnstorableText,
)
from frontdesk.kit.ids import ConversationId, MessageId, ProjectId
from frontdesk.kit.wire import to_wire


@dataclass(frozen=True)
class VisitorDraft:
    """What a visitor wants to say."""

    author: VisitorIdentity
    temp_id: str
    content: str
    session: SessionMetadata | None = None


@dataclass(frozen=True)
class AgentDraft:
    """What an agent wants to say."""

    conversation_id: ConversationId
    temp_id: str
    content: str
    is_visitor_online: bool


@dataclass(frozen=True)
class ResponderDraft:
    """What the responder wants to say; its temp id is made of what it answers."""

    temp_id: str
    content: str
    is_visitor_online: bool


@dataclass(frozen=True)
class Message:
    """A row of `messages`, with its sender's name as the other side sees it."""

    project_id: ProjectId
    id: MessageId
    conversation_id: ConversationId
    seq: int
    sender_type: SenderType
    sender_id: int
    sender_name: str
    sender_avatar_url: str | None
    visitor_id: int
    temp_id: str
    content: str
    content_type: ContentType
    status: MessageStatus
    customer_count: int
    handled_by_id: int | None
    created_at: datetime
    delivered_at: datetime | None
    edited_at: datetime | None
    deleted_at: datetime | None
    metadata: dict[str, Any]

    @property
    def is_from_visitor(self) -> bool:
        """Whether the visitor wrote it."""
        return self.sender_type == "visitor"

    def to_wire(self) -> MessageWire:
        """Shape it for anyone but its sender: without the temp id."""
        sender_id = self.sender_id or None
        sender = Sender(self.sender_type, sender_id, self.sender_name, self.sender_avatar_url)
        return to_wire(
            MessageWire,
            self,
            sender=sender,
            sender_id=sender_id,
            from_customer=self.sender_type == "visitor",
            attachments=[],
            temp_id=msgspec.UNSET,
        )

    def to_senders_wire(self) -> MessageWire:
        """Shape it for its sender, who knows it by its temp id."""
        return msgspec.structs.replace(self.to_wire(), temp_id=self.temp_id)


@dataclass(frozen=True)
class Author:
    """Who a message is from, as the other side sees them; the product itself has no id."""

    type: SenderType
    id: int
    name: str
    avatar_url: str | None = None


def newest_message(
    after: Conversation, author: Author, temp_id: str, content: str, status: MessageStatus
) -> Message:
    """Write out the message a conversation was just given by `with_message`."""
    if after.last_message_id is None or after.last_message_at is None:
        raise AssertionError("a conversation that was given a message has a last one")
    return Message(
        project_id=after.project_id,
        id=MessageId(after.last_message_id),
        conversation_id=after.id,
        seq=after.last_seq,
        sender_type=author.type,
        sender_id=author.id,
        sender_name=author.name,
        sender_avatar_url=author.avatar_url,
        visitor_id=after.visitor_id,
        temp_id=temp_id,
        content=content,
        content_type="text",
        status=status,
        customer_count=after.customer_count,
        handled_by_id=author.id if author.type == "agent" else None,
        created_at=after.last_message_at,
        delivered_at=None,
        edited_at=None,
        deleted_at=None,
        metadata={},
    )


def first_status(*, is_visitor_online: bool) -> MessageStatus:
    """Return what the team's messages begin as.

    Where nobody is there to confirm it, one rests in the visitor's history, delivered;
    `delivered_at` stays empty until a widget says otherwise.
    """
    return "sent" if is_visitor_online else "delivered"


@dataclass(frozen=True)
class NewcomerLimits:
    """Messages a minute of visitors nobody has answered; 0 is no limit."""

    per_address: int
    per_project: int


class TempIdTaken(Conflict):
    """This temp id already belongs to a message with other content."""

    reason = "temp_id_taken"
    advice = "Send the message under a new temp id."


class EmptyContent(Invalid):
    """A message needs something in it."""

    reason = "empty_message"


class ContentTooLong(TooLong):
    """A message can have at most 5,000 characters."""

    reason = "message_too_long"
    advice = "Ask for a shorter message, or send it as several."


class TwoDirections(Invalid):
    """Ask for what is after or for what is before, not for both."""

    reason = "two_directions"


class FilesUnavailable(Invalid):
    """Files can't be sent yet."""

    reason = "files_unavailable"


class TooManyMessages(RateLimited):
    """You have sent too many messages at once."""

    reason = "too_many_messages"


class TooManyNewcomers(RateLimited):
    """Many new visitors are writing right now. Please wait a moment."""

    reason = "too_many_newcomers"


class TooManyChanges(RateLimited):
    """You have changed this too often just now."""

    reason = "too_many_changes"


class OtherProject(NotFound):
    """This connection belongs to another project."""

    reason = "other_project"
    advice = "Open a connection for each project."


class OtherVisitor(Conflict):
    """This connection already belongs to another visitor."""

    reason = "other_visitor"
    advice = "Open a new connection."


class ProjectGone(Gone):
    """This project no longer exists."""

    reason = "project_gone"
    advice = "Take the widget off the page."


def clean_content(text: str) -> str:
    """Trim a message, or refuse it.

    Raises `EmptyContent` for one in which nothing can be seen, `ContentTooLong` above
    5,000 characters, `Invalid` for characters no database keeps.
    """
    content = text.strip()
    if len(content) > MAX_CONTENT_CHARACTERS:
        raise ContentTooLong
    if not content or not any(_is_visible(character) for character in content):
        raise EmptyContent
    try:
        content.encode()
    except UnicodeEncodeError as error:
        raise UnstorableText from error
    if "\x00" in content:
        raise UnstorableText
    return content


def within_budget(session: SessionMetadata) -> SessionMetadata | None:
    """Leave out the oldest pages until the rest fits; the message is what matters."""
    pages = session.pages
    while len(msgspec.json.encode(session)) > MAX_SESSION_BYTES:
        if not pages:
            return None
        pages = pages[1:]
        session = msgspec.structs.replace(session, pages=pages)
    return session


def _is_visible(character: str) -> bool:
    # Cc, Cf, Zs and their kin leave no mark: control, zero-width, spaces. Some letters
    # (Hangul fillers, braille blank) look empty too, and are named one by one.
    return unicodedata.category(character)[0] not in "CZM" and character not in "ㅤᅟᅠﾠ⠀"
