"""What the rules allow fits into one packet, from any writer and however it is escaped."""

from typing import Any

import msgspec
import pytest
from msgspec import inspect

from frontdesk.features.messages.wire import (
    MAX_CONTENT_CHARACTERS,
    MAX_SESSION_BYTES,
    SendMessage,
)
from frontdesk.infra.sockets import MAX_PACKET_BYTES, SocketEvent
from tests.front_door import InProcessServer, Visitor

# A character outside the basic plane, as an encoder writes it that keeps to ASCII.
_WIDEST = len(r"\ud83d\ude00")
# What keeping to ASCII makes of text in UTF-8, at most.
_ESCAPED = 3
_NUMBER = len("-1.7976931348623157e+308")
# engine.io's type, Socket.IO's type, an acknowledgement id, the name of the event.
_HEADER = 2 + 15 + 64


def largest(info: inspect.Type) -> int:  # noqa: PLR0911 - one answer a kind
    """Count the bytes of the longest value of a type."""
    match info:
        case inspect.Metadata(type=inner):
            return largest(inner)
        case inspect.UnionType(types=types):
            return max(largest(one) for one in types)
        case inspect.StructType(cls=cls, fields=fields):
            return 2 + sum(
                len(one.encode_name) + 4 + _field(cls, one.encode_name, one.type) for one in fields
            )
        case inspect.StrType(max_length=length):
            assert length is not None, "a text without an end"
            return 2 + length * _WIDEST
        case inspect.ListType(item_type=item, max_length=length):
            assert length is not None, "a list without an end"
            return 2 + length * (1 + largest(item))
        case inspect.DictType(key_type=key, value_type=value, max_length=length):
            assert length is not None, "an object without an end"
            return 2 + length * (2 + largest(key) + largest(value))
        case _:
            return _NUMBER


def _field(cls: type[Any], name: str, info: inspect.Type) -> int:
    # Counted by the action, after trimming.
    if cls is SendMessage and name == "content":
        return 2 + MAX_CONTENT_CHARACTERS * _WIDEST
    if cls is SendMessage and name == "sessionMetadata":
        return MAX_SESSION_BYTES * _ESCAPED
    return largest(info)


@pytest.fixture
def events(server: InProcessServer) -> list[SocketEvent]:
    return list(server.web.sockets.events.values())


async def test_the_largest_payload_of_every_event_fits(events: list[SocketEvent]) -> None:
    sizes = {event.name: _HEADER + largest(inspect.type_info(event.shape)) for event in events}

    assert {name: size for name, size in sizes.items() if size > MAX_PACKET_BYTES} == {}


PAGE = {"url": "https://shop.example/" + "p" * 2_020, "title": "商" * 300}
SESSION = {
    "referrer": PAGE["url"],
    "landingPage": PAGE["url"],
    "pages": [PAGE] * 10,
    "browser": "Chrome 140",
    "os": "Windows",
    "locale": "ja-JP",
    "profile": {
        "name": "名" * 100,
        "email": "ada@shop.example",
        "attributes": {f"{'属' * 60}{number}": "値" * 200 for number in range(20)},
    },
}


async def test_a_message_of_5000_emoji_with_everything_beside_it_is_stored(ada: Visitor) -> None:
    said = {"content": "\U0001f600" * 5_000, "tempId": "long", "sessionMetadata": SESSION}

    ack = await ada.ask("sendMessage", said)

    assert ack["ok"], ack
    assert ack["message"]["content"] == said["content"]


async def test_of_metadata_that_is_too_long_the_oldest_pages_are_left_out(
    server: InProcessServer, ada: Visitor
) -> None:
    pages = [{"url": f"https://shop.example/{number}", "title": "商" * 300} for number in range(10)]
    crowded = {**SESSION, "pages": [{**page, "url": page["url"] + "é" * 2_000} for page in pages]}

    message = await ada.ask(
        "sendMessage", {"content": "Hello", "tempId": "t", "sessionMetadata": crowded}
    )

    kept = await server.database.fetchval(
        "select session_metadata from visitors where id = $1", message["message"]["visitorId"]
    )
    shown = [page["url"][:22] for page in msgspec.json.decode(kept)["pages"]]
    assert 0 < len(shown) < 10
    assert shown == [page["url"] for page in pages[-len(shown) :]]
