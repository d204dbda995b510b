"""The web process's side of the way in.

It keeps whatever it handed over until it is answered. As long as Redis is there,
entries go into the stream of their shard; when Redis goes away, or an answer is
overdue, it writes everything unanswered itself, oldest first and before anything
newer. The stream's copies are then no-ops, because storing is idempotent.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import structlog

from frontdesk.infra.batch_window import BatchWindow
from frontdesk.infra.ingest import keys
from frontdesk.infra.ingest.batch import Batcher, BatchHandler, Entry, EntryReply
from frontdesk.infra.ingest.dead_letters import dead_letter
from frontdesk.infra.metrics import CONFIRMED_SECONDS
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.redis.link import AWAY, RedisLink
from frontdesk.infra.redis.values import Value
from frontdesk.infra.tasks import running
from frontdesk.kit.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.kit.clock import Clock

log = structlog.get_logger()

MAX_UNANSWERED = 20_000
OVERDUE_SECONDS = 4.0
# After this long a sender hears that it is not known yet; the entry stays where it is.
ANSWER_SECONDS = 5.0
_LOOK_SECONDS = 0.1
_DIRECT_BATCH = 200
_RETRY_SECONDS = 0.2
_WINDOW = (0.004, 0.01, 0.0005)

# A stamp lies beside each stream. When Redis was emptied the stamp is gone or another
# one, and adding nothing is what keeps the order: what lay in the stream before would
# otherwise be overtaken by what is added now.
_ADD = """
local stamp = redis.call('get', KEYS[2])
if not stamp then
    stamp = ARGV[1]
    redis.call('set', KEYS[2], stamp)
end
if ARGV[2] ~= '' and ARGV[2] ~= stamp then return stamp end
for i = 4, #ARGV, 2 do
    redis.call('xadd', KEYS[1], '*', 'id', ARGV[i], 'to', ARGV[3], 'body', ARGV[i + 1])
