"""Asking other systems: only who is listed, only where the rules let us, and never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_address

import pytest

from frontdesk.infra.outbound import (
    NO_PRIVATE_HOSTS,
    AddressRules,
    OutboundFailed,
    OutboundHttp,
    OutboundRequest,
    problem_with_host,
)
from frontdesk.infra.outbound.addresses import Address
from frontdesk.infra.outbound.hosts import is_listed
from frontdesk.infra.outbound.sending import MAX_ANSWER_BYTES, SafeHttpSender
from tests.private_hosts import ANY_PRIVATE_HOST

HOME, HOSTED = AddressRules(ANY_PRIVATE_HOST), AddressRules(NO_PRIVATE_HOSTS)
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nset-cookie: a=b\r\n\r\nhi"


@asynccontextmanager
async def listening(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Run a server that notes what it hears and answers with these bytes."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        if not answer:
            await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", heard
    finally:
        server.close()


@pytest.fixture
async def outbound() -> AsyncIterator[OutboundHttp]:
    opened = OutboundHttp(HOME)
    yield opened
    await opened.close()


async def test_a_listed_site_is_asked_with_clean_headers(outbound: OutboundHttp) -> None:
    headers = (
        *(("X-Shop", "7"), ("Host", "evil.test"), ("Cookie", "a=b"), ("X-Forwarded-For", "1")),
        ("Proxy-Authorization", "Basic eA=="),
    )
    async with listening(OK) as (host, heard):
        answer = await outbound.ask(OutboundRequest("GET", f"http://{host}/a?b=1", headers), [host])
        await outbound.ask(OutboundRequest("GET", f"http://{host}/again"), [host])

    assert (answer.status, answer.body) == (200, "hi")
    lines = heard[0].decode().lower().split("\r\n")
    assert lines[0] == "get /a?b=1 http/1.1"
    assert {f"host: {host}", "x-shop: 7", "user-agent: frontdesk"} <= set(lines)
    for forbidden in ("evil.test", "cookie", "x-forwarded", "proxy-"):
        assert forbidden not in heard[0].decode().lower()
    assert b"cookie" not in heard[1].lower()


async def test_an_unlisted_site_hears_nothing(outbound: OutboundHttp) -> None:
    async with listening(OK) as (host, heard):
        port = host.split(":")[1]
        for hosts in ([], ["127.0.0.1"], [f"localhost:{port}"], ["shop.example"]):
            with pytest.raises(OutboundFailed, match="not on the list") as failed:
                await outbound.ask(OutboundRequest("GET", f"http://{host}/"), hosts)
            assert not failed.value.may_ask_again

    assert heard == []


@pytest.mark.parametrize(
    "url",
    [
        *("https://shop.example@evil.test/", "https://shop.example:0x/"),
        *("https://evil.test#@shop.example/", "https://shop.example.evil.test/", "https://[::1"),
        *("https://shop.example:8443/", "https://shop.example./", "", "https://evil.test/"),
    ],
)
def test_nothing_but_the_host_itself_is_taken_for_the_listed_host(url: str) -> None:
    assert not is_listed(url, ["shop.example"])


def test_a_port_is_listed_by_itself() -> None:
    assert is_listed("https://Shop.Example:443/x", ["shop.example"])
    assert is_listed("https://shop.example:8443/x", ["shop.example:8443"])
    assert not is_listed("https://shop.example/x", ["shop.example:8443"])


@pytest.mark.parametrize(
    "host",
    [
        *("", "https://shop.example", "shop.example/x", "Shop.Example", "*.example", "a b", "a@b"),
        *("shop.example:", "shop.example:x", "shop.example:0", "127.1", "169.254.169.254", "a?b"),
        *("127.0.0.1", "10.0.0.1:80", "[::1]", "2130706433", "a#b", "a\\b", "..", "a\n"),
    ],
)
def test_a_list_takes_host_names_only(host: str) -> None:
    assert problem_with_host(host, HOSTED) is not None


def test_a_list_takes_names_and_ports() -> None:
    for host in ("shop.example", "shop.example:8443", "8.8.8.8"):
        assert problem_with_host(host, HOSTED) is None
    assert problem_with_host("127.0.0.1:9000", HOME) is None


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"]])
async def test_a_name_that_leads_inside_is_not_connected_to(found: list[str]) -> None:
    line = SafeHttpSender(HOSTED, _leads_to(found))

    with pytest.raises(OutboundFailed, match="does not go") as failed:
        await line.ask(OutboundRequest("GET", "https://rebound.test/"))

    assert not failed.value.may_ask_again
    await line.close()


async def test_a_name_is_looked_up_once_and_that_address_is_connected_to() -> None:
    looked_up: list[str] = []

    async def rebinding(host: str, _port: int) -> list[Address]:
        looked_up.append(host)
        return [ip_address("127.0.0.1" if len(looked_up) == 1 else "127.0.0.99")]

    async with listening(OK) as (host, heard):
        line = SafeHttpSender(HOME, rebinding)
        url = f"http://shop.test:{host.split(':')[1]}/"
        assert (await line.ask(OutboundRequest("GET", url))).status == 200
        await line.close()

    assert (looked_up, len(heard)) == (["shop.test"], 1)


async def test_a_redirect_is_an_answer_and_not_followed(outbound: OutboundHttp) -> None:
    async with listening(OK) as (inner, heard):
        away = f"HTTP/1.1 302 Found\r\nlocation: http://{inner}/\r\ncontent-length: 0\r\n\r\n"
        async with listening(away.encode()) as (host, _):
            answer = await outbound.ask(OutboundRequest("GET", f"http://{host}/"), [host, inner])

    assert (answer.status, heard) == (302, [])


async def test_an_endless_answer_is_given_up(outbound: OutboundHttp) -> None:
    body = b"x" * (MAX_ANSWER_BYTES + 1)
    async with listening(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + body) as (host, _):
        with pytest.raises(OutboundFailed, match="too long"):
            await outbound.ask(OutboundRequest("GET", f"http://{host}/"), [host])


async def test_a_silent_site_is_given_up() -> None:
    async with listening(b"") as (host, _):
        line = SafeHttpSender(HOME, total_seconds=0.05)
        with pytest.raises(OutboundFailed, match="too long") as failed:
            await line.ask(OutboundRequest("GET", f"http://{host}/"))
        await line.close()

    assert failed.value.may_ask_again


async def test_a_site_that_is_away_may_be_asked_again(outbound: OutboundHttp) -> None:
    async with listening(OK) as (host, _):
        pass

    with pytest.raises(OutboundFailed, match="cannot be reached") as failed:
        await outbound.ask(OutboundRequest("POST", f"http://{host}/", body="{}"), [host])

    assert failed.value.may_ask_again


@pytest.mark.parametrize("value", ["a\r\nhost: evil.test", "a\x00b", "x" * 5_000])
async def test_a_header_cannot_break_out_of_its_line(outbound: OutboundHttp, value: str) -> None:
    async with listening(OK) as (host, heard):
        with pytest.raises(OutboundFailed, match="headers"):
            await outbound.ask(OutboundRequest("GET", f"http://{host}/", (("x-a", value),)), [host])

    assert heard == []


async def test_no_proxy_of_the_environment_is_used(
    outbound: OutboundHttp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(OK) as (proxy, through), listening(OK) as (host, heard):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy}")
        await outbound.ask(OutboundRequest("GET", f"http://{host}/"), [host])

    assert (through, len(heard)) == ([], 1)


async def test_without_encryption_only_our_own_network_is_reached() -> None:
    hosted = OutboundHttp(HOSTED)

    with pytest.raises(OutboundFailed, match="Use https"):
        await hosted.ask(OutboundRequest("GET", "http://shop.example/"), ["shop.example"])


def _leads_to(found: list[str]) -> Callable[[str, int], Awaitable[list[Address]]]:
    async def look_up(_host: str, _port: int) -> list[Address]:
        return [ip_address(one) for one in found]

    return look_up
