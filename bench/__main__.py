"""`python -m bench`: measure everything, or the parts that are named."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import uvloop

from bench import burst, cost, idle, latency, scale, sustained
from bench.figures import Figure, table
from bench.house import House, running_house
from bench.publish import publish

Measure: TypeAlias = Callable[[House, float], Awaitable[list[Figure]]]

PARTS: dict[str, Measure] = {
    "latency": latency.measure,
    "sustained": sustained.measure,
    "cost": cost.measure,
    "burst": burst.measure,
    "idle": idle.measure,
    "scale": scale.measure,
    "storm": idle.measure_storm,
}


def main() -> None:
    """Measure, print the table and, if asked to, publish it."""
    options = _parser().parse_args()
    # The generator's own pauses would be measured as the server's.
    gc.freeze()
    gc.disable()
    figures: list[Figure] = []
    for name in options.parts or PARTS:
        print(name, flush=True)
        with running_house() as house:
            figures += uvloop.run(_run(PARTS[name], house, options.seconds))
        gc.collect()
    print(table(figures))
    if options.publish and not options.parts:
        publish(figures, options.seconds)
    elif options.publish:
        print("Only the whole table is published; run without naming parts.")


async def _run(measure: Measure, house: House, seconds: float) -> list[Figure]:
    return await measure(house, seconds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Frontdesk.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (all)")
    parser.add_argument("--seconds", type=float, default=20, help="length of each part's run")
    parser.add_argument("--publish", action="store_true", help="write docs/benchmarks.md")
    return parser


if __name__ == "__main__":
    main()
