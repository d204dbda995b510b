"""The inbox's cursor: exactly the row it was made from, and nothing anybody else writes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.features.conversations.store import InboxCursor
from frontdesk.kit.errors import Invalid
from frontdesk.kit.ids import MAX_ID

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - the zone is added below
    max_value=datetime(2099, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


@given(MOMENTS, st.integers(1, MAX_ID))
def test_a_cursor_is_read_back_to_the_microsecond(at: datetime, row_id: int) -> None:
    cursor = InboxCursor(at, row_id)

    assert InboxCursor.parse(cursor.to_text()) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "1",
        "1-",
        "-1",
        "1-1-1",
        "a-1",
        "1-a",
        "+1-1",
        "1 -1",
        "1_0-1",
        "٣-1",
        "1.0-1",
        "1e3-1",
        "99999999999999999999-1",
        f"1-{MAX_ID + 1}",
        "4102444800000001-1",
        "1-1; drop table conversations",
        "1-1\x00",
    ],
)
def test_a_cursor_we_never_wrote_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        InboxCursor.parse(text)


@given(st.text(max_size=64))
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        cursor = InboxCursor.parse(text)
    except Invalid:
        return
    assert InboxCursor.parse(cursor.to_text()) == cursor
