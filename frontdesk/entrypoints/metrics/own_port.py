"""`/metrics` of a worker, which serves nothing else: on a port of its own."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog

from frontdesk.entrypoints.metrics.exposition import CONTENT_TYPE, exposition
from frontdesk.entrypoints.metrics.reader import may_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.entrypoints.metrics.exposition import Gauge
    from frontdesk.entrypoints.settings import MetricsSettings

log = structlog.get_logger()

_MAX_HEAD_BYTES = 8 * 1024
_READ_SECONDS = 5.0


async def serve_metrics(settings: MetricsSettings, own: Callable[[], list[Gauge]]) -> None:
    """Answer for ever; run as a task. Port 0 serves nothing, and waits."""
    host, port, token = settings.host, settings.port, settings.token
    if not port:
        await asyncio.Event().wait()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            async with asyncio.timeout(_READ_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(_answer(head.decode("latin-1"), token, own))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, host, port, limit=_MAX_HEAD_BYTES)
    log.info("Metrics are served", host=host, port=port)
    async with server:
        await server.serve_forever()


def _answer(head: str, token: str, own: Callable[[], list[Gauge]]) -> bytes:
    first, *lines = head.split("\r\n")
    headers = {name.strip().lower(): value for name, _, value in (x.partition(":") for x in lines)}
    is_asked = first.startswith("GET /metrics ")
    if not is_asked or not may_read(headers.get("authorization", "").strip(), token):
        return b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    body = exposition(own())
    said = f"HTTP/1.1 200 OK\r\ncontent-type: {CONTENT_TYPE}\r\ncontent-length: {len(body)}\r\n"
    return f"{said}cache-control: no-store\r\nconnection: close\r\n\r\n".encode() + body
