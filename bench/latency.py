"""How long one visitor waits when nobody else writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.crowd import gathered
from bench.figures import Figure, percentile

if TYPE_CHECKING:
    from bench.server import BenchServer

PART = "one visitor at a time"
# Far enough apart that each message has the server for itself.
_PER_SECOND = 20


async def measure(server: BenchServer, seconds: float) -> list[Figure]:
    """Write one message at a time; time the confirmation and the agent's sight of it."""
    async with gathered(server, visitors=20, agents=1) as crowd:
        await crowd.write_at(_PER_SECOND, seconds)
        await crowd.settle()
        verdict = await crowd.judge()
        ledger = crowd.ledger
        confirmed, seen = ledger.waits_ms(ledger.told), ledger.waits_ms(ledger.seen[0])
        unseen = ledger.unfinished
    print(f"  {verdict}")
    return [
        Figure(PART, "emit → `messageSent`, p50", percentile(confirmed, 50), "ms", 10),
        Figure(PART, "emit → `messageSent`, p99", percentile(confirmed, 99), "ms", 40),
        Figure(PART, "emit → agent's `newMessage`, p50", percentile(seen, 50), "ms", 10),
        Figure(PART, "emit → agent's `newMessage`, p99", percentile(seen, 99), "ms", 40),
        Figure(PART, "lost, doubled or out of order", unseen + verdict.faults, "", 0),
    ]
