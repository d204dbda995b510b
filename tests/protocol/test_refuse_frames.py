"""Frames no client of ours sends: each ends in a refusal or a closed connection, never silence."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.front_door import Door, InProcessServer, Site, Visitor
from tests.patience import PATIENCE_SECONDS


@asynccontextmanager
async def wire(
    server: InProcessServer, site: Site, *, connected: bool
) -> AsyncIterator[ClientConnection]:
    """Open a bare websocket to the socket server; `connected` says CONNECT and identifies."""
    address = server.url.replace("http", "ws", 1)
    url = f"{address}/socket.io/?EIO=4&transport=websocket&projectId={site.id}"
    async with connect(url, origin=server.url, compression=None) as bare:  # type: ignore[arg-type]
        assert (await bare.recv()).startswith("0{")  # type: ignore[arg-type]
        if connected:
            await bare.send("40")
            assert (await bare.recv()).startswith("40{")  # type: ignore[arg-type]
            said = {"projectId": site.id, "visitorUid": "raw"}
            await bare.send(f'421["identify",{json.dumps(said)}]')
            await until_heard(bare, "431")
        yield bare


async def until_heard(bare: ClientConnection, start: str) -> str:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            text = str(await bare.recv())
            if text.startswith(start):
                return text


async def until_closed(bare: ClientConnection) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        try:
            while True:
                await bare.recv()
        except ConnectionClosed:
            return


BROKEN = {
    "an empty frame": "",
    "a letter": "x",
    "a packet type there is none of": "9",
    "an OPEN from the client": "0{}",
    "a message without a packet": "4",
    "an unknown packet": "47[]",
    "a CONNECT_ERROR from the client": '44{"message":"no"}',
    "a binary event with an attachment": '451-["sendMessage",{"_placeholder":true,"num":0}]',
    "a binary event with a thousand attachments": '451000-["sendMessage",{}]',
    "a binary event without a count": '45["sendMessage",{}]',
    "a binary ack": "461-1[]",
    "a base64 frame": "bAQID",
    "base64 in a message": "b4AQID",
    "binary": b"\x04\x02[]",
    "binary that says it is text": b'42["sendMessage",{}]',
    "an acknowledgement id of 20 digits": '4212345678901234567890["sendMessage",{}]',
    "an acknowledgement id of 5,000 digits": f'42{"9" * 5_000}["sendMessage",{{}}]',
    "a packet of 2 MB": f'421["sendMessage",{{"content":"{"x" * 2_000_000}","tempId":"t"}}]',
    "a second CONNECT": "40",
    "a second CONNECT with auth": '40{"visitorToken":"a"}',
    "an event in another namespace": '42/admin,1["sendMessage",{}]',
    "invalid UTF-8": b"\xff\xfe",
}


@pytest.mark.parametrize("frame", BROKEN.values(), ids=BROKEN)
async def test_a_frame_nobody_can_answer_ends_its_connection_and_no_other(
    door: Door, server: InProcessServer, demo: Site, ada: Visitor, frame: str | bytes
) -> None:
    before = await door.traces(demo)

    async with wire(server, demo, connected=True) as bare:
        await bare.send(frame)
        await until_closed(bare)

    assert await door.traces(demo) == before
    assert (await ada.ask("fetchMessages"))["ok"]


@pytest.mark.parametrize("frame", ["", "x", "0", "4", "6", "b4abc", "\x00", "٤2", b'42["e"]'])
async def test_what_is_no_packet_closes_its_connection_with_a_reason(
    server: InProcessServer, demo: Site, frame: str | bytes
) -> None:
    async with wire(server, demo, connected=False) as bare:
        await bare.send(frame)
        await until_closed(bare)

    assert (bare.close_code, bare.close_reason) == (1008, "This is not an engine.io packet.")


REFUSED = {
    "no JSON": "nonsense",
    "an open bracket": "[",
    "no name": "[]",
    "a name that is a number": "[1,{}]",
    "a name that is null": "[null,{}]",
    "a name that is an object": '[{"a":1},{}]',
    "an object": '{"sendMessage":{}}',
    "a string": '"sendMessage"',
    "nothing": "",
    "two payloads": '["fetchMessages",{},{}]',
    "NaN": '["fetchMessages",{"afterSeq":NaN}]',
    "Infinity": '["fetchMessages",{"afterSeq":-Infinity}]',
    "1e400": '["fetchMessages",{"afterSeq":1e400}]',
    "4,301 digits": f'["fetchMessages",{{"afterSeq":{"9" * 4_301}}}]',
    "a NUL": r'["sendMessage",{"content":"a\u0000b","tempId":"t"}]',
    "a lone surrogate": r'["sendMessage",{"content":"\ud800","tempId":"t"}]',
    "a NUL in a name": r'["sendMessage",{"content":"a","tempId":"t","\u0000":1}]',
    "1,100 levels": f'["sendMessage",{{"content":{"[" * 1_100}{"]" * 1_100},"tempId":"t"}}]',
    "ten thousand fields": '["sendMessage",{'
    + ",".join(f'"f{number}":1' for number in range(5_000))
    + "}]",
    "a field given twice": '["sendMessage",{"content":"a","tempId":"t","content":"b"}]',
    "the event connect": '["connect",{}]',
    "the event disconnect": '["disconnect"]',
    "a prototype": '["__proto__",{}]',
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
async def test_an_event_that_is_none_is_refused_and_the_next_one_answered(
    door: Door, server: InProcessServer, demo: Site, body: str
) -> None:
    async with wire(server, demo, connected=True) as bare:
        before = await door.traces(demo)

        await bare.send(f"427{body}")
        refused = json.loads((await until_heard(bare, "437"))[3:])[0]
        await bare.send('428["fetchMessages",{}]')
        answered = json.loads((await until_heard(bare, "438"))[3:])[0]

    assert (refused["ok"], refused["error"]["code"]) == (False, "invalid")
    assert answered["ok"] is True
    assert await door.traces(demo) == before


async def test_a_packet_that_is_too_long_is_refused_and_the_next_one_answered(
    door: Door, server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=True) as bare:
        before = await door.traces(demo)

        await bare.send(f'427["sendMessage",{{"content":"{"x" * 300_000}","tempId":"t"}}]')
        refused = json.loads((await until_heard(bare, "437"))[3:])[0]
        await bare.send('428["fetchMessages",{}]')
        answered = json.loads((await until_heard(bare, "438"))[3:])[0]

    assert (refused["ok"], refused["error"]["code"]) == (False, "too_long")
    assert answered["ok"] is True
    assert await door.traces(demo) == before


async def test_an_event_before_connect_ends_the_connection(
    server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=False) as bare:
        await bare.send('421["sendMessage",{"content":"a","tempId":"t"}]')
        await until_closed(bare)


@pytest.mark.parametrize("body", ["nonsense", '{"visitorToken":NaN}', "[" * 1_100, r'"\ud800"'])
async def test_credentials_that_are_no_json_are_refused_with_a_code(
    server: InProcessServer, demo: Site, body: str
) -> None:
    async with wire(server, demo, connected=False) as bare:
        await bare.send(f"40{body}")
        refused = json.loads((await until_heard(bare, "44"))[2:])

    assert refused["data"]["code"] == "invalid"


async def test_a_namespace_there_is_none_of_is_refused_with_a_code(
    server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=False) as bare:
        await bare.send("40/admin,{}")
        refused = await until_heard(bare, "44/admin,")

    assert json.loads(refused[9:])["data"]["code"] == "not_found"


async def test_acknowledgements_nobody_asked_for_change_nothing(
    server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=True) as bare:
        for body in ("[]", "[1]", "{}", "nonsense", '["a",{"b":[]}]'):
            await bare.send(f"43999{body}")
        await bare.send('428["fetchMessages",{}]')

        assert '"ok":true' in await until_heard(bare, "438")


async def test_who_leaves_the_namespace_may_not_go_on_talking(
    server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=True) as bare:
        await bare.send("41")
        await bare.send('428["fetchMessages",{}]')
        await until_closed(bare)


async def test_a_thousand_events_at_once_are_all_answered_in_order(
    server: InProcessServer, demo: Site
) -> None:
    async with wire(server, demo, connected=True) as bare:
        for number in range(1_000):
            await bare.send(f'42{number + 100}["fetchMessages",{{"limit":{number % 3}}}]')
        answers = [await until_heard(bare, "43") for _ in range(1_000)]

    assert [int(text[2:].split("[", 1)[0]) for text in answers] == list(range(100, 1_100))
