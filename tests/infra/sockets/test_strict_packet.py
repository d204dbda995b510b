"""Socket.IO packets: a plain header, a strictly parsed body, or a refusal."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.infra.sockets.packets import (
    MAX_PACKET_BYTES,
    Malformed,
    StrictPacket,
    ack_packet,
    event_packet,
)


def read(text: object) -> StrictPacket:
    packet = StrictPacket()
    packet.decode(text)
    return packet


def test_an_event_is_read_with_its_acknowledgement_id() -> None:
    packet = read('217["sendMessage",{"tempId":"t"}]')

    assert (packet.packet_type, packet.id) == (2, 17)
    assert packet.data == ["sendMessage", {"tempId": "t"}]


def test_a_namespace_is_read_without_its_query() -> None:
    packet = read('0/admin?x=1,{"a":1}')

    assert (packet.namespace, packet.data) == ("/admin", {"a": 1})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "4",
        "5",
        "6",
        '51-["e",{"_placeholder":true,"num":0}]',
        '451-["e"]',
        "9",
        "-1",
        " 2[]",
        '21234567890123456["e"]',
        f'2{"9" * 5_000}["e"]',
        b'2["e"]',
        2,
        ["e"],
        None,
    ],
)
def test_a_packet_we_do_not_use_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"packet|acknowledgement"):
        read(text)


@pytest.mark.parametrize(
    "body",
    [
        "[",
        "nonsense",
        '["e",NaN]',
        '["e",1e400]',
        r'["e","\u0000"]',
        r'["e","\ud800"]',
        '["e",{"a":1,"a":2}]',
        "[" * 1_100 + "]" * 1_100,
        '["e",' + "9" * 4_301 + "]",
        '["e","' + "x" * MAX_PACKET_BYTES + '"]',
    ],
)
def test_a_body_that_is_no_good_is_kept_to_be_answered(body: str) -> None:
    packet = read(f"21{body}")

    assert packet.id == 1
    assert isinstance(packet.data, Malformed)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        packet = read(text)
    except ValueError:
        return
    assert packet.packet_type in (0, 1, 2, 3)


def test_what_we_write_is_what_the_protocol_says() -> None:
    assert event_packet("e", {"a": 1}).data == '2["e",{"a":1}]'
    assert ack_packet(7, {"ok": True}).data == '37[{"ok":true}]'


def test_what_we_write_survives_lines_a_browser_would_break() -> None:
    text = event_packet("e", "\u2028\x1e\U0001f642").data

    assert json.loads(text[1:]) == ["e", "\u2028\x1e\U0001f642"]
    assert "\x1e" not in text