end
return stamp
"""


GivenUp: TypeAlias = "Callable[[Entry, msgspec.Raw], None]"


@dataclass(eq=False)
class _Waiting:
    entry: Entry
    shard: int
    since: float
    key: tuple[str, str]
    answers: list[asyncio.Future[msgspec.Raw]]


class Intake:
    """Takes entries in, in order, and answers each when it is committed."""

    def __init__(
        self, link: RedisLink, handle: BatchHandler, clock: Clock, *, process: str, shards: int
    ) -> None:
        """Name this process; `handle` is the direct road used without Redis."""
        self.process = process
        self._link = link
        self._connection = link.dedicated_connection()
        self._window = BatchWindow(*_WINDOW)
        self._batcher = Batcher(handle, partial(dead_letter, link))
        self._clock = clock
        self._shards = shards
        self._unanswered: dict[str, _Waiting] = {}
        self._by_key: dict[tuple[str, str], _Waiting] = {}
        self._fresh: list[_Waiting] = []
        # Every answer that is owed and when it is due. All have the same time, so the oldest
        # is the first: no timer for each is needed.
        self._owed: deque[tuple[float, asyncio.Future[msgspec.Raw]]] = deque()
        self._notifier = Notifier()
        self._count = 0
        # The stamp each stream carried when we last added to it; see `_ADD`.
        self._stamps: dict[int, bytes] = {}
        self._is_doubtful = False
        # A Redis that was away may have come back without its newest entries.
        link.when_up(self._doubt_redis)
        self._when_given_up: list[GivenUp] = []

    def when_given_up(self, listener: GivenUp) -> None:
        """Call `listener` with each entry of ours that goes to the dead letters, and its ack."""
        self._when_given_up.append(listener)

    def submit(self, key: str, dedupe: str, body: bytes) -> asyncio.Future[msgspec.Raw]:
        """Take an entry in; the future resolves to its acknowledgement, or to `Unavailable`.

        Entries with the same `key` are stored in the order of their submission. The same
        `dedupe` again, while the first is unanswered, waits for the same answer.
        Raises `Unavailable` when too much is waiting already.
        """
        known = self._by_key.get((key, dedupe))
        if known is None and len(self._unanswered) >= MAX_UNANSWERED:
            raise Unavailable(retry_after_seconds=2)
        answer: asyncio.Future[msgspec.Raw] = asyncio.get_running_loop().create_future()
        now = self._clock.monotonic()
        self._owed.append((now + ANSWER_SECONDS, answer))
        if known is not None:
            known.answers.append(answer)
            return answer
        self._count += 1
        entry = Entry(f"{self.process}-{self._count}", self.process, body)
        shard = keys.shard_of(key, self._shards)
        waiting = _Waiting(entry, shard, now, (key, dedupe), [answer])
        self._unanswered[entry.id] = self._by_key[key, dedupe] = waiting
        self._fresh.append(waiting)
        self._notifier.notify()
        return answer

    def receive(self, data: bytes) -> None:
        """Take the replies a worker published to this process."""
        self._settle(msgspec.json.decode(data, type=list[EntryReply]))

    async def run(self) -> None:
        """Hand over what was submitted, one round at a time; run as a task.

        Rounds never overlap: that is what keeps the order when roads change.
        """
        async with running(self._keep_telling_the_late()):
            while True:
                if await self._notifier.wait(_RETRY_SECONDS):
                    await self._window.wait()
                if self._must_write_directly():
                    await self._write_directly()
                elif self._fresh:
                    await self._hand_over()

    async def _keep_telling_the_late(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            now = self._clock.monotonic()
            while self._owed and (self._owed[0][1].done() or self._owed[0][0] <= now):
                _, answer = self._owed.popleft()
                if not answer.done():
                    answer.set_exception(Unavailable(retry_after_seconds=1))

    def _must_write_directly(self) -> bool:
        if not self._unanswered:
            self._is_doubtful = False
            return False
        if self._is_doubtful or not self._link.is_up:
            return True
        oldest = next(iter(self._unanswered.values()))
        return self._clock.monotonic() - oldest.since > OVERDUE_SECONDS

    async def _hand_over(self) -> None:
        fresh, self._fresh = self._fresh, []
        if not fresh:
            return
        self._window.note(len(fresh))
        by_shard: dict[int, list[Value]] = {}
        for one in fresh:
            by_shard.setdefault(one.shard, []).extend((one.entry.id, one.entry.body))
        commands: list[tuple[Value, ...]] = []
        for shard, pairs in by_shard.items():
            places = (keys.stream(shard), keys.stamp(shard))
            known = self._stamps.get(shard, b"")
            told = (token_urlsafe(9), known, self.process, *pairs)
            commands.append(("EVAL", _ADD, 2, *places, *told))
        shards = ",".join(str(shard) for shard in by_shard)
        try:
            *stamps, _ = await self._connection.run_all(
                [*commands, ("PUBLISH", keys.WAKEUPS, shards)]
            )
        except AWAY as error:
            # Some of it may have arrived; the next round writes all of it.
            self._link.mark_down(error)
            self._doubt_redis()
        else:
            found = dict(zip(by_shard, stamps, strict=True))
            if any(self._stamps.get(shard, stamp) != stamp for shard, stamp in found.items()):
                self._doubt_redis()
            self._stamps.update(found)

    def _doubt_redis(self) -> None:
        """Whatever is unanswered may be gone from the streams: write it before anything newer."""
        self._is_doubtful = True
        self._notifier.notify()

    async def _write_directly(self) -> None:
        entries = [waiting.entry for waiting in self._unanswered.values()]
        unwritten = len(self._fresh)
        try:
            for start in range(0, len(entries), _DIRECT_BATCH):
                self._settle(await self._batcher.run(entries[start : start + _DIRECT_BATCH]))
        except Unavailable:
            # The database is away: what is new waits in the stream, if there is one, and
            # everything stays unanswered and is tried again.
            if self._link.is_up:
                await self._hand_over()
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            self._is_doubtful = False
            del self._fresh[:unwritten]

    def _settle(self, replies: Sequence[EntryReply]) -> None:
        now = self._clock.monotonic()
        for reply in replies:
            waiting = self._unanswered.pop(reply.entry_id, None)
            if waiting is None:
                continue
            del self._by_key[waiting.key]
            CONFIRMED_SECONDS.observe(now - waiting.since)
            if reply.dead_letter_reason is not None:
                for listener in self._when_given_up:
                    listener(waiting.entry, reply.ack)
            for answer in waiting.answers:
                if not answer.done():
                    answer.set_result(reply.ack)
