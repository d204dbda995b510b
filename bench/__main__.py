"""`python -m bench`: measure everything, or the parts that are named."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import uvloop

from bench import abuse, burst, cost, idle, latency, queue, responder, scale, sustained
from bench.figures import Figure, misses, table
from bench.hostile.attack import PROXY
from bench.machine import Effort
from bench.publish import Run, publish
from bench.server import BenchServer, running_server

Measure: TypeAlias = Callable[[BenchServer, float], Awaitable[list[Figure]]]

# Only a stranger is limited, as everywhere; all others come from one machine.
LIMITED = {"CONNECTIONS_PER_ADDRESS": "200", "NEW_MESSAGES_PER_ADDRESS": "60"}
LIMITED |= {"NEW_MESSAGES_PER_PROJECT": "600", "TRUSTED_PROXIES": PROXY}

PARTS: dict[str, Measure] = {
    "latency": latency.measure,
    "sustained": sustained.measure,
    "cost": cost.measure,
    "burst": burst.measure,
    "idle": idle.measure,
    "scale": scale.measure,
    "queue": queue.measure,
    "responder": responder.measure,
    "storm": idle.measure_storm,
    "abuse": abuse.measure,
}


def main() -> None:
    """Measure, print the table and, if asked to, publish it."""
    options = read_options()
    # The generator's own pauses would be measured as the server's.
    gc.freeze()
    gc.disable()
    measured: dict[str, list[Figure]] = {}
    others: list[float] = []
    for name in options.parts or PARTS:
        print(name, flush=True)
        with running_server(**(LIMITED if name == "abuse" else {})) as server:
            measured[name], taken = uvloop.run(_run(PARTS[name], server, options.seconds))
        others.append(taken)
        gc.collect()
    because = dict(options.because)
    print(table(measured))
    print("\n".join(misses(measured, because)) or "Every goal was met.")
    if options.publish and not options.parts:
        publish(measured, Run(options.seconds, others, because))
    elif options.publish:
        print("Only the whole table is published; run without naming parts.")


async def _run(measure: Measure, server: BenchServer, seconds: float) -> tuple[list[Figure], float]:
    before = Effort.so_far()
    figures = await measure(server, seconds)
    busy, others = Effort.so_far().shares_since(before)
    print(f"  machine {busy:.0f} % busy, {others:.0f} % with other programs", flush=True)
    return figures, others


def read_options(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what is to be measured, and what is known about goals that are missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Frontdesk.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (all)")
    parser.add_argument("--seconds", type=float, default=20, help="length of each part's run")
    parser.add_argument("--publish", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument(
        "--because",
        metavar="PART=WHY",
        action="append",
        default=[],
        type=_part_and_why,
        help="why a part missed its goals; once for each part there is something to say about",
    )
    return parser.parse_args(words)


def _part_and_why(text: str) -> tuple[str, str]:
    part, _, why = (word.strip() for word in text.partition("="))
    if part not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no part {part!r}: {', '.join(PARTS)}")
    if not why:
        raise argparse.ArgumentTypeError(f"nothing is said about {part}: {part}=WHY")
    return part, why


if __name__ == "__main__":
    main()
