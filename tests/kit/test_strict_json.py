"""The one decoder every edge uses: what it must refuse, and what it must let through."""

import json
from typing import Any, Literal

import msgspec
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid, TooLong
from frontdesk.kit.wire import Wire, WireId

ENOUGH = 1 << 20

# Text that `json.loads` takes and PostgreSQL, or the stack, does not.
FIXED_CORPUS = {
    "a NUL": r'"a\u0000b"',
    "a NUL in a field": r'{"a":"\u0000"}',
    "a NUL in a name": r'{"\u0000":1}',
    "half a surrogate pair": r'"\ud800"',
    "half a pair in a field": r'{"a":"\ud800"}',
    "a lonely second half": r'"\udc00"',
    "NaN": "NaN",
    "Infinity": '{"a":Infinity}',
    "minus Infinity": "-Infinity",
    "a number beyond doubles": "1e400",
    "a number far beyond": '{"a":1e130000}',
    "an array 1,100 deep": "[" * 1_100 + "]" * 1_100,
    "an object 40 deep": '{"a":' * 40 + "1" + "}" * 40,
    "an array that never ends": "[" * 100_000,
    "an integer of 4,301 digits": "9" * 4_301,
    "a field given twice": '{"a":1,"a":2}',
    "a field given twice, deep inside": '[{"b":{"a":1,"c":[],"a":1}}]',
    "a field given twice, once escaped": r'{"a":1,"\u0061":2}',
    "nothing": "",
    "only space": "  ",
    "a trailing comma": "[1,]",
    "a comment": "{} // really",
    "single quotes": "{'a':1}",
    "a raw line break in a string": '"a\nb"',
    "two values": "{}{}",
    "a byte order mark": "\ufeff{}",
}

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


class Inner(Wire):
    """A shape inside the shape."""

    size: Literal[1, 2] = 1


class Point(Wire):
    """A shape to convert into."""

    at_x: int
    note: str = ""
    colour: Literal["red", "blue"] = "red"
    inner: Inner | None = None


@pytest.mark.parametrize("text", FIXED_CORPUS.values(), ids=FIXED_CORPUS)
def test_what_the_database_or_the_stack_would_choke_on_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        strict_json.decode(text, max_bytes=ENOUGH)


@pytest.mark.parametrize("raw", [b"\xff", b'"\xed\xa0\x80"', b'"\xc0\x80"', b'{"a":"\xe2\x82"}'])
def test_bytes_that_are_not_utf_8_are_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        strict_json.decode(raw, max_bytes=ENOUGH)


def test_text_with_half_a_surrogate_pair_is_refused_before_it_is_encoded() -> None:
    with pytest.raises(Invalid):
        strict_json.decode('"\ud800"', max_bytes=ENOUGH)


def test_a_body_over_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(TooLong):
        strict_json.decode(b"[" * 101, max_bytes=100)


def test_thirty_two_levels_are_deep_enough_and_thirty_three_too_deep() -> None:
    assert strict_json.decode("[" * 32 + "]" * 32, max_bytes=ENOUGH)

    with pytest.raises(Invalid):
        strict_json.decode("[" * 33 + "]" * 33, max_bytes=ENOUGH)


@pytest.mark.parametrize("before", [r'"\\"', r'"\\\\"', r'"a\"b\\"', r'"\"[["', '"]]]]"'])
def test_a_string_hides_no_depth_behind_its_backslashes(before: str) -> None:
    with pytest.raises(Invalid, match="deep"):
        strict_json.decode(f"[{before},{'[' * 40}{']' * 40}]", max_bytes=ENOUGH)


def test_brackets_colons_and_digits_inside_a_string_are_only_text() -> None:
    text = '[{"a":1}, "' + "[{:9" * 50 + "9" * 5_000 + r"\":\\" + '"]'

    assert strict_json.decode(text, max_bytes=ENOUGH) == json.loads(text)


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    assert strict_json.decode(r'"\\u0000"', max_bytes=ENOUGH) == r"\u0000"


@given(JSON_VALUES)
def test_everything_else_comes_through_as_it_was_written(value: Any) -> None:  # noqa: ANN401 - any JSON
    assert strict_json.decode(orjson.dumps(value), max_bytes=ENOUGH) == value


@given(JSON_VALUES)
def test_what_is_written_is_read_back_the_same(value: Any) -> None:  # noqa: ANN401 - any JSON
    assert strict_json.decode(strict_json.encode(value), max_bytes=ENOUGH) == value


@given(st.text() | st.binary())
def test_any_text_at_all_is_parsed_or_refused_and_never_breaks(raw: str | bytes) -> None:
    try:
        value = strict_json.decode(raw, max_bytes=200)
    except (Invalid, TooLong):
        return
    assert b"\x00" not in msgspec.json.encode(value)


@pytest.mark.parametrize(
    "value",
    [
        {"atX": "1"},
        {"atX": 1.0},
        {"atX": True},
        {"atX": None},
        {"atX": [1]},
        {"atX": {"gt": ""}},
        {},
        {"at_x": 1},
        {"atX": 1, "role": "owner"},
        {"atX": 1, "__proto__": {}},
        [1],
        "1",
        None,
    ],
)
def test_a_shape_takes_its_own_fields_and_types_and_nothing_else(value: object) -> None:
    with pytest.raises(Invalid):
        strict_json.convert(value, Point)


@pytest.mark.parametrize(
    "value",
    [
        {"atX": "secret-1"},
        {"atX": 1, "secret-1": 1},
        {"atX": 1, "note": ["secret-1"]},
        {"atX": 1, "colour": "secret-1"},
        {"atX": 1, "colour": "secret-1` - at `$.x`"},
        {"atX": 1, "inner": {"secret-1": 1}},
        {"atX": 1, "inner": {"secret-1` - at `$.x": 1}},
    ],
)
def test_a_refusal_does_not_repeat_what_was_sent(value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        strict_json.convert(value, Point)

    assert "secret-1" not in refusal.value.message


def test_a_refusal_names_the_place_but_not_the_value() -> None:
    with pytest.raises(
        Invalid, match=r"^This is not one of the values it can have - at `\$.colour`$"
    ):
        strict_json.convert({"atX": 1, "colour": "green"}, Point)


class _Asked(Wire):
    project_id: WireId
    viewing: WireId | None = None
    seq: int = 0


@pytest.mark.parametrize("written", [7, "7"])
def test_an_id_may_be_a_number_or_a_string_of_digits(written: object) -> None:
    asked = strict_json.convert({"projectId": written, "viewing": written}, _Asked)

    assert asked == _Asked(7, 7)


@pytest.mark.parametrize(
    "written",
    ["", "0", "07", "-7", "+7", "7.0", "7\n", " 7", "seven", "\u0667", "9" * 16, "9" * 5_000],
)
def test_what_only_resembles_an_id_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        strict_json.convert({"projectId": written}, _Asked)


def test_a_number_that_is_no_id_is_never_read_from_a_string() -> None:
    with pytest.raises(Invalid):
        strict_json.convert({"projectId": 7, "seq": "7"}, _Asked)
