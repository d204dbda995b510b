"""What the ingest stream carries, how a worker stores it, and what a process keeps of replies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
import structlog

from frontdesk.features import presence
from frontdesk.features.messages import actions, store
from frontdesk.features.messages.model import Message, VisitorDraft, clean_content
from frontdesk.features.messages.wire import SentAck, SessionMetadata
from frontdesk.features.projects.wire import TeamFace
from frontdesk.features.visitors.model import VisitorIdentity
from frontdesk.infra.ingest import Entry, EntryReply
from frontdesk.infra.testing.pauses import pause_point
from frontdesk.kit import strict_json
from frontdesk.kit.errors import Refused
from frontdesk.kit.ids import ProjectId
from frontdesk.kit.wire import ErrorWire, RefusedAck

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.infra.database import Database, Transaction
    from frontdesk.kit.clock import Clock

log = structlog.get_logger()

_MAX_BODY_BYTES = 128 * 1024
KEPT_SECONDS = 60.0
FACES_KEPT_SECONDS = 10.0
_MAX_KEPT = 10_000
_MAX_FACES = 3

T = TypeVar("T")


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
    return msgspec.Raw(strict_json.encode(RefusedAck(ErrorWire(answer.code, answer.message))))


class _Kept(Generic[T]):
    """What was found out about each project, and when."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        look: Callable[[Transaction, ProjectId], Awaitable[T]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._look = look
        self._kept: dict[ProjectId, tuple[float, T]] = {}
        # One looks, the others wait for the result.
        self._looking = asyncio.Lock()

    async def find(self, project_id: ProjectId, kept_seconds: float) -> T:
        """Return what is known, looked up again once it is too old."""
        async with self._looking:
            now = self._clock.monotonic()
            kept = self._kept.get(project_id)
            if kept is None or now - kept[0] >= kept_seconds:
                if len(self._kept) >= _MAX_KEPT:
                    self._kept.clear()
                async with self._database.snapshot() as tx:
                    kept = (now, await self._look(tx, project_id))
                self._kept[project_id] = kept
        return kept[1]


class ReplyTimes:
    """How long a first answer usually takes, each at most a minute old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._kept = _Kept(database, clock, store.usual_reply_seconds)

    async def usual_seconds(self, project_id: ProjectId) -> int | None:
        """Return the median of a project's latest first answers, if there are enough."""
        return await self._kept.find(project_id, KEPT_SECONDS)


class TeamFaces:
    """The people behind a project's persona, each list at most some seconds old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._kept = _Kept(database, clock, _find_faces)

    async def shown(self, project_id: ProjectId) -> list[TeamFace]:
        """Return at most three: who could answer now, then who answered of late."""
        return await self._kept.find(project_id, FACES_KEPT_SECONDS)


async def _find_faces(tx: Transaction, project_id: ProjectId) -> list[TeamFace]:
    here = await presence.find_available(tx, project_id)
    found = await store.find_faces(tx, project_id, here, _MAX_FACES)
    return [TeamFace(name=name, avatar_url=avatar_url) for name, avatar_url in found]
