"""Metrics: nobody reads them without the token, and what people do shows in them."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import pytest

from frontdesk.entrypoints.metrics.exposition import Gauge, exposition
from frontdesk.entrypoints.metrics.own_port import serve_metrics
from frontdesk.entrypoints.settings import MetricsSettings
from frontdesk.infra.metrics import BucketHistogram, LabelledCounter
from tests.architecture.tree import ROOT
from tests.fleet import until
from tests.front_door import Door, open_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.front_door import InProcessServer
    from tests.servers import Servers

TOKEN = "a token of Prometheus"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def told(server_programs: Servers) -> AsyncIterator[InProcessServer]:
    async with open_server(server_programs, METRICS_TOKEN=TOKEN) as server:
        yield server


async def test_without_a_token_of_its_own_an_installation_has_no_metrics(
    server: InProcessServer,
) -> None:
    async with httpx.AsyncClient(base_url=server.url) as mallory:
        for headers in ({}, {"Authorization": "Bearer"}, {"Authorization": ""}, AUTHORIZED):
            assert (await mallory.get("/metrics", headers=headers)).status_code == 404


async def test_whoever_lacks_the_token_finds_nothing(told: InProcessServer) -> None:
    async with httpx.AsyncClient(base_url=told.url) as mallory:
        for word in ("", TOKEN, f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Bearer ÿ"):
            headers = [(b"Authorization", word.encode())]
            assert (await mallory.get("/metrics", headers=headers)).status_code == 404


async def test_what_people_do_shows(told: InProcessServer) -> None:
    door = Door(told)
    site = await door.project("Demo")
    ada = await door.visitor(site, "ada")
    await ada.writes("Hello?")

    seen = await _scrape(told.url)
    await door.close()

    assert seen["frontdesk_sockets"] == 1
    assert seen['frontdesk_up{server="postgresql"}'] == 1
    assert seen['frontdesk_up{server="redis"}'] == 1
    assert seen["frontdesk_message_confirmed_seconds_count"] >= 1
    assert seen["frontdesk_ingest_batch_entries_count"] >= 1
    assert seen["process_resident_memory_bytes"] > 1_000_000
    assert (await _scrape(told.url))[
        'frontdesk_http_requests_total{method="GET",route="/metrics",status="200"}'
    ] >= 1


async def test_every_metric_of_the_guide_and_the_dashboard_exists(told: InProcessServer) -> None:
    async with httpx.AsyncClient(base_url=told.url, headers=AUTHORIZED) as prometheus:
        text = (await prometheus.get("/metrics")).text
    exist = {_plain(name) for name in re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)}
    guide = (ROOT / "docs/guides/monitoring.md").read_text()
    dashboard = (ROOT / "deploy/grafana-dashboard.json").read_text()

    for words in (guide, dashboard):
        named = set(re.findall(r"\b(?:frontdesk|process)_[a-z_]+", words))
        assert {_plain(name) for name in named} - exist == set()
    assert exist - set(re.findall(r"\w+", guide)) - {"process_virtual_memory_bytes"} == set()
    assert json.loads(dashboard)["title"] == "Frontdesk"


async def test_a_worker_serves_its_own_on_a_port_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    gauge = Gauge("frontdesk_of_a_test", "It.", {"": 42.0})
    settings = MetricsSettings(TOKEN, "127.0.0.1", port)
    serving = asyncio.create_task(serve_metrics(settings, lambda: [gauge]))
    url = f"http://127.0.0.1:{port}"

    await until(lambda: _answers(url))
    async with httpx.AsyncClient(base_url=url) as client:
        refused = [await client.get("/metrics"), await client.get("/", headers=AUTHORIZED)]
    seen = await _scrape(url)
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving

    assert [one.status_code for one in refused] == [404, 404]
    assert seen["frontdesk_of_a_test"] == 42


def test_counts_and_sizes_are_added_up() -> None:
    counter = LabelledCounter("c", "C.", ("limit",))
    histogram = BucketHistogram("h", "H.", (1, 2.5))

    counter.add("frames")
    counter.add("frames", times=2)
    for value in (0.5, 1, 2, 99):
        histogram.observe(value)

    assert counter.values["frames",] == 3
    assert (histogram.counts, histogram.total) == ([2, 1, 1], 102.5)


def test_what_holds_quotes_is_written_as_a_label_may_be() -> None:
    text = exposition([Gauge("frontdesk_odd", "Odd.", {'a"b\n': 1.0}, "kind")]).decode()

    assert 'frontdesk_odd{kind="a\\"b\\n"} 1.0' in text


def _plain(name: str) -> str:
    return re.sub(r"_(bucket|sum|count|total)$", "", name)


async def _answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        async with httpx.AsyncClient() as client:
            return bool((await client.get(url)).status_code)
    return False


async def _scrape(url: str) -> dict[str, float]:
    async with httpx.AsyncClient(base_url=url, headers=AUTHORIZED) as prometheus:
        answer = await prometheus.get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}
