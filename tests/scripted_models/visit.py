"""One connection to the scripted model: requests come one after the other."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from tests.scripted_models.chat import Completion
from tests.scripted_models.script import (
    Call,
    Cut,
    End,
    Pause,
    Raw,
    ScriptedReply,
    Text,
    Wait,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.scripted_models.script import Script, Step

_SECRET_HEADERS = {"authorization", "x-api-key", "x-goog-api-key", "api-key", "cookie"}


@dataclass(eq=False, slots=True)
class Asked:
    """One request, as it arrived. What could be a key is redacted."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_streaming(self) -> bool:
        return bool(self.body.get("stream"))


TakesIn: TypeAlias = "Callable[[Asked], Awaitable[Script]]"


def redacted(value: str) -> str:
    """Write a secret header so that a test can compare it and nobody can read it."""
    return f"redacted {hashlib.sha256(value.encode()).hexdigest()[:12]}"


class Visit:
    """Reads requests and plays their scripts, until the client goes away."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, take_in: TakesIn
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._take_in = take_in

    async def serve(self) -> None:
        try:
            while True:
                asked = await self._read()
                await self._answer(asked, await self._take_in(asked))
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            self._writer.close()
            with suppress(ConnectionError):
                await self._writer.wait_closed()

    async def _read(self) -> Asked:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        raw = await self._reader.readexactly(int(headers.get("content-length", "0")))
        for name in _SECRET_HEADERS & headers.keys():
            headers[name] = redacted(headers[name])
        return Asked(head[0].split(" ")[1], headers, orjson.loads(raw) if raw else {})

    async def _answer(self, asked: Asked, script: Script) -> None:
        """Play the script until it ends or the client goes away, whichever is first."""
        playing = asyncio.ensure_future(_Player(self._writer, asked).play(script))
        watching = asyncio.ensure_future(self._reader.read(1))
        try:
            await asyncio.wait((playing, watching), return_when=asyncio.FIRST_COMPLETED)
            if not playing.done():
                asked.hung_up.set()
                raise ConnectionResetError
            await playing
            asked.answered.set()
        finally:
            for task in (playing, watching):
                task.cancel()
            await asyncio.gather(playing, watching, return_exceptions=True)


class _Player:
    """Plays one script, as a stream or as a whole."""

    def __init__(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        self._writer = writer
        self._asked = asked
        self._completion = Completion(str(asked.body.get("model", "")))
        self._end: End | None = None
        self._is_open = False

    async def play(self, script: Script) -> None:
        for step in script:
            if isinstance(step, ScriptedReply):
                await self._send_whole(step)
                return
            await self._do(step)
        if not self._asked.is_streaming:
            whole = self._completion.whole(self._end)
            await self._send_whole(ScriptedReply(200, whole, {"content-type": "application/json"}))
            return
        for event in self._completion.last_events(self._end):
            await self._send_piece(event)
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    async def _do(self, step: Step) -> None:
        match step:
            case Wait(gate):
                await gate.pass_through()
            case Pause(seconds):
                await asyncio.sleep(seconds)
            case Raw(body):
                await self._send_piece(body)
            case Text() | Call():
                for event in self._completion.deltas(step):
                    await self._send_piece(event)
            case End():
                self._end = step
            case Cut() | ScriptedReply():
                self._writer.transport.abort()
                raise ConnectionResetError

    async def _send_whole(self, reply: ScriptedReply) -> None:
        head = [f"HTTP/1.1 {reply.status} Scripted", f"content-length: {len(reply.body)}"]
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        self._writer.write("\r\n".join([*head, "", ""]).encode() + reply.body)
        await self._writer.drain()

    async def _send_piece(self, body: bytes) -> None:
        if not self._asked.is_streaming:
            return
        if not self._is_open:
            self._is_open = True
            self._writer.write(
                b"HTTP/1.1 200 Scripted\r\ncontent-type: text/event-stream\r\n"
                b"transfer-encoding: chunked\r\n\r\n"
            )
        self._writer.write(b"%x\r\n%b\r\n" % (len(body), body))
        await self._writer.drain()
