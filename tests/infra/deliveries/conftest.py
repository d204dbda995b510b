"""A post office: a database, and receivers that answer as a test says."""

from collections.abc import AsyncIterator, Iterator

import pytest

from frontdesk.infra.pause_points import clear_gates
from tests.infra.deliveries.office import PostOffice
from tests.infra.outbox.postbox import open_database


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[PostOffice]:
    async with open_database(database_url) as database:
        yield PostOffice(database, database_url)


@pytest.fixture(autouse=True)
def _open_gates() -> Iterator[None]:
    """No test leaves a gate closed behind it."""
    yield
    clear_gates()
