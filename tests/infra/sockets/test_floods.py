"""What one connection may cost: frames are counted, and nothing is kept for who does not read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from frontdesk.infra.sockets.frames import FRAMES_AT_ONCE, FrameProtocol
from frontdesk.infra.sockets.text_frame import text_frame
from tests.infra.sockets.test_frames import (
    CONTINUED,
    FIN,
    PING,
    PONG,
    TEXT,
    Network,
    frame,
    opened,
    until_quiet,
)
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.infra.sockets.test_frames import Heard

EMPTY_TEXTS = {"texts": FIN | TEXT, "texts without an end": TEXT}


@pytest.mark.parametrize("kind", EMPTY_TEXTS.values(), ids=EMPTY_TEXTS)
async def test_of_many_frames_at_once_only_a_burst_is_looked_at(
    kind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.infra.sockets.frames._REFILL_SECONDS", 3_600)
    heard: Heard = []
    protocol, network = await opened(FrameProtocol, heard)
    flood = frame(kind, b"") + frame(FIN | TEXT, b"4x") * 10_000

    protocol.data_received(flood)
    await until_quiet()

    assert network.is_reading_paused or network.is_closed
    # A slow machine gets a few tokens back meanwhile.
    assert len(heard) < 5 * FRAMES_AT_ONCE


async def test_after_a_burst_reading_goes_on_by_itself_and_nothing_is_lost() -> None:
    heard: Heard = []
    protocol, network = await opened(FrameProtocol, heard)
    texts = [f"4{number}" for number in range(2 * FRAMES_AT_ONCE)]

    protocol.data_received(b"".join(frame(FIN | TEXT, text.encode()) for text in texts))
    await until(lambda: len(heard) == len(texts))

    assert [text for _, text in heard] == texts
    assert not network.is_reading_paused


async def test_nothing_is_read_for_an_application_that_is_behind() -> None:
    protocol, network = await opened(FrameProtocol, [])

    protocol.data_received(frame(FIN | TEXT, b"4" * 900) * 100)

    assert network.is_reading_paused
    assert protocol.queue.qsize() == 16


CONTROLS = {"pings": PING, "pongs nobody asked for": PONG}


@pytest.mark.parametrize("kind", CONTROLS.values(), ids=CONTROLS)
async def test_more_control_frames_than_any_browser_sends_end_the_connection(kind: int) -> None:
    protocol, network = await opened(FrameProtocol, [])

    protocol.data_received(frame(FIN | kind, b"x" * 125) * 20)
    was_closed = network.is_closed
    protocol.data_received(frame(FIN | kind, b"x" * 125) * 1_000)

    assert (was_closed, network.is_closed) == (False, True)
    assert b"\x03\xf0" in network.written[-1]
    assert len(b"".join(network.written)) < 21 * 130 + 60


async def test_a_message_in_more_pieces_than_it_needs_ends_the_connection() -> None:
    heard: Heard = []
    protocol, network = await opened(FrameProtocol, heard)
    pieces = frame(CONTINUED, b"b") * 14 + frame(FIN | CONTINUED, b"c")

    protocol.data_received(frame(TEXT, b"4a") + pieces)
    await until_quiet()
    protocol.data_received(frame(TEXT, b"4a") + frame(CONTINUED, b"") * 1_000)
    await until_quiet()

    assert heard[0][1] == "4a" + "b" * 14 + "c"
    assert network.is_closed


async def test_nothing_is_read_from_who_does_not_read() -> None:
    protocol, network = await opened(FrameProtocol, [])

    protocol.pause_writing()
    paused = network.is_reading_paused
    protocol.data_received(frame(FIN | TEXT, b"4late"))
    waiting = protocol.queue.qsize()
    protocol.resume_writing()

    assert (paused, waiting) == (True, 0)
    assert not network.is_reading_paused
    assert protocol.queue.get_nowait()["text"] == "4late"


async def test_what_is_talked_before_the_answer_has_a_bound() -> None:
    protocol, network = await opened(FrameProtocol, [], is_accepted=False)

    for _ in range(20):
        protocol.data_received(b"\x81\x80abcd" * 1_000)

    assert network.is_closed


async def test_who_does_not_read_the_goodbye_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(Network):
        is_cut = False

        @override
        def abort(self) -> None:
            self.is_cut = True

    monkeypatch.setattr("frontdesk.infra.sockets.frames._GOODBYE_SECONDS", 0)
    protocol, network = await opened(FrameProtocol, [], network=Deaf())

    protocol.end("Enough.")
    await until(lambda: network.is_cut)

    assert network.is_cut


async def test_a_burst_of_one_turn_is_no_backlog_while_the_network_takes_it() -> None:
    protocol, network = await opened(FrameProtocol, [])
    one = text_frame(b"4" + b"x" * 10_000)

    for _ in range(1_000):
        protocol.write_frame(one)
        assert protocol.backlog_bytes < 300_000
    await until_quiet()

    assert b"".join(network.written) == one * 1_000
    await asyncio.sleep(0)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if is_so():
                return
            await asyncio.sleep(0)
