"""Break an installation while people write, and count what became of their messages.

`make drill` starts a Frontdesk of its own in a throw-away folder, lets visitors write and an
agent watch, kills the worker, the web process, Redis and PostgreSQL in turn, waits until all
is well again, and compares what people were told with what PostgreSQL holds and what the
agent was shown. It exits with 1 if any message was lost, doubled or out of order.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import msgspec

from tests.entrypoints.up import Up, running_up
from tests.fleet import Fleet, open_fleet, until
from tests.races.checker import Verdict
from tests.races.drill import Drill

PARTS = ("worker", "web", "valkey", "postgres")
BACK_SECONDS = 60.0

_WORDS = {
    "attempted": "sent",
    "confirmed": "confirmed to the sender",
    "recovered": "stored though never confirmed",
    "wire_doubled": "told twice on the way, shown once",
    "lost": "confirmed and lost",
    "phantom": "stored though never sent",
    "falsely_refused": "refused and yet stored",
    "doubled": "stored twice",
    "undelivered": "stored and not shown",
    "shown_twice": "shown twice",
    "shown_out_of_order": "shown out of order",
    "sender_out_of_order": "stored out of their sender's order",
    "gaps": "conversations with a gap",
    "unbalanced": "counters that differ from a recount",
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--visitors", type=int, default=12, help="how many people write")
    parser.add_argument("--rounds", type=int, default=1, help="how often each part is killed")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="frontdesk-drill-") as folder:
        print("Starting a Frontdesk of our own ...", flush=True)
        with running_up(Path(folder) / "data") as up:
            verdict = asyncio.run(_run(up, options.visitors, options.rounds))
    return _tell(verdict)


async def _run(up: Up, visitors: int, rounds: int) -> Verdict:
    kept = msgspec.json.decode((up.data_dir / "environment.json").read_bytes())
    settings = {"PUBLIC_URL": kept["PUBLIC_URL"], "SECRET_KEY": kept["SECRET_KEY"]}
    settings["INGEST_SHARDS"] = "16"
    # Everybody comes from this machine.
    settings["NEW_MESSAGES_PER_ADDRESS"] = settings["NEW_MESSAGES_PER_PROJECT"] = "0"
    async with open_fleet(kept["DATABASE_URL"], kept["REDIS_URL"], **settings) as fleet:
        drill = Drill(fleet, [f"http://127.0.0.1:{up.port}"])

        async def kill_everything_in_turn() -> None:
            for part in PARTS * rounds:
                await _kill(up, part, drill, fleet)

        print(f"{visitors} visitors write, one agent watches.", flush=True)
        return await drill.run(kill_everything_in_turn, senders=visitors)


async def _kill(up: Up, part: str, drill: Drill, fleet: Fleet) -> None:
    """Kill one part as if the power had gone, and wait until new messages are confirmed."""
    confirmed = drill.history.confirmed
    before, began = len(confirmed), time.monotonic()
    pid = up.kill(part)
    # A message sent after the kill and confirmed means that it goes on.
    written = sum(len(ids) for ids in drill.history.attempted.values())
    await until(lambda: up.pid_of(part) not in (pid, None), BACK_SECONDS)
    await until(lambda: len(confirmed) > written, BACK_SECONDS)
    await fleet.redis.connection_pool.disconnect()
    seconds = time.monotonic() - began
    more = len(confirmed) - before
    print(f"  killed {part:9} {more:5} more confirmed within {seconds:4.1f} s", flush=True)


def _tell(verdict: Verdict) -> int:
    print()
    for name, count in asdict(verdict).items():
        mark = "✗" if name in verdict.broken else " "
        print(f"{mark} {count:7} {_WORDS[name]}")
    unconfirmed = verdict.attempted - verdict.confirmed
    if verdict.broken or unconfirmed:
        print(f"\nNot good: {unconfirmed} unconfirmed, {verdict.broken}")
        return 1
    print("\nEvery message was stored once, in order, and shown once.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
