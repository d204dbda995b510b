"""The worker's side of ingest: read in order, commit, answer, and only then acknowledge."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
import structlog
from redis.exceptions import ResponseError

from frontdesk.infra.batch_window import BatchWindow
from frontdesk.infra.ingest import keys
from frontdesk.infra.ingest.batch import Batcher, BatchHandler, Entry, EntryReply
from frontdesk.infra.ingest.dead_letters import dead_letter
from frontdesk.infra.ingest.leases import Leases
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.pause_points import pause_point
from frontdesk.infra.redis import Subscriber
from frontdesk.infra.redis.link import AWAY, RedisLink
from frontdesk.infra.redis.values import Value
from frontdesk.infra.tasks import running
from frontdesk.kit.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

log = structlog.get_logger()

BATCH = 200
_SWEEP_SECONDS = 0.5
_RETRY_SECONDS = 0.25
# A batch costs some milliseconds of processor time here and in PostgreSQL, however small.
_WINDOW = (0.01, 0.04, 0.0005)

# Reading and checking the lease are one step, so that a worker that slept through its
# lease can't take entries that its successor's have already overtaken.
_READ = """
if redis.call('get', KEYS[2]) ~= ARGV[1] then return false end
return redis.call('xreadgroup', 'group', ARGV[2], ARGV[3], 'count', ARGV[4],
                  'streams', KEYS[1], ARGV[5])
