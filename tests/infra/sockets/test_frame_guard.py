"""The guard in front of long polling: what engine.io would choke on never reaches it."""

from collections.abc import Sequence
from typing import Any

import pytest

from frontdesk.infra.sockets import PollGuard
from frontdesk.infra.sockets.packets import MAX_PACKET_BYTES


async def sent_through(guarded: Sequence[dict[str, Any]], scope: dict[str, Any]) -> tuple[Any, Any]:
    """Push ASGI messages through a guard; return what came out behind and in front."""
    behind: list[Any] = []
    in_front: list[Any] = []
    waiting = list(guarded)

    async def app(_scope: Any, receive: Any, _send: Any) -> None:  # noqa: ANN401 - ASGI
        for _ in guarded:
            message = await receive()
            behind.append(message)
            if message["type"] == "websocket.disconnect" or not message.get("more_body", True):
                return

    async def receive() -> Any:  # noqa: ANN401 - ASGI
        return waiting.pop(0)

    async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
        in_front.append(message)

    await PollGuard(app)(scope, receive, send)
    return behind, in_front


async def post(*chunks: bytes) -> tuple[Any, Any]:
    messages = [
        {"type": "http.request", "body": chunk, "more_body": number < len(chunks)}
        for number, chunk in enumerate(chunks, start=1)
    ]
    return await sent_through(messages, {"type": "http", "method": "POST"})


async def test_a_payload_that_comes_in_pieces_arrives_whole() -> None:
    behind, _ = await post(b'42["e', b'"]', b"\x1e3")

    assert behind == [{"type": "http.request", "body": b'42["e"]\x1e3', "more_body": False}]


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff", b"x", b"4", b"\x1e", b'42["e"]\x1e', b"b4abc", b"\x1e".join([b"3"] * 17)],
)
async def test_a_payload_that_is_none_is_refused_with_a_code(body: bytes) -> None:
    behind, in_front = await post(body)

    assert behind == []
    assert in_front[0]["status"] == 400
    assert b'"invalid"' in in_front[1]["body"]


async def test_a_payload_over_the_limit_is_refused_before_all_of_it_is_read() -> None:
    behind, in_front = await post(*[b"4" * MAX_PACKET_BYTES] * 3)

    assert behind == []
    assert in_front[0]["status"] == 413
