"""What a run did to its messages, counted: lost, phantom, doubled, undelivered, out of order.

Both ends write down what they did (`History`), PostgreSQL is read at the end (`Stored`), and
`judge` compares them. Everything is counted in temp ids, which the sender chose.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise


@dataclass(frozen=True)
class Stored:
    """A row of `messages`."""

    temp_id: str
    sender: str
    conversation: int
    seq: int


@dataclass(frozen=True)
class SeenMessage:
    """A message as a viewer applied it."""

    temp_id: str
    conversation: int
    seq: int


@dataclass
class History:
    """What the senders attempted and what they were told."""

    # Per sender, in the order in which they were first sent.
    attempted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    confirmed: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    # Each viewer's messages in the order of appearance, and what came over the wire.
    shown: dict[str, list[SeenMessage]] = field(default_factory=lambda: defaultdict(list))
    wire: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Verdict:
    """How often each promise was broken, and how much was tried."""

    attempted: int
    confirmed: int
    recovered: int
    wire_doubled: int
    lost: int
    phantom: int
    falsely_refused: int
    doubled: int
    undelivered: int
    shown_twice: int
    shown_out_of_order: int
    sender_out_of_order: int
    gaps: int
    # Rows that contradict what stands in other tables; see `books.py`.
    unbalanced: int = 0

    @property
    def broken(self) -> dict[str, int]:
        """The promises that were not kept."""
        reported = ("attempted", "confirmed", "recovered", "wire_doubled")
        return {name: n for name, n in asdict(self).items() if n and name not in reported}


def judge(history: History, stored: Sequence[Stored], sees: Iterable[str] | None = None) -> Verdict:
    """Count everything; `sees` names the temp ids every viewer may see, by default all."""
    attempted = {one for ids in history.attempted.values() for one in ids}
    times = Counter(one.temp_id for one in stored)
    kept = set(times)
    visible = kept if sees is None else kept & set(sees)
    views = history.shown.values()
    return Verdict(
        attempted=len(attempted),
        confirmed=len(history.confirmed),
        recovered=len((attempted - history.confirmed - history.refused) & kept),
        wire_doubled=sum(_repeated(ids) for ids in history.wire.values()),
        lost=len(history.confirmed - kept),
        phantom=len(kept - attempted),
        falsely_refused=len(history.refused & kept),
        doubled=sum(n - 1 for n in times.values()),
        undelivered=sum(len(visible - {one.temp_id for one in view}) for view in views),
        shown_twice=sum(_repeated(one.temp_id for one in view) for view in views),
        shown_out_of_order=sum(_falling(view) for view in views),
        sender_out_of_order=_sender_inversions(history, stored),
        gaps=_gaps(stored),
    )


def _repeated(ids: Iterable[str]) -> int:
    return sum(n - 1 for n in Counter(ids).values())


def _falling(view: Sequence[SeenMessage]) -> int:
    by_conversation: dict[int, list[int]] = defaultdict(list)
    for one in view:
        by_conversation[one.conversation].append(one.seq)
    return sum(b < a for seqs in by_conversation.values() for a, b in pairwise(seqs))


def _sender_inversions(history: History, stored: Sequence[Stored]) -> int:
    places = {one.temp_id: (one.conversation, one.seq) for one in stored}
    return sum(
        after < before
        for ids in history.attempted.values()
        for before, after in pairwise(places[one] for one in ids if one in places)
    )


def _gaps(stored: Sequence[Stored]) -> int:
    """Count the conversations whose numbers are not exactly 1..n."""
    by_conversation: dict[int, list[int]] = defaultdict(list)
    for one in stored:
        by_conversation[one.conversation].append(one.seq)
    return sum(sorted(seqs) != list(range(1, len(seqs) + 1)) for seqs in by_conversation.values())
