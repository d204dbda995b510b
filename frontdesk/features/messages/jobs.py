"""What the ingest stream carries, and how a worker stores it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import structlog

from frontdesk.features.messages import actions
from frontdesk.features.messages.model import Message, VisitorDraft, clean_content
from frontdesk.features.messages.wire import SentAck, SessionMetadata
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.infra.ingest import Entry, EntryReply
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Refused
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.wire import RefusedAck, error_wire

if TYPE_CHECKING:
    from frontdesk.infra.database import Database

log = structlog.get_logger()

_MAX_BODY_BYTES = 128 * 1024


class IngestBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visitor's message on its way through the stream."""

    project_id: int
    uid: str
    key: str
    temp_id: str
    content: str
    session: SessionMetadata | None = None


async def store_batch(database: Database, entries: Sequence[Entry]) -> list[EntryReply]:
    """Store what can be stored in one transaction, and answer every entry in order."""
    read = [_read(entry) for entry in entries]
    drafts = [one for one in read if isinstance(one, VisitorDraft)]
    await pause_point("messages.before_begin")
    outcomes: list[Message | Refused] = []
    if drafts:
        async with database.transaction() as tx:
            outcomes = list(await actions.post_visitor_messages(tx, drafts))
            await pause_point("messages.before_commit")
    await pause_point("messages.committed")
    following = iter(outcomes)
    return [
        EntryReply(entry.id, _ack(one), dead_letter_reason=one.code)
        if isinstance(one, Refused)
        else EntryReply(entry.id, _ack(next(following)))
        for entry, one in zip(entries, read, strict=True)
    ]


def _read(entry: Entry) -> VisitorDraft | Refused:
    """Parse what the stream held; it is checked again, as anyone may have written it."""
    try:
        body = _decoded(entry.body)
        author = VisitorIdentity(ProjectId(body.project_id), body.uid, body.key)
        return VisitorDraft(author, body.temp_id, clean_content(body.content), body.session)
    except Refused as refusal:
        log.warning("An entry of the ingest stream is refused", code=refusal.code, entry=entry.id)
        return refusal


def _decoded(body: bytes) -> IngestBody:
    """Parse the short way what looks like our own writing; the strict way decides the rest."""
    # Our encoder writes text as it is: an escape may stand for a character PostgreSQL refuses.
    if b"\\u" not in body and len(body) <= _MAX_BODY_BYTES:
        try:
            return _decoder.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
    return strict_json.decode_as(body, IngestBody, max_bytes=_MAX_BODY_BYTES)


_decoder = msgspec.json.Decoder(IngestBody)


def _ack(answer: Message | Refused) -> msgspec.Raw:
    if isinstance(answer, Message):
        return msgspec.Raw(strict_json.encode(SentAck(message=answer.to_senders_wire())))
    return msgspec.Raw(strict_json.encode(RefusedAck(error_wire(answer))))
