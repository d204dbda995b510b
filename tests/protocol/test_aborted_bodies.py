"""A client that leaves in the middle of a body is no error of ours."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from structlog.testing import capture_logs

from tests.fleet import until

if TYPE_CHECKING:
    from tests.front_door import InProcessServer

POST = (
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    b"Content-Length: 1000\r\n\r\n{"
)


async def test_a_client_that_leaves_within_its_body_fills_no_log(server: InProcessServer) -> None:
    where = urlsplit(server.url)
    before = asyncio.all_tasks()

    with capture_logs() as logged:
        _, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(POST)
        await until(lambda: len(_requests() - before) == 1)
        [asked] = _requests() - before
        writer.transport.abort()
        await asyncio.wait([asked])

    assert [one for one in logged if one["log_level"] == "error"] == []


def _requests() -> set[asyncio.Task[object]]:
    return {task for task in asyncio.all_tasks() if "run_asgi" in repr(task)}
