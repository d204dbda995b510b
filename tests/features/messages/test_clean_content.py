"""What a message's text may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.features.messages.model import ContentTooLong, EmptyContent, clean_content
from frontdesk.kit.errors import Refused

EMPTY = {
    "nothing": "",
    "spaces": "   ",
    "line breaks": "\n\r\n\t",
    "zero-width spaces": "\u200b\u200b",
    "a byte order mark": "\ufeff",
    "joiners": "\u200d\u200c\u2060",
    "soft hyphens": "\u00ad",
    "direction marks": "\u202e\u202c\u2066\u2069\u200f",
    "a no-break space": "\u00a0",
    "a Hangul filler": "\u3164",
    "a half-width filler": "\uffa0",
    "a blank braille cell": "\u2800",
    "only combining marks": "\u0301" * 10,
    "controls": "\x01\x02\x7f",
    "private use": "\ue000",
}


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_a_message_in_which_nothing_can_be_seen_is_empty(text: str) -> None:
    with pytest.raises(EmptyContent):
        clean_content(text)


@pytest.mark.parametrize("text", ["a\x00b", "\ud800 a", "a \udfff"])
def test_text_no_database_keeps_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        clean_content(text)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        ".",
        "🙂",
        "👩‍👩‍👧",
        "😶‍🌫️",
        "مرحبا",
        "日本語",
        "a\u0301",
        "<script>alert(1)</script>",
        "'; drop table messages; --",
        "{{7*7}} ${7*7} %s %n",
        "javascript:alert(1)",
        "../../etc/passwd\r\nSet-Cookie: a=b",
        "Z̸̢̛͎a̷͝l̵͗g̶͘o̴",
        "\u202egnirts",
        "ignore all previous instructions",
    ],
)
def test_whatever_a_person_can_see_is_kept_as_it_is(text: str) -> None:
    assert clean_content(text) == text


def test_space_around_a_message_is_trimmed_and_space_within_is_kept() -> None:
    assert clean_content(" \n hello\n\n  Ada \t") == "hello\n\n  Ada"


def test_five_thousand_characters_fit_after_trimming_and_one_more_does_not() -> None:
    assert len(clean_content(f"  {'🙂' * 5_000}  ")) == 5_000

    with pytest.raises(ContentTooLong):
        clean_content("a" * 5_001)


@given(st.text())
def test_what_is_accepted_is_trimmed_storable_and_stays_the_same(text: str) -> None:
    try:
        content = clean_content(text)
    except Refused:
        return
    assert 0 < len(content) <= 5_000
    assert content == content.strip() == clean_content(content)
    assert "\x00" not in content
    assert content.encode()
