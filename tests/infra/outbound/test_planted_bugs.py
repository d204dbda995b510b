"""What the checks of outbound requests are worth: without each, a wrong party is told."""

from __future__ import annotations

import pytest

from frontdesk.infra.outbound import (
    AddressRules,
    OutboundFailed,
    OutboundHttp,
    OutboundRequest,
    http,
)
from frontdesk.infra.outbound.sending import SafeHttpSender
from tests.infra.outbound.test_outbound_http import HOME, HOSTED, OK, listening


async def test_without_a_look_at_the_list_anybody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "is_listed", lambda *_: True)
    asking = OutboundHttp(HOME)

    async with listening(OK) as (host, heard):
        await asking.ask(OutboundRequest("GET", f"http://{host}/"), [])
    await asking.close()

    assert len(heard) == 1


async def test_without_a_look_at_the_address_a_name_leads_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with listening(OK) as (host, heard):
        request = OutboundRequest("GET", f"http://localhost:{host.split(':')[1]}/")
        line = SafeHttpSender(HOSTED)
        with pytest.raises(OutboundFailed, match="does not go"):
            await line.ask(request)
        assert heard == []
        monkeypatch.setattr(AddressRules, "may_connect", lambda *_: True)
        await line.ask(request)
        await line.close()

    assert len(heard) == 1


async def test_without_clean_headers_a_request_speaks_for_another_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http, "clean_headers", tuple)
    asking = OutboundHttp(HOME)

    async with listening(OK) as (host, heard):
        headers = (("host", "inside.test"), ("x-forwarded-for", "127.0.0.1"))
        await asking.ask(OutboundRequest("GET", f"http://{host}/", headers), [host])
    await asking.close()

    assert b"inside.test" in heard[0]
    assert b"x-forwarded-for" in heard[0].lower()
