from ipaddress import ip_address
from typing import Any

import httpx2
import pytest

from frontdesk.infra.models.library.transport import GuardedTransport
from frontdesk.infra.models.provider import BadProvider, check_provider
from frontdesk.infra.outbound import NO_PRIVATE_HOSTS
from frontdesk.infra.outbound.addresses import Address, AddressRules
from frontdesk.infra.secrets import Secret
from tests.infra.models.harness import ModelsHarness, outcomes
from tests.private_hosts import ANY_PRIVATE_HOST
from tests.scripted_models.script import ScriptedReply, Text
from tests.scripted_models.server import ScriptedModels

HOME = AddressRules(ANY_PRIVATE_HOST)
HOSTED = AddressRules(NO_PRIVATE_HOSTS)

NOWHERE_EVER = [
    *("ftp://model.test/v1", "file:///etc/passwd", "model.test", "https://", "https://:443/"),
    *("https://user@model.test/", "https://u:p@model.test/", "https://model.test/?x=1"),
    *("https://model.test/#x", "https://model.test\\@evil.test/", "https://mo del.test/"),
    *("https://model.test/\n", "https://módel.test/", "https://model.test:0/"),
    *("https://model.test:99999/", "https://127.1/", "https://2130706433/", "https://0x7f000001/"),
    *("https://0177.0.0.1/", "https://169.254.169.254/", "https://[fe80::1]/", "https://0.0.0.0/"),
    *("https://[::ffff:169.254.169.254]/", "https://[64:ff9b::a9fe:a9fe]/", "https://224.0.0.1/"),
    *("https://100.100.100.200/", "https://[fd00:ec2::254]/", "https://168.63.129.16/"),
    *(
        "http://8.8.8.8/",
        "https://" + "a" * 500 + ".test/",
        "https://[::1",
        "https://[::1%25eth0]/",
    ),
]
OUR_OWN = [
    *("http://127.0.0.1:11434/v1", "http://[::1]:11434/v1", "https://10.0.0.5/v1"),
    *("http://192.168.1.20:8080/v1", "https://[fd12::5]/v1", "http://172.17.0.1/v1"),
    *("http://[::ffff:10.0.0.5]/", "https://100.64.0.1/"),
]
PUBLIC = ["https://api.openai.com/v1", "https://8.8.8.8/v1", "https://[2606:4700::1111]/v1"]


@pytest.mark.parametrize("url", NOWHERE_EVER)
def test_some_addresses_are_allowed_nowhere(url: str) -> None:
    assert HOME.problem_with(url) is not None
    assert HOSTED.problem_with(url) is not None


@pytest.mark.parametrize("url", OUR_OWN)
def test_our_own_network_is_for_those_who_say_so(url: str) -> None:
    assert HOME.problem_with(url) is None
    assert HOSTED.problem_with(url) is not None


@pytest.mark.parametrize("url", PUBLIC)
def test_the_world_is_reached_with_encryption(url: str) -> None:
    assert HOME.problem_with(url) is None
    assert HOSTED.problem_with(url) is None
    assert HOSTED.problem_with(url.replace("https", "http")) is not None


def test_a_name_without_encryption_is_judged_when_it_is_resolved() -> None:
    assert HOME.problem_with("http://ollama:11434/v1") is None
    assert HOSTED.problem_with("http://ollama:11434/v1") is not None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://rebound.test/", ["127.0.0.1"]),
        ("https://rebound.test/", ["8.8.8.8", "10.0.0.1"]),
        ("https://metadata.test/", ["169.254.169.254"]),
        ("https://mapped.test/", ["::ffff:127.0.0.1"]),
        ("http://public.test/", ["8.8.8.8"]),
    ],
)
async def test_a_name_that_leads_where_nobody_may_go_is_not_connected_to(
    url: str, found: list[str]
) -> None:
    guard = GuardedTransport(HOSTED, 1, lambda _host, _port: _leads_to(found))

    with pytest.raises(httpx2.ConnectError, match="not allowed"):
        await guard.send(httpx2.Request("GET", url))
    await guard.close()


async def test_a_connection_goes_to_the_address_that_was_checked(server: ScriptedModels) -> None:
    """A second look-up, which could lead elsewhere, never happens."""
    looked_up: list[str] = []

    async def rebinding(host: str, _port: int) -> list[Address]:
        looked_up.append(host)
        return [ip_address("127.0.0.1" if len(looked_up) == 1 else "127.0.0.99")]

    port = server.base_url.split(":")[2].split("/")[0]
    guard = GuardedTransport(HOME, 1, rebinding)

    response = await guard.send(httpx2.Request("POST", f"http://model.test:{port}/v1"))
    await response.aclose()

    assert looked_up == ["model.test"]
    assert server.asked[0].headers["host"] == f"model.test:{port}"
    await guard.close()


async def test_of_several_addresses_the_first_that_listens_is_taken(
    server: ScriptedModels,
) -> None:
    port = server.base_url.split(":")[2].split("/")[0]
    guard = GuardedTransport(HOME, 1, lambda _host, _port: _leads_to(["::1", "127.0.0.1"]))

    response = await guard.send(httpx2.Request("POST", f"http://localhost:{port}/v1"))
    await response.aclose()

    assert len(server.asked) == 1
    await guard.close()


async def test_a_redirect_is_not_followed(harness: ModelsHarness) -> None:
    elsewhere = harness.server.base_url + "/elsewhere"
    for status in (301, 302, 307, 308):
        harness.server.will(ScriptedReply(status, b"", {"location": elsewhere}))
    harness.server.always(Text("I was redirected."))

    for number in range(4):
        refused = await harness.fail("When?", harness.provider(str(number)))
        assert outcomes(refused) == [(str(number), "not_allowed")]

    assert [asked.path for asked in harness.server.asked] == ["/v1/chat/completions"] * 4


async def test_a_provider_saved_under_looser_rules_is_refused_when_asked(
    harness: ModelsHarness,
) -> None:
    refused = await harness.fail(
        "When?", harness.provider(headers=(("Host", Secret("evil.test")),))
    )

    assert outcomes(refused) == [("first", "not_allowed")]
    assert harness.server.asked == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base_url": "http://8.8.8.8"}, "base_url"),
        ({"base_url": None}, "base_url"),
        ({"model": ""}, "model"),
        ({"kind": "openai", "api_key": None}, "api_key"),
        ({"api_key": Secret("sk-1\r\nhost: evil.test")}, "api_key"),
        ({"headers": (("Host", Secret("evil.test")),)}, "headers"),
        ({"headers": (("x\r\ny", Secret("1")),)}, "headers"),
        ({"headers": (("x-team", Secret("1\r\ny: 2")),)}, "headers"),
    ],
)
async def test_a_provider_that_cannot_be_used_is_refused_with_its_field(
    harness: ModelsHarness, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadProvider) as refusal:
        check_provider(harness.provider(**changes), HOME)

    assert set(refusal.value.fields or {}) == {field}


async def _leads_to(found: list[str]) -> list[Address]:
    return [ip_address(one) for one in found]
