"""What race tests ask for beside an empty database: servers they may break."""

from collections.abc import Iterator

import pytest

from frontdesk.infra.pause_points import clear_gates
from tests.servers import Servers, empty_database, empty_redis, running_servers


@pytest.fixture(scope="session")
def fragile_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with running_servers(tmp_path_factory.mktemp("fragile") / "servers") as servers:
        yield servers


@pytest.fixture
async def fragile(fragile_servers: Servers) -> Servers:
    """Empty servers to kill; a test that kills one starts it again."""
    await empty_database(fragile_servers.database_url)
    await empty_redis(fragile_servers.redis_url)
    return fragile_servers


@pytest.fixture(autouse=True)
def _open_gates() -> Iterator[None]:
    """No test leaves a gate closed behind it."""
    yield
    clear_gates()
