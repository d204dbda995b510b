"""Addresses from which a blocked visitor wrote, in Redis, for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.kit.neighbourhood import neighbourhood

if TYPE_CHECKING:
    from frontdesk.infra.redis import RedisLink


class BlockedAddresses:
    """Where visitors nobody has answered write from, and which of these places are blocked.

    A visitor's id costs nothing: one who is blocked takes a new one. So a block covers their
    address, too, but only for visitors nobody has answered, and not for long: others may come
    from the same place. While Redis is away nothing is covered.
    """

    def __init__(self, link: RedisLink, seconds: int) -> None:
        """Remember addresses for so long; 0 remembers none."""
        self._link = link
        self._seconds = seconds

    async def note(self, project_id: int, uid: str, address: str) -> bool:
        """Remember where a visitor writes from; return whether that place is blocked."""
        if not self._seconds or not self._link.is_up:
            return False
        place, client = neighbourhood(address), self._link.client
        await self._link.attempt(client.set(_from(project_id, uid), place, ex=self._seconds))
        return bool(await self._link.attempt(client.exists(_blocked(project_id, place))))

    async def cover(self, project_id: int, uid: str) -> None:
        """Block the place from which a visitor wrote last, if they did so lately."""
        place = await self._place_of(project_id, uid)
        if place is not None:
            client = self._link.client
            await self._link.attempt(client.set(_blocked(project_id, place), uid, ex=self._seconds))

    async def uncover(self, project_id: int, uid: str) -> None:
        """Let others write from there again."""
        place = await self._place_of(project_id, uid)
        if place is not None:
            await self._link.attempt(self._link.client.delete(_blocked(project_id, place)))

    async def _place_of(self, project_id: int, uid: str) -> str | None:
        if not self._seconds or not self._link.is_up:
            return None
        place = await self._link.attempt(self._link.client.get(_from(project_id, uid)))
        return place.decode() if place else None


def _from(project_id: int, uid: str) -> str:
    return f"fd:wrote-from:{project_id}:{uid}"


def _blocked(project_id: int, place: str) -> str:
    return f"fd:blocked-address:{project_id}:{place}"
