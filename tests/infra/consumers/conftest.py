"""A feed with words in it, and a diary that consumers write into."""

from collections.abc import AsyncIterator, Iterator

import pytest

from frontdesk.infra.pause_points import clear_gates
from tests.infra.consumers.diary import Diary, open_diary


@pytest.fixture
async def diary(database_url: str, redis_url: str) -> AsyncIterator[Diary]:
    async with open_diary(database_url, redis_url) as diary:
        yield diary


@pytest.fixture(autouse=True)
def _open_gates() -> Iterator[None]:
    """No test leaves a gate closed behind it."""
    yield
    clear_gates()
