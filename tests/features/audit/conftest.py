"""Who is written about, and who reads it."""

import pytest

from tests.front_door import Door, Member, Site


@pytest.fixture(autouse=True)
async def _forgotten_attempts(door: Door) -> None:
    """No test inherits the wrong guesses of another."""
    async for key in door.server.redis.scan_iter("tries:*"):
        await door.server.redis.delete(key)


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia owns Demo."""
    return await door.member(demo, "Olivia", "owner")