"""


class _Taken(msgspec.Struct, frozen=True):
    shard: int
    stream_id: bytes
    entry: Entry


class Consumer:
    """Reads the shards this worker owns, and has a handler store what they hold."""

    def __init__(self, link: RedisLink, handle: BatchHandler, *, worker: str, shards: int) -> None:
        """Name the worker; nothing is read before `run`."""
        self._link = link
        self._connection = link.dedicated_connection()
        self._window = BatchWindow(*_WINDOW)
        self._worker = worker
        self._batcher = Batcher(handle, partial(dead_letter, link))
        self._leases = Leases(link, worker=worker, shards=shards, on_taken=self._take_over)
        self._dirty: dict[int, None] = {}
        # Shards just taken over: what their last owner left unfinished comes first.
        self._inherited: set[int] = set()
        self._notifier = Notifier()

    async def run(self) -> None:
        """Consume until cancelled; then give the shards back."""
        subscriber = Subscriber(self._link, {keys.WAKEUPS: self._receive})
        try:
            async with running(self._leases.run(), subscriber.run(), self._consume()):
                await asyncio.Event().wait()
        finally:
            await self._leases.release()

    def _take_over(self, shard: int) -> None:
        self._inherited.add(shard)
        self._mark(shard)

    def _receive(self, data: bytes) -> None:
        self._dirty.update(dict.fromkeys(map(int, data.split(b","))))
        self._notifier.notify()

    def _mark(self, shard: int) -> None:
        self._dirty[shard] = None
        self._notifier.notify()

    async def _consume(self) -> None:
        while True:
            try:
                taken = await self._next_batch()
                if taken:
                    await self._store(taken)
            except AWAY as error:
                self._link.mark_down(error)
                # What was read and not acknowledged is pending under our own name now.
                self._inherited.update(self._leases.owned)
                await asyncio.sleep(_RETRY_SECONDS)

    async def _next_batch(self) -> list[_Taken]:
        if not self._dirty:
            await self._wait_for_wakeup()
        await self._window.wait()
        shards = [shard for shard in self._dirty if shard in self._leases.owned][:BATCH]
        self._dirty = {shard: None for shard in self._dirty if shard not in shards}
        if not shards:
            self._dirty.clear()
            return []
        taken = await self._read_shards(shards, BATCH // len(shards))
        self._window.note(len(taken))
        return taken

    async def _wait_for_wakeup(self) -> None:
        """Wait until something arrives; look anyway now and then, as a notification can be lost."""
        if not await self._notifier.wait(_SWEEP_SECONDS):
            self._dirty = dict.fromkeys(self._leases.owned)

    async def _read_shards(self, shards: Sequence[int], count: int) -> list[_Taken]:
        """Read from each shard an equal part of the batch, in one round trip."""
        starts = ["0" if shard in self._inherited else ">" for shard in shards]
        answers = await self._connection.try_all(
            [
                self._reading(shard, count, start)
                for shard, start in zip(shards, starts, strict=True)
            ]
        )
        taken: list[_Taken] = []
        for shard, start, answer in zip(shards, starts, answers, strict=True):
            if isinstance(answer, ResponseError):
                await self._make_group(shard, answer)
                continue
            found = _parse(shard, answer)
            taken += found
            if start == "0" and not found:
                self._inherited.discard(shard)
            if start == "0" or len(found) == count:
                # There may be more, but not in this batch: what is pending would be read
                # again and again until it is stored, and the others have their turn first.
                self._mark(shard)
        return taken

    def _reading(self, shard: int, count: int, start: str) -> tuple[Value, ...]:
        stream, lease = keys.stream(shard), keys.lease(shard)
        return (
            *("EVAL", _READ, 2, stream, lease),
            *(self._worker, keys.GROUP, keys.CONSUMER, count, start),
        )

    async def _make_group(self, shard: int, error: ResponseError) -> None:
        """Begin the stream of a shard; raise any error but the one that says it has none."""
        if "NOGROUP" not in str(error):
            raise error
        stream = keys.stream(shard)
        try:
            await self._link.client.xgroup_create(stream, keys.GROUP, id="0", mkstream=True)
        except ResponseError as refused:
            if "BUSYGROUP" not in str(refused):
                raise
        self._mark(shard)

    async def _store(self, taken: Sequence[_Taken]) -> None:
        entries = [one.entry for one in taken]
        while True:
            try:
                replies = await self._batcher.run(entries)
            except Unavailable:
                # The database is away. The entries are safe in the stream, and order
                # matters more than progress: wait with them.
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                break
        await pause_point("ingest.committed")
        await self._answer_and_let_go(taken, replies)

    async def _answer_and_let_go(
        self, taken: Sequence[_Taken], replies: Sequence[EntryReply]
    ) -> None:
        by_process: dict[str, list[EntryReply]] = {}
        for one, reply in zip(taken, replies, strict=True):
            by_process.setdefault(one.entry.reply_to, []).append(reply)
        by_shard: dict[int, list[bytes]] = {}
        for one in taken:
            by_shard.setdefault(one.shard, []).append(one.stream_id)
        commands: list[tuple[Value, ...]] = [
            ("PUBLISH", keys.replies(process), msgspec.json.encode(answers))
            for process, answers in by_process.items()
        ]
        for shard, ids in by_shard.items():
            commands.append(("XACK", keys.stream(shard), keys.GROUP, *ids))
            commands.append(("XDEL", keys.stream(shard), *ids))
        await self._connection.run_all(commands)


def _parse(shard: int, answer: Any) -> list[_Taken]:  # noqa: ANN401 - Redis answers any shape
    """Read what XREADGROUP answered; a field that is missing becomes an empty body.

    An entry without a readable body is refused by the handler's parser like any other
    bad input, so it ends as a dead letter and not as a loop.
    """
    if not answer:
        return []
    groups = answer.items() if isinstance(answer, dict) else answer
    taken: list[_Taken] = []
    for _, items in groups:
        for stream_id, pairs in items:
            fields = dict(zip(pairs[::2], pairs[1::2], strict=True)) if pairs else {}
            entry = Entry(
                id=fields.get(b"id", stream_id).decode(errors="replace"),
                reply_to=fields.get(b"to", b"").decode(errors="replace"),
                body=fields.get(b"body", b""),
            )
            taken.append(_Taken(shard, stream_id, entry))
    return taken
