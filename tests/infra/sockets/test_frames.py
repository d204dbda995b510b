"""The short way for frames: what comes out is what uvicorn's own parser would give."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
import uvicorn
from typing_extensions import override
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from frontdesk.infra.sockets.frames import FrameProtocol
from frontdesk.infra.sockets.text_frame import text_frame

MAX_BYTES = 1_000
HANDSHAKE = (
    b"GET /socket.io/ HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
TEXT, BINARY, CLOSE, PING, PONG, CONTINUED, FIN = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0, 0x80


class Network(asyncio.Transport):
    """Stands for the connection: keeps what was written, and takes no more when told so."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_closed = False
        self.is_reading_paused = False

    @override
    def write(self, data: Any) -> None:
        if not self.is_closed:
            self.written.append(bytes(data))

    @override
    def close(self) -> None:
        self.is_closed = True

    @override
    def abort(self) -> None:
        self.is_closed = True

    @override
    def get_write_buffer_size(self) -> int:
        return 70_000

    @override
    def is_closing(self) -> bool:
        return self.is_closed

    @override
    def pause_reading(self) -> None:
        """Note it; a test may hand over what it has all the same."""
        self.is_reading_paused = True

    @override
    def resume_reading(self) -> None:
        self.is_reading_paused = False


Heard = list[tuple[str, Any]]


