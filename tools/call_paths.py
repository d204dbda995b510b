"""Which of our functions one thing passes on its way, counted while it happens.

One web process and one worker run in this process, on servers of their own. What they do
anyway while nothing happens is taken away, and what follows once everybody has heard is not
counted: jobs and consumers of the feed are ways of their own.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.features.responder.harness import open_harness
from tests.front_door import Door, open_server
from tests.scripted_models.script import Text
from tests.scripted_models.server import scripted_models
from tests.servers import running_servers

if TYPE_CHECKING:
    from tests.front_door import Member, Site, Visitor
    from tests.servers import Servers

Act: TypeAlias = Callable[[], Awaitable[object]]

OURS = str(Path(__file__).resolve().parent.parent / "frontdesk") + "/"
_NOT_OURS = "/entrypoints/settings.py"
IDLE_SECONDS, AFTERWARDS_SECONDS, TIMES = 8.0, 1.5, 3


@dataclass(frozen=True)
class Passed:
    """The functions of ours that something passed."""

    codes: frozenset[CodeType]

    @property
    def functions(self) -> int:
        """How many they are."""
        return len(self.codes)

    @property
    def files(self) -> int:
        """In how many files they stand."""
        return len({code.co_filename for code in self.codes})

    def listed(self) -> list[str]:
        """Name them, file by file."""
        places = sorted((one.co_filename, one.co_firstlineno, one.co_name) for one in self.codes)
        return [f"{file.removeprefix(OURS)}:{line} {name}" for file, line, name in places]


@dataclass
class Calls:
    """The functions of ours that are called while it watches."""

    seen: set[CodeType] = field(default_factory=set)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch until the block ends."""
        sys.setprofile(self._note)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(OURS) or code.co_name[0] == "<":
            return
        if not code.co_filename.endswith(_NOT_OURS):
            self.seen.add(code)


async def _idle() -> set[CodeType]:
    calls = Calls()
    with calls.watched():
        await asyncio.sleep(IDLE_SECONDS)
    return calls.seen


async def _passed_by(act: Act, idle: set[CodeType]) -> Passed:
    calls = Calls()
    with calls.watched():
        await act()
    await asyncio.sleep(AFTERWARDS_SECONDS)
    return Passed(frozenset(calls.seen - idle))


def measure() -> dict[str, Passed]:
    """Let each thing happen a few times; say what the middle one of them passed."""
    with (
        tempfile.TemporaryDirectory(prefix="frontdesk-measure-") as folder,
        running_servers(Path(folder) / "servers") as servers,
    ):
        return asyncio.run(_measure_on(servers))


async def _measure_on(servers: Servers) -> dict[str, Passed]:
    async with open_server(servers) as server:
        door = Door(server)
        try:
            return await _measure(door)
        finally:
            await door.close()


async def _measure(door: Door) -> dict[str, Passed]:
    site = await door.project()
    grace = await door.member(site, "Grace", "manager")
    await grace.joins(site.id)
    ada = await door.visitor(site, "ada")
    first = (await ada.writes("Hello?"))["conversationId"]
    await asyncio.sleep(AFTERWARDS_SECONDS)
    idle = await _idle()
    numbers = range(TIMES + 1)
    acts: dict[str, list[Act]] = {
        "visitor message": [partial(_writes, grace, ada, one) for one in numbers],
        "agent reply": [partial(_replies, site, grace, ada, first, one) for one in numbers],
        "claim": [await _claim(door, site, grace, one) for one in numbers],
    }
    found = {name: await _middle(these, idle) for name, these in acts.items()}
    found["AI turn"] = await _middle_of_turns(door, idle)
    return found


async def _middle(acts: list[Act], idle: set[CodeType]) -> Passed:
    """Let the first of them go by unmeasured: it fills caches."""
    await acts[0]()
    await asyncio.sleep(AFTERWARDS_SECONDS)
    paths = [await _passed_by(act, idle) for act in acts[1:]]
    return sorted(paths, key=lambda path: (path.functions, path.files))[(len(paths) - 1) // 2]


async def _writes(grace: Member, ada: Visitor, number: int) -> None:
    await ada.writes(f"m{number}")
    await grace.hears("newMessage", lambda told: told["content"] == f"m{number}")
    await ada.hears("messageSent", lambda told: told["tempId"] == f"m{number}")


async def _replies(site: Site, grace: Member, ada: Visitor, chat: int, number: int) -> None:
    answer = await grace.http.post(site.thread(chat), json={"text": f"r{number}"})
    answer.raise_for_status()
    await ada.hears("agentReplied", lambda told: told["content"] == f"r{number}")


async def _claim(door: Door, site: Site, grace: Member, number: int) -> Act:
    eve = await door.visitor(site, f"eve-{number}")
    chat = (await eve.writes("Hello?"))["conversationId"]

    async def claims() -> None:
        answer = await grace.http.post(site.conversation(chat, "/claim"), json={})
        answer.raise_for_status()
        await grace.hears("conversationUpdated", _is_claimed(chat))

    return claims


def _is_claimed(chat: int) -> Callable[[Any], bool]:
    return lambda told: told["conversationId"] == chat and bool(told["fields"].get("assigneeId"))


async def _middle_of_turns(door: Door, idle: set[CodeType]) -> Passed:
    async with scripted_models() as model:
        model.always(Text("At nine."))
        site = await door.project()
        boss = await door.member(site, "Barbara", "manager")
        await open_harness(door, site, boss, model)
        people = [await door.visitor(site, f"ada-{number}") for number in range(TIMES + 1)]

        def turn(ada: Visitor) -> Act:
            async def asks() -> None:
                await ada.writes("When do you open?")
                await ada.hears("agentReplied")

            return asks

        return await _middle([turn(ada) for ada in people], idle)
