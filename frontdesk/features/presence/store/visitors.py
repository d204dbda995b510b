"""Who is online, in Redis: true within 45 seconds whatever crashes.

A visitor is online while at least one of their sockets is alive. Each socket is a member
of the visitor's own set with an expiry that its web process keeps pushing out; a project's
set holds its online visitors by the latest of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from frontdesk.infra.notifier import Notifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.infra.redis import RedisLink
    from frontdesk.infra.redis.values import Value

BEAT_SECONDS = 15
STALE_SECONDS = 45
_PAGE_SECONDS = 6 * 3600
_CHUNK = 500

_ENTER = """
local now = redis.call('time')[1]
redis.call('zremrangebyscore', KEYS[1], '-inf', now)
local before = redis.call('zcard', KEYS[1])
redis.call('zadd', KEYS[1], now + ARGV[3], ARGV[2])
redis.call('expire', KEYS[1], ARGV[3] * 2)
redis.call('zadd', KEYS[2], now + ARGV[3], ARGV[1])
redis.call('expire', KEYS[2], ARGV[3] * 2)
return before == 0 and 1 or 0
"""

# Only the socket that leaves is removed: an old socket's late goodbye can't end the
# presence of the new one.
_LEAVE = """
local now = redis.call('time')[1]
redis.call('zrem', KEYS[1], ARGV[2])
redis.call('zremrangebyscore', KEYS[1], '-inf', now)
if redis.call('zcard', KEYS[1]) > 0 then return 0 end
return redis.call('zrem', KEYS[2], ARGV[1])
"""


class OnlineVisitors:
    """The shared record of who is online. `None` means that nobody knows right now."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link
        self._enter = link.client.register_script(_ENTER)
        self._leave = link.client.register_script(_LEAVE)
        # Sockets that spoke since they were last kept.
        self._live: set[tuple[int, str, str]] = set()
        self._notifier = Notifier()

    def mark_live(self, project_id: int, uid: str, socket: str) -> None:
        """Note that a socket spoke, so it lives; kept in a moment, with what others say then."""
        self._live.add((project_id, uid, socket))
        self._notifier.notify()

    async def next_live(self) -> list[tuple[int, str, str]]:
        """Wait until a socket speaks; return those that did (project, uid, socket)."""
        await self._notifier.wait()
        live, self._live = self._live, set()
        return list(live)

    async def enter(self, project_id: int, uid: str, socket: str) -> bool:
        """Record a live socket, or that it still lives; return whether it is the first."""
        if not self._link.is_up:
            return False
        keys = [_sockets(project_id, uid), _project(project_id)]
        is_first = await self._link.attempt(
            self._enter(keys=keys, args=[uid, socket, STALE_SECONDS])
        )
        return bool(is_first)

    async def keep(self, present: Sequence[tuple[int, str, str]]) -> list[tuple[int, str]]:
        """Record that these sockets (project, uid, socket) still live, in few round trips.

        Returns the visitors whom everybody else took for gone.
        """
        returned: list[tuple[int, str]] = []
        for start in range(0, len(present), _CHUNK):
            chunk = present[start : start + _CHUNK]
            commands: list[tuple[Value, ...]] = [
                ("EVAL", _ENTER, 2, _sockets(one, uid), _project(one), uid, socket, STALE_SECONDS)
                for one, uid, socket in chunk
            ]
            firsts = await self._link.attempt(self._link.run_all(commands))
            if firsts is None:
                return returned
            returned += [
                (one, uid) for (one, uid, _), first in zip(chunk, firsts, strict=True) if first
            ]
        return returned

    async def leave(self, project_id: int, uid: str, socket: str) -> bool:
        """Remove a socket; return whether it was the visitor's last."""
        if not self._link.is_up:
            return False
        keys = [_sockets(project_id, uid), _project(project_id)]
        return bool(await self._link.attempt(self._leave(keys=keys, args=[uid, socket])))

    async def are_online(self, project_id: int, uids: Sequence[str]) -> set[str] | None:
        """Return those of the visitors who are online."""
        if not uids:
            return set()
        if not self._link.is_up:
            return None
        client = self._link.client
        scores = await self._link.attempt(client.zmscore(_project(project_id), list(uids)))
        now = await self._link.attempt(client.time())
        if scores is None or now is None:
            return None
        return {uid for uid, score in zip(uids, scores, strict=True) if score and score > now[0]}

    async def set_page(self, project_id: int, uid: str, url: str, title: str | None) -> None:
        """Remember the page a visitor is on, for as long as they count as online without a beat."""
        if self._link.is_up:
            page = msgspec.json.encode([url, title])
            await self._link.attempt(
                self._link.client.set(_page(project_id, uid), page, ex=_PAGE_SECONDS)
            )

    async def current_page(self, project_id: int, uid: str) -> tuple[str, str | None] | None:
        """Return the address and title of the page a visitor is on, if known."""
        if not self._link.is_up:
            return None
        page = await self._link.attempt(self._link.client.get(_page(project_id, uid)))
        return msgspec.json.decode(page, type=tuple[str, str | None]) if page else None

    async def drop_stale(self, project_ids: Iterable[int]) -> list[tuple[int, str]]:
        """Remove visitors whose web process stopped beating; return whom we removed.

        Of several processes that look at once, each stale visitor is returned to one.
        """
        dropped: list[tuple[int, str]] = []
        for project_id in project_ids:
            now = await self._link.attempt(self._link.client.time())
            if now is None:
                return dropped
            stale = await self._link.attempt(
                self._link.client.zrangebyscore(_project(project_id), "-inf", now[0])
            )
            uids = [one.decode() for one in stale or []]
            dropped += [(project_id, uid) for uid in uids if await self.leave(project_id, uid, "")]
        return dropped


def _sockets(project_id: int, uid: str) -> str:
    return f"fd:{{p:{project_id}}}:sockets:{uid}"


def _page(project_id: int, uid: str) -> str:
    return f"fd:{{p:{project_id}}}:page:{uid}"


def _project(project_id: int) -> str:
    return f"fd:{{p:{project_id}}}:online"