async def opened(
    kind: type[WebSocketsSansIOProtocol],
    heard: Heard,
    *,
    network: Any = None,  # noqa: ANN401 - a network, with what a test adds to it
    is_accepted: bool = True,
) -> tuple[Any, Any]:
    """Open a connection whose application notes what it receives until the end."""
    accepted = asyncio.Event()
    if is_accepted:
        accepted.set()

    async def app(_scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        await receive()
        await accepted.wait()
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            heard.append((message["type"], message.get("text", message.get("bytes"))))
            if message["type"] == "websocket.disconnect":
                heard[-1] = ("websocket.disconnect", message["code"])
                return

    config = uvicorn.Config(
        app,
        ws=kind,
        ws_max_size=MAX_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        log_config=None,
    )
    protocol = kind(config, ServerState(), {})
    network = network or Network()
    protocol.connection_made(network)
    protocol.data_received(HANDSHAKE)
    await until_quiet()
    network.written.clear()
    return protocol, network


async def until_quiet() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def frame(kind: int, body: bytes, mask: bytes = b"abcd", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    if size < 126:
        head = bytes((kind, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((kind, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((kind, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + mask + bytes(one ^ mask[at % 4] for at, one in enumerate(body))


STREAMS = {
    "texts": b"".join(frame(FIN | TEXT, f"4{n}".encode() * n) for n in range(1, 60)),
    "a mask of zeros": frame(FIN | TEXT, b"42[]", bytes(4)),
    "letters of several bytes": frame(FIN | TEXT, "4ä€😀".encode()),
    "an empty text": frame(FIN | TEXT, b"") + frame(FIN | TEXT, b"4x"),
    "binary in between": frame(FIN | TEXT, b"4a")
    + frame(FIN | BINARY, b"\x00\x01")
    + frame(FIN | TEXT, b"4b"),
    "a text in pieces": frame(TEXT, b"4a")
    + frame(FIN | PING, b"are you there")
    + frame(CONTINUED, b"b")
    + frame(FIN | CONTINUED, b"c")
    + frame(FIN | TEXT, b"4d"),
    "a text inside another": frame(TEXT, b"4a") + frame(FIN | TEXT, b"4b"),
    "a letter cut in two": frame(TEXT, "4ä".encode()[:2]) + frame(FIN | CONTINUED, b"\xa4"),
    "pings and pongs": frame(FIN | PING, b"1") + frame(FIN | PONG, b"") + frame(FIN | TEXT, b"3"),
    "a goodbye": frame(FIN | TEXT, b"4a") + frame(FIN | CLOSE, b"\x03\xe8bye"),
    "no UTF-8": frame(FIN | TEXT, b"4a") + frame(FIN | TEXT, b"4\xff\xfe"),
    "not masked": text_frame(b"4b"),
    "a reserved bit": frame(FIN | TEXT | 0x40, b"4a"),
    "an unknown kind": frame(FIN | 0x3, b"4a"),
    "as long as may be": frame(FIN | TEXT, b"4" * MAX_BYTES),
    "too long by its word": frame(FIN | TEXT, b"4a", length=1 << 40),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
async def test_however_a_stream_is_cut_both_ways_hear_and_answer_the_same(
    stream: bytes, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    size = (len(stream), 1, 7)[seed]
    cuts = [stream[at : at + size] for at in range(0, len(stream), size)]
    found = []
    for kind in (WebSocketsSansIOProtocol, FrameProtocol):
        heard: Heard = []
        protocol, network = await opened(kind, heard)
        for cut in cuts:
            if not network.is_closed:
                protocol.data_received(cut)
            if chance.random() < 0.5:
                await until_quiet()
        await until_quiet()
        found.append((heard, b"".join(network.written), network.is_closed))

    assert found[1] == found[0]
    assert found[0] != ([], b"", False)


@pytest.mark.parametrize("size", [100_000, 7, 1])
async def test_a_text_that_is_too_long_is_known_by_its_beginning_and_the_next_is_read(
    size: int,
) -> None:
    heard: Heard = []
    protocol, network = await opened(FrameProtocol, heard)
    stream = frame(FIN | TEXT, b"42" + b"x" * MAX_BYTES) + frame(FIN | TEXT, b"4b")

    for at in range(0, len(stream), size):
        protocol.data_received(stream[at : at + size])
    await until_quiet()

    assert [text for _, text in heard] == ["42" + "x" * 62, "4b"]
    assert not network.is_closed


@pytest.mark.parametrize("kind", [TEXT, FIN | BINARY, FIN | TEXT | 0x40])
async def test_a_frame_that_is_too_long_and_no_whole_text_ends_the_connection(kind: int) -> None:
    protocol, network = await opened(FrameProtocol, [])

    protocol.data_received(frame(kind, b"4" * (MAX_BYTES + 1)))

    assert network.is_closed


async def test_a_client_that_talks_before_it_is_answered_is_understood() -> None:
    heard: Heard = []

    async def app(_scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
        await receive()
        await asyncio.sleep(0)
        await send({"type": "websocket.accept"})
        heard.extend([(one["type"], one["text"]) for one in [await receive() for _ in range(3)]])

    config = uvicorn.Config(app, ws=FrameProtocol, log_config=None)
    protocol = FrameProtocol(config, ServerState(), {})
    protocol.connection_made(Network())
    early = frame(FIN | TEXT, b"4a") + frame(FIN | TEXT, b"4b")
    protocol.data_received(HANDSHAKE + early[:5])
    await until_quiet()
    protocol.data_received(early[5:])
    protocol.data_received(frame(FIN | TEXT, b"4c"))
    await until_quiet()

    assert [text for _, text in heard] == ["4a", "4b", "4c"]


async def test_what_one_turn_has_to_say_is_one_write_in_order() -> None:
    protocol, network = await opened(FrameProtocol, [])
    frames = [text_frame(f"4{number}".encode()) for number in range(50)]

    for one in frames:
        protocol.write_frame(one)
    await until_quiet()

    assert network.written == [b"".join(frames)]


async def test_what_the_network_does_not_take_waits_and_is_counted() -> None:
    protocol, network = await opened(FrameProtocol, [])

    protocol.pause_writing()
    for number in range(3):
        protocol.write_frame(text_frame(b"4%d" % number))
        await until_quiet()
    held = (protocol.backlog_bytes, list(network.written))
    protocol.resume_writing()

    assert held == (3 * 4 + 70_000, [])
    assert network.written == [text_frame(b"40") + text_frame(b"41") + text_frame(b"42")]
    assert protocol.backlog_bytes == 0


async def test_behind_a_goodbye_nothing_is_written() -> None:
    protocol, network = await opened(FrameProtocol, [])
    protocol.data_received(frame(FIN | CLOSE, b"\x03\xe8"))
    network.written.clear()

    protocol.write_frame(text_frame(b"4a"))
    await until_quiet()

    assert network.written == []


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_a_frame_is_written_with_the_shortest_length(length: int) -> None:
    written = text_frame(b"x" * length)

    head = 2 if length < 126 else 4 if length < 1 << 16 else 10
    assert (len(written), written[0], written[1] & 0x80) == (length + head, 0x81, 0)
    assert written.endswith(b"x" * length)
