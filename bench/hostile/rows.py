"""The rows of the table: what one stranger may try, each as a client that tries it for ever."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from bench.hostile.line import (
    AGAIN_SECONDS,
    CONTINUED,
    FIN,
    PING,
    TEXT,
    dialled,
    frame,
    identify,
    websocket,
)

if TYPE_CHECKING:
    from bench.hostile.line import Line, Target

Row: TypeAlias = "Callable[[Target], Awaitable[None]]"

# 5,000 characters that are as long as characters get.
_LONG = "\U0001f600" * 5_000
_DRIP_SECONDS = 0.05
_EVENTS_AT_ONCE = 50
_UNREAD_SOCKETS = 30


async def small_frames(target: Target) -> None:
    """Begin a message and never end it."""
    async with websocket(target) as line:
        await identify(line, target, secrets.token_hex(8))
        await line.say(frame(TEXT, b""))
        while True:
            await line.say(frame(CONTINUED, b"") * 10_000)
            target.count("small frames")


async def unread_pongs(target: Target) -> None:
    """Ask for pongs and read none."""
    async with websocket(target) as line:
        line.stops_reading()
        while True:
            await line.say(frame(FIN | PING, b"x" * 125) * 500)
            target.count("pongs nobody reads")


async def unread_history(target: Target) -> None:
    """Write a long history, and ask for it on many sockets that read none of it."""
    uid = secrets.token_hex(8)
    async with websocket(target) as line:
        await identify(line, target, uid)
        await line.hears(b'"visitorToken":"')
        token = (await line.hears(b'"'))[:-1].decode()
        for number in range(10):
            await line.event("sendMessage", {"content": _LONG, "tempId": f"{number}"})
            await line.hears(b"43")
        await asyncio.gather(*(_ask_on(target, uid, token) for _ in range(_UNREAD_SOCKETS)))


async def _ask_on(target: Target, uid: str, token: str) -> None:
    async with websocket(target) as line:
        await identify(line, target, uid, token)
        line.stops_reading()
        while True:
            await line.event("fetchMessages", {"limit": 200})
            target.count("history nobody reads")


async def endless_upgrades(target: Target) -> None:
    """Open a polling session, and offer it websocket after websocket."""
    async with dialled(target) as line:
        query = f"EIO=4&transport=polling&projectId={target.project_id}"
        head = f"GET /socket.io/?{query} HTTP/1.1\r\nHost: {target.host}\r\n"
        await line.say(f"{head}Origin: {target.url}\r\n\r\n".encode())
        async with asyncio.timeout(10):
            heard = await line.reader.readuntil(b'"upgrades"')
        sid = heard.split(b'"sid":"', 1)[1].split(b'"', 1)[0].decode()
        await asyncio.gather(*(_offer(target, sid) for _ in range(300)))


async def _offer(target: Target, sid: str) -> None:
    async with websocket(target, sid=sid) as line:
        target.count("upgrades that never upgrade")
        await line.reads_on()


async def dripping_headers(target: Target) -> None:
    """Say a header, byte by byte, or all of an endless one."""
    async with dialled(target) as line:
        await line.say(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
        if secrets.randbelow(10) == 0:
            while True:
                await line.say(b"a" * 65_536)
                target.count("headers that drip")
        while True:
            await line.say(b"a")
            target.count("headers that drip")
            await asyncio.sleep(_DRIP_SECONDS)


async def dripping_bodies(target: Target) -> None:
    """Say a body, byte by byte."""
    async with dialled(target) as line:
        await line.say(
            b"POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\n"
            b"Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
        )
        while True:
            await line.say(b"a")
            target.count("bodies that drip")
            await asyncio.sleep(_DRIP_SECONDS)


async def idle_connections(target: Target) -> None:
    """Hold a connection and say nothing."""
    async with dialled(target) as line:
        target.count("idle connections")
        await line.reads_on()


async def one_network(target: Target) -> None:
    """Hold a socket from one of the addresses of one network, as a proxy brings it."""
    address = {"X-Forwarded-For": f"2001:db8::{secrets.randbelow(60_000) + 1:x}"}
    async with websocket(target, address) as line:
        await line.packet("40")
        target.count("one /64 with 400 sockets")
        await line.reads_on()


async def free_ids(target: Target) -> None:
    """Write under a new visitor's id each time."""
    async with websocket(target) as line:
        await identify(line, target, secrets.token_hex(8))
        await line.event("sendMessage", {"content": "Buy this", "tempId": secrets.token_hex(8)})
        await line.hears(b"43")
        target.count("free visitor ids")


async def flood(target: Target) -> None:
    """Send every other event there is, as fast as they are taken."""
    async with websocket(target) as line:
        await identify(line, target, secrets.token_hex(8))
        await _flood(line, target, "event floods")


async def blocked_flood(target: Target) -> None:
    """Do the same as a visitor who was blocked."""
    async with websocket(target) as line:
        await identify(line, target, target.blocked_uid, target.blocked_token)
        await _flood(line, target, "event floods of blocked visitors")


async def _flood(line: Line, target: Target, row: str) -> None:
    heard = asyncio.ensure_future(line.reads_on())
    try:
        while not heard.done():
            for _ in range(_EVENTS_AT_ONCE):
                await line.event("visitorIsTyping", {"isTyping": True})
                page = {"currentUrl": f"https://shop.example/{secrets.token_hex(800)}"}
                await line.event("updateContext", page)
                await line.event("fetchMessages", {"limit": 200})
                await line.event("messagesRead", {"upToSeq": 1})
            target.count(row, _EVENTS_AT_ONCE)
    finally:
        heard.cancel()


async def documents(target: Target) -> None:
    """Fetch the largest document there is, again and again."""
    async with dialled(target) as line:
        while True:
            await line.say(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n")
            head = await line.reader.readuntil(b"\r\n\r\n")
            length = head.lower().split(b"content-length:", 1)[1].split(b"\r", 1)[0]
            await line.reader.readexactly(int(length))
            target.count("openapi.json in a loop")


async def for_ever(row: Row, target: Target) -> None:
    """Try again whenever it was refused or cut off."""
    while True:
        try:
            await row(target)
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            await asyncio.sleep(AGAIN_SECONDS)


# What it does, and how many of it one client runs at once.
ROWS: dict[str, tuple[Row, int]] = {
    "small frames": (small_frames, 1),
    "pongs nobody reads": (unread_pongs, 1),
    "history nobody reads": (unread_history, 1),
    "upgrades that never upgrade": (endless_upgrades, 1),
    "headers that drip": (dripping_headers, 100),
    "bodies that drip": (dripping_bodies, 100),
    "idle connections": (idle_connections, 1_500),
    "one /64 with 400 sockets": (one_network, 400),
    "free visitor ids": (free_ids, 10),
    "event floods": (flood, 5),
    "event floods of blocked visitors": (blocked_flood, 5),
    "openapi.json in a loop": (documents, 10),
}
