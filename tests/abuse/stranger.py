"""A Frontdesk of real processes, people who use it, and a stranger who attacks it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

from bench.hostile.attack import PROXY, Victim, attacked
from tests.fleet import PUBLIC_URL, Fleet, connect_member, connect_visitor, open_fleet, until
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.fleet import Child
    from tests.front_door import Member, Site, Visitor

# What each row's limits add up to, with room for what the allocator keeps.
MAX_GROWTH_BYTES = 200 * 1024 * 1024
# What a few answers to each of some thirty sockets take.
MAX_UNREAD_BYTES = 32 * 1024 * 1024
# What may stay open: connections of the people here, of the database and of Redis.
_SPARE_FILES = 30
_LOOK_SECONDS = 0.05


@dataclass
class Watch:
    """What people saw of the server while it was attacked."""

    answers: int = 0
    replies: int = 0
    peak_bytes: int = 0
    done: dict[str, int] = field(default_factory=dict)


@dataclass
class Installation:
    """One web process, and who uses it."""

    web: Child
    site: Site
    ada: Visitor
    grace: Member
    victim: Victim
    chat: int

    async def attacked_by(self, rows: Sequence[str], seconds: float) -> Watch:
        """Let rows attack for a while; fail if people are not served, or are not afterwards."""
        process = psutil.Process(self.web.process.pid)
        before_bytes, before_files = process.memory_info().rss, process.num_fds()
        watch = Watch()
        async with attacked(self.victim, rows) as attack:
            until_seconds = asyncio.get_running_loop().time() + seconds
            while asyncio.get_running_loop().time() < until_seconds:
                await self.is_served(watch)
                watch.peak_bytes = max(watch.peak_bytes, process.memory_info().rss - before_bytes)
                await asyncio.sleep(_LOOK_SECONDS)
        watch.done = attack.done
        await until(lambda: process.num_fds() <= before_files + _SPARE_FILES)
        await self.is_served(watch)
        return watch

    async def is_served(self, watch: Watch) -> None:
        """See that the process answers, and that a reply is stored and shown."""
        await _lives(self.web.url)
        watch.answers += 1
        text = f"Reply {watch.replies}"
        reply = {"text": text, "tempId": f"{id(watch)}-{watch.replies}"}
        answer = await self.grace.http.post(self.site.thread(self.chat), json=reply)
        assert answer.status_code == 201, answer.text
        seq = answer.json()["seq"]
        await self.ada.hears("agentReplied", lambda told: told["seq"] == seq)
        watch.replies += 1


@asynccontextmanager
async def installation(database_url: str, redis_url: str) -> AsyncIterator[Installation]:
    """Start it with the limits it has by itself, and let everybody in."""
    limits = {"CONNECTIONS_PER_ADDRESS": "200", "TRUSTED_PROXIES": PROXY}
    limits |= {"NEW_MESSAGES_PER_ADDRESS": "60", "NEW_MESSAGES_PER_PROJECT": "600"}
    async with open_fleet(database_url, redis_url, **limits) as fleet:
        web = await fleet.spawn_web()
        await fleet.spawn_worker()
        yield await _peopled(fleet, web)


async def _lives(url: str) -> None:
    """See that the process answers on a new connection, as a supervisor would."""
    where = urlsplit(url)
    async with asyncio.timeout(PATIENCE_SECONDS):
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).startswith(b"HTTP/1.1 200 ")
        writer.close()


async def _peopled(fleet: Fleet, web: Child) -> Installation:
    door = fleet.door(web)
    site = await door.project("Demo")
    grace = await door.member(site, "Grace")
    grace.http.headers["Origin"] = PUBLIC_URL
    await connect_member(web.url, grace, site)
    ada, eve = [await connect_visitor(web.url, site, uid) for uid in ("ada", "eve")]
    door.bring(ada)
    door.bring(eve)
    chat = (await ada.writes("Hello?"))["conversationId"]
    spam: dict[str, Any] = await eve.writes("Buy this")
    blocked = await grace.http.post(
        f"/projects/{site.id}/inbox/visitors/{spam['visitorId']}/block", json={}
    )
    assert blocked.is_success, blocked.text
    assert eve.token is not None
    victim = Victim(web.url, site.id, eve.uid, eve.token)
    return Installation(web, site, ada, grace, victim, chat)
