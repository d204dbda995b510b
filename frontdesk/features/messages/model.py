"""Messages, and what their text may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

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
from frontdesk.kit.errors import Conflict, Invalid, TooLong
from frontdesk.kit.ids import ConversationId, MessageId, ProjectId
from frontdesk.kit.wire import to_wire_time


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
        return MessageWire(
            id=self.id,
            conversation_id=self.conversation_id,
            seq=self.seq,
            content=self.content,
            content_type=self.content_type,
            from_customer=self.is_from_visitor,
            sender=Sender(
                type=self.sender_type,
                id=sender_id,
                name=self.sender_name,
                avatar_url=self.sender_avatar_url,
            ),
            sender_id=sender_id,
            visitor_id=self.visitor_id,
            handled_by_id=self.handled_by_id,
            status=self.status,
            created_at=to_wire_time(self.created_at),
            delivered_at=_time(self.delivered_at),
            edited_at=_time(self.edited_at),
            deleted_at=_time(self.deleted_at),
            metadata=self.metadata,
            attachments=[],
        )

    def to_senders_wire(self) -> MessageWire:
        """Shape it for its sender, who knows it by its temp id."""
        return msgspec.structs.replace(self.to_wire(), temp_id=self.temp_id)


class TempIdTaken(Conflict):
    """This temp id already belongs to a message with other content."""


class EmptyContent(Invalid):
    """A message needs something in it."""


class ContentTooLong(TooLong):
    """A message can have at most 5,000 characters."""


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
    if "\x00" in content or not _is_unicode(content):
        raise Invalid("This text contains characters that cannot be stored.")
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


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _time(at: datetime | None) -> str | None:
    return None if at is None else to_wire_time(at)
