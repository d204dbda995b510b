"""The scripted model's HTTP server: small, strict about nothing, and honest about hang-ups."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

from tests.scripted_models.script import Script, Step, Text
from tests.scripted_models.visit import Asked, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_HEAD_LIMIT = 65_536


Chooses: TypeAlias = "Callable[[Asked], Script]"


class ScriptedModels:
    """The running server, and what the test wants of it."""

    def __init__(self) -> None:
        self.base_url = ""
        self.asked: list[Asked] = []
        self._next: deque[Script] = deque()
        self._otherwise: Chooses = lambda _: (Text("Scripted."),)
        self._arrived = asyncio.Condition()

    def will(self, *script: Step) -> None:
        """Do this with the next request; several wait in line."""
        self._next.append(script)

    def always(self, *script: Step) -> None:
        """Do this with every request nothing waits in line for."""
        self._otherwise = lambda _: script

    def choose(self, choose: Chooses) -> None:
        """Ask the test what to do with each request nothing waits in line for."""
        self._otherwise = choose

    async def was_asked(self, times: int) -> None:
        """Wait until so many requests have arrived."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: len(self.asked) >= times)

    async def take_in(self, asked: Asked) -> Script:
        """Note a request, and say what to do with it; called by the server."""
        script = self._next.popleft() if self._next else self._otherwise(asked)
        async with self._arrived:
            self.asked.append(asked)
            self._arrived.notify_all()
        return script


@asynccontextmanager
async def scripted_models() -> AsyncIterator[ScriptedModels]:
    """Run a scripted model on a free port for as long as the block lasts."""
    models = ScriptedModels()
    visits: set[asyncio.Task[None]] = set()

    def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.ensure_future(Visit(reader, writer, models.take_in).serve())
        visits.add(visit)
        visit.add_done_callback(visits.discard)

    server = await asyncio.start_server(welcome, "127.0.0.1", 0, limit=_HEAD_LIMIT)
    port = server.sockets[0].getsockname()[1]
    models.base_url = f"http://127.0.0.1:{port}/v1"
    try:
        yield models
    finally:
        server.close()
        for visit in tuple(visits):
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
