"""`python -m bench.hostile URL PROJECT UID TOKEN ROW…`: attack until told to end.

Says `begun` once every row has done something, and at the end how much each has.
"""

from __future__ import annotations

import asyncio
import json
import resource
import signal
import sys
from collections import Counter

import uvloop

from bench.hostile.attack import PROXY
from bench.hostile.line import Target
from bench.hostile.rows import ROWS, for_ever


async def _attack(url: str, project_id: int, blocked: tuple[str, str], rows: list[str]) -> None:
    end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, end.set)
    done: Counter[str] = Counter()
    tasks = []
    for place, name in enumerate(rows):
        row, at_once = ROWS[name]
        source = PROXY if name.startswith("one /64") else f"127.0.2.{place + 1}"
        target = Target(url, project_id, source, *blocked, done)
        tasks += [asyncio.create_task(for_ever(row, target)) for _ in range(at_once)]
    waiting = asyncio.create_task(end.wait())
    while not waiting.done() and not all(done[name] for name in rows):
        await asyncio.wait([waiting], timeout=0.05)
    print("begun", flush=True)
    await waiting
    print(json.dumps(done), flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main(words: list[str]) -> None:
    """Attack."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    url, project_id, uid, token, *rows = words
    uvloop.run(_attack(url, int(project_id), (uid, token), rows))


if __name__ == "__main__":
    main(sys.argv[1:])
