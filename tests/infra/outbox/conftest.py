"""An empty outbox, and its writers."""

from collections.abc import AsyncIterator, Iterator

import pytest

from frontdesk.infra.outbox import Relay
from frontdesk.infra.pause_points import clear_gates
from tests.infra.outbox.postbox import Post, open_database


@pytest.fixture
async def post(database_url: str, redis_url: str) -> AsyncIterator[Post]:
    async with open_database(database_url) as database:
        yield Post(database, database_url, redis_url)


@pytest.fixture
async def relay(post: Post) -> AsyncIterator[Relay]:
    async with post.relay() as relay:
        yield relay


@pytest.fixture(autouse=True)
def _open_gates() -> Iterator[None]:
    """No test leaves a gate closed behind it."""
    yield
    clear_gates()
