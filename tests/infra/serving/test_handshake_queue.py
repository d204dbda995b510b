"""Websockets open by turns: whoever wants many waits for their own, nobody for theirs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import pairwise

from frontdesk.infra.limits import AddressRates
from frontdesk.infra.serving.handshake_queue import HandshakeQueue
from tests.fleet import until

MALLORY, ADA = "192.0.2.1", "192.0.2.2"


@dataclass
class Door:
    """Notes whose websockets opened, in which order."""

    queue: HandshakeQueue
    opened: list[str] = field(default_factory=list)

    def comes(self, address: str | None, name: str) -> bool:
        return self.queue.wait(Comer(self, name), address, asyncio.get_running_loop())


@dataclass
class Comer:
    door: Door
    name: str

    def open_websocket(self) -> None:
        if self.name == "failing":
            raise ConnectionResetError
        self.door.opened.append(self.name)


def _door(per_second: float = 0, longest: int = 0, now: float = 0) -> Door:
    rates = AddressRates(per_second, per_second, lambda: now)
    return Door(HandshakeQueue(rates, longest=longest))


async def test_hundreds_of_one_address_do_not_stand_before_one_of_another() -> None:
    door = _door()

    for number in range(300):
        assert door.comes(MALLORY, f"mallory {number}")
    assert door.comes(ADA, "ada")
    await until(lambda: len(door.opened) == 301)

    assert door.opened.index("ada") <= 8
    assert door.opened[0] == "mallory 0"


async def test_the_event_loop_has_its_turn_between_a_few_and_the_next() -> None:
    door, seen = _door(), list[int]()

    for number in range(100):
        door.comes(MALLORY, str(number))
    while len(door.opened) < 100:
        await asyncio.sleep(0)
        seen.append(len(door.opened))

    steps = [after - before for before, after in pairwise(seen)]
    assert max(steps) <= 8


async def test_an_address_opens_no_more_in_a_second_than_it_may() -> None:
    door = _door(per_second=10)

    for number in range(30):
        door.comes(MALLORY, f"mallory {number}")
    await until(lambda: len(door.opened) == 10)
    for number in range(10):
        door.comes(ADA, f"ada {number}")
    await until(lambda: len(door.opened) == 20)

    assert sum(name.startswith("ada") for name in door.opened) == 10


async def test_a_network_with_ipv6_is_one_address() -> None:
    door = _door(per_second=10)

    for number in range(30):
        door.comes(f"2001:db8::{number:x}", "mallory")
    for number in range(5):
        door.comes(ADA, f"ada {number}")
    await until(lambda: "ada 4" in door.opened)

    assert door.opened.count("mallory") <= 10


async def test_a_line_that_is_long_enough_takes_nobody_else() -> None:
    door = _door(longest=3)

    taken = [door.comes(MALLORY, str(number)) for number in range(5)]

    assert taken == [True, True, True, False, False]
    assert door.comes(ADA, "ada")


async def test_connections_that_belong_to_nobody_are_not_counted() -> None:
    door = _door(per_second=1, longest=1)

    assert all(door.comes(None, str(number)) for number in range(50))
    await until(lambda: len(door.opened) == 50)


async def test_one_that_fails_holds_nobody_up() -> None:
    door, failures = _door(), list[object]()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: failures.append(context))

    for name in ("ada", "failing", "grace"):
        door.comes(MALLORY, name)
    await until(lambda: len(door.opened) == 2)
    loop.set_exception_handler(None)

    assert door.opened == ["ada", "grace"]
    assert len(failures) == 1
