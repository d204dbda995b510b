"""People at the desk, as the tests of accounts know them."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.features.accounts.people import Person, browser, make_person
from tests.front_door import Door


@pytest.fixture(autouse=True)
async def _forgotten_attempts(door: Door) -> None:
    """No test inherits the wrong guesses of another."""
    async for key in door.server.redis.scan_iter("tries:*"):
        await door.server.redis.delete(key)


@pytest.fixture
async def olivia(door: Door) -> Person:
    """Olivia has an account and remembers her password."""
    return await make_person(door, "Olivia")


@pytest.fixture
async def eve(door: Door) -> Person:
    """Eve has an account, too, and would rather have Olivia's."""
    return await make_person(door, "Eve")


@pytest.fixture
async def client(door: Door) -> AsyncIterator[httpx.AsyncClient]:
    """A browser nobody has signed in with."""
    async with browser(door.server.url) as client:
        yield client
