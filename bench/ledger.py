"""What was attempted, confirmed, stored and shown, and the verdict on it."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import asyncpg

# About the length of a line people type into a chat.
_FILLING = "could you tell me where my order is? It has been a while now."

# The agents' screens have numbers from 0 up; each visitor sees their own messages.
_OWN_TAB = -1


@dataclass(frozen=True)
class SeenMessage:
    """A message on a screen."""

    message: int
    conversation_id: int
    seq: int


@dataclass(frozen=True)
class Verdict:
    """The counts that must all be zero."""

    lost: int
    phantom: int
    falsely_failed: int
    stored_twice: int
    not_shown: int
    shown_twice: int
    out_of_order: int
    overtaken: int
    gaps: int

    @property
    def faults(self) -> int:
        """How much was lost, doubled or out of order."""
        return sum(vars(self).values())

    @property
    def is_clean(self) -> bool:
        """Whether nothing was."""
        return not self.faults

    @override
    def __str__(self) -> str:
        """Name what is wrong, or say that nothing is."""
        found = [f"{name} {count}" for name, count in vars(self).items() if count]
        return ", ".join(found) or "0 lost, 0 doubled, 0 out of order"


@dataclass
class Ledger:
    """The history of one run; a message is its number, counted from 1."""

    agents: int
    writer: list[int] = field(default_factory=lambda: [-1])
    intended: list[float] = field(default_factory=lambda: [0.0])
    sent_at: list[float] = field(default_factory=lambda: [0.0])
    confirmed: dict[int, float] = field(default_factory=dict)
    told: dict[int, float] = field(default_factory=dict)
    # What its writer knows to be stored, by whichever answer came first.
    heard: set[int] = field(default_factory=set)
    seen: list[dict[int, float]] = field(init=False)
    failed: dict[int, str] = field(default_factory=dict)
    unanswered: set[int] = field(default_factory=set)
    shown: dict[int, list[SeenMessage]] = field(default_factory=lambda: defaultdict(list))
    # What was written before is judged like everything else, but its time is not counted.
    timed_from: int = 1

    def __post_init__(self) -> None:
        """Give each agent a page."""
        self.seen = [{} for _ in range(self.agents)]

    def attempt(self, writer: int, intended: float) -> int:
        """Note a message that is sent now and should have been at `intended`."""
        self.writer.append(writer)
        self.intended.append(intended)
        self.sent_at.append(time.monotonic())
        return len(self.writer) - 1

    def content(self, message: int) -> str:
        """Write the text of a message, by which it is known again on every screen."""
        return f"{message} {_FILLING}"

    @property
    def attempted(self) -> range:
        """Every message of the run."""
        return range(1, len(self.writer))

    def record_ack(self, message: int, ack: Any) -> None:  # noqa: ANN401 - any acknowledgement
        """Note what the server answered."""
        if ack["ok"]:
            self.confirmed.setdefault(message, time.monotonic())
            self.heard.add(message)
        elif ack["error"]["code"] == "unavailable":
            self.unanswered.add(message)
        else:
            self.failed[message] = ack["error"]["code"]

    def record_sent(self, message: int, conversation_id: int, seq: int) -> None:
        """Note that the writer's own tab was told *sent*."""
        self.told.setdefault(message, time.monotonic())
        self.heard.add(message)
        self.shown[_OWN_TAB].append(SeenMessage(message, conversation_id, seq))

    def record_seen(self, agent: int, message: int, conversation_id: int, seq: int) -> None:
        """Note that a message appeared on an agent's screen."""
        self.seen[agent].setdefault(message, time.monotonic())
        self.shown[agent].append(SeenMessage(message, conversation_id, seq))

    def waits_ms(self, moments: Mapping[int, float]) -> list[float]:
        """Say how long after they were due messages came to these moments."""
        return [
            1000 * (at - self.intended[message])
            for message, at in moments.items()
            if message >= self.timed_from
        ]

    @property
    def lags_ms(self) -> list[float]:
        """Say how late the generator itself sent each message."""
        pairs = zip(self.sent_at, self.intended, strict=True)
        return [1000 * (sent - due) for sent, due in pairs][self.timed_from :]

    @property
    def unfinished(self) -> int:
        """How many messages somebody still waits for."""
        slowest = min([len(self.heard), *map(len, self.seen)])
        return len(self.attempted) - len(self.failed) - slowest

    async def judge(self, connection: asyncpg.Connection, project_id: int) -> Verdict:
        """Compare with the database, once everything has had its time."""
        rows = await connection.fetch(_STORED, project_id)
        stored = [
            SeenMessage(int(row["temp_id"]), row["conversation_id"], row["seq"]) for row in rows
        ]
        return verdict_on(self, stored)


def verdict_on(ledger: Ledger, stored: Sequence[SeenMessage]) -> Verdict:
    """Hold what people saw against what is stored."""
    known = {one.message for one in stored}
    screens = [[one.message for one in shown] for shown in ledger.shown.values()]
    seen = [ledger.heard, *map(set, ledger.seen)]
    return Verdict(
        lost=len(ledger.heard - known),
        phantom=len(known - set(ledger.attempted)),
        falsely_failed=len(set(ledger.failed) & known),
        stored_twice=len(stored) - len(known),
        not_shown=sum(len(known - viewer) for viewer in seen),
        shown_twice=sum(len(screen) - len(set(screen)) for screen in screens),
        out_of_order=sum(_falling(shown) for shown in ledger.shown.values()),
        overtaken=_overtaken(ledger, stored),
        gaps=_gaps(stored),
    )


def _overtaken(ledger: Ledger, stored: Iterable[SeenMessage]) -> int:
    """Count messages that were stored before an earlier one of the same writer."""
    by_writer: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in stored:
        by_writer[ledger.writer[one.message]].append((one.message, one.seq))
    return sum(
        earlier[1] > later[1]
        for messages in by_writer.values()
        for earlier, later in pairwise(sorted(messages))
    )


def _falling(shown: Iterable[SeenMessage]) -> int:
    last: dict[int, int] = {}
    falls = 0
    for one in shown:
        falls += one.seq < last.get(one.conversation_id, 0)
        last[one.conversation_id] = one.seq
    return falls


def _gaps(stored: Iterable[SeenMessage]) -> int:
    highest: dict[int, int] = {}
    count: Counter[int] = Counter()
    for one in stored:
        count[one.conversation_id] += 1
        highest[one.conversation_id] = max(one.seq, highest.get(one.conversation_id, 0))
    return sum(highest[key] - count[key] for key in highest)


_STORED = """
select temp_id, conversation_id, seq from messages
where project_id = $1 and sender_type = 'visitor'
"""
