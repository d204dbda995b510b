"""Business hours: the clock on the wall decides, whatever it does twice a year."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.kit.errors import Invalid
from frontdesk.kit.hours import DAYS, check_hours, is_open, opens_at, read_hours

BERLIN = "Europe/Berlin"
ZONES = [
    BERLIN,
    "America/New_York",
    "Australia/Lord_Howe",  # moves its clock by half an hour
    "Asia/Kathmandu",  # 5:45 ahead
    "Africa/Casablanca",
    "America/Santiago",  # moves its clock at midnight
    "UTC",
]


def span(day: str, opens: str, closes: str) -> dict[str, Any]:
    return {"day": day, "opens": opens, "closes": closes}


WORKDAYS = [span(day, "09:00", "17:00") for day in DAYS[:5]]


def local(text: str, zone: str = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("2026-11-20T08:59:59", "closed"),
        ("2026-11-20T09:00", "open"),
        ("2026-11-20T16:59:59", "open"),
        ("2026-11-20T17:00", "closed"),
        ("2026-11-21T12:00", "closed"),
    ],
)
def test_a_span_holds_its_first_minute_and_not_its_last(at: str, answer: str) -> None:
    assert is_open(read_hours(WORKDAYS), BERLIN, local(at)) == (answer == "open")


def test_friday_evening_says_monday_morning() -> None:
    at = local("2026-11-20T18:30")

    assert opens_at(read_hours(WORKDAYS), BERLIN, at) == local("2026-11-23T09:00")


def test_a_night_goes_on_into_the_next_day_and_from_sunday_into_monday() -> None:
    night = read_hours([span("sun", "22:00", "06:00")])

    assert is_open(night, BERLIN, local("2026-11-22T23:00"))
    assert is_open(night, BERLIN, local("2026-11-23T05:59"))
    assert not is_open(night, BERLIN, local("2026-11-23T06:00"))
    assert not is_open(night, BERLIN, local("2026-11-22T05:00"))


def test_from_midnight_to_midnight_is_a_whole_day() -> None:
    sunday = read_hours([span("sun", "00:00", "00:00")])

    assert is_open(sunday, BERLIN, local("2026-11-22T00:00"))
    assert is_open(sunday, BERLIN, local("2026-11-22T23:59"))
    assert not is_open(sunday, BERLIN, local("2026-11-23T00:00"))


def test_without_hours_it_is_always_open_and_with_none_of_them_never() -> None:
    at = local("2026-11-22T03:00")

    assert is_open(None, BERLIN, at)
    assert opens_at(None, BERLIN, at) is None
    assert not is_open((), BERLIN, at)
    assert opens_at((), BERLIN, at) is None


def test_a_whole_week_never_closes() -> None:
    week = read_hours([span(day, "00:00", "00:00") for day in DAYS])

    assert opens_at(week, BERLIN, local("2026-03-29T03:00")) is None


def test_what_lies_in_the_hour_that_spring_skips_is_not_there() -> None:
    skipped = read_hours([span("sun", "02:00", "02:30")])

    opening = opens_at(skipped, BERLIN, local("2026-03-29T00:30"))

    assert opening == local("2026-04-05T02:00")


def test_a_span_that_begins_in_the_skipped_hour_begins_where_the_clock_jumps() -> None:
    early = read_hours([span("sun", "02:30", "04:00")])

    opening = opens_at(early, BERLIN, local("2026-03-29T00:30"))

    assert opening == local("2026-03-29T03:00") == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_hour_that_comes_twice_counts_twice() -> None:
    night = read_hours([span("sun", "01:30", "02:30")])

    between = local("2026-10-25T02:45")

    assert not is_open(night, BERLIN, between)
    assert opens_at(night, BERLIN, between) == local("2026-10-25T02:00", fold=1)


def test_what_opens_within_the_hour_that_comes_twice_opens_twice() -> None:
    brief = read_hours([span("sun", "02:15", "02:30")])
    first, second = (local("2026-10-25T02:15", fold=fold) for fold in (0, 1))

    assert second - first == timedelta(hours=1)
    assert opens_at(brief, BERLIN, local("2026-10-25T01:00")) == first
    assert opens_at(brief, BERLIN, local("2026-10-25T02:40")) == second


CLOCKS = st.times().map(lambda one: one.strftime("%H:%M"))
WEEKS = st.lists(st.builds(span, st.sampled_from(DAYS), CLOCKS, CLOCKS), max_size=6)
MOMENTS = st.integers(1_735_689_600, 1_893_456_000).map(
    lambda one: datetime.fromtimestamp(one, UTC)
)


@given(WEEKS, st.sampled_from(ZONES), MOMENTS)
def test_it_opens_when_it_says_and_not_a_minute_before(
    week: list[dict[str, Any]], zone: str, at: datetime
) -> None:
    hours = read_hours(week)
    at = at.replace(second=0, microsecond=0)

    opening = opens_at(hours, zone, at)

    assert (opening is None) == (is_open(hours, zone, at) or not hours)
    if opening is not None:
        assert is_open(hours, zone, opening)
        assert not any(is_open(hours, zone, one) for one in minutes_between(at, opening))


@given(WEEKS, st.sampled_from(ZONES), MOMENTS)
def test_the_clock_on_the_wall_decides(week: list[dict[str, Any]], zone: str, at: datetime) -> None:
    wall = at.astimezone(ZoneInfo(zone))
    today, yesterday = DAYS[wall.weekday()], DAYS[wall.weekday() - 1]
    shown = wall.strftime("%H:%M")

    expected = any(
        (one["day"] == today and one["opens"] <= shown < (end_of(one)))
        or (one["day"] == yesterday and one["closes"] <= one["opens"] and shown < one["closes"])
        for one in week
    )

    assert is_open(read_hours(week), zone, at) == expected


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Ho_Chi_Minh", "Etc/GMT+5"])
def test_zones_people_live_in_are_taken(zone: str) -> None:
    check_hours(zone, WORKDAYS)


@pytest.mark.parametrize(
    "zone",
    [
        *("", " ", "Europe", "Mars/Olympus", "europe/berlin", "Europe/Berlin ", "CET-1CEST"),
        *("../../etc/passwd", "/etc/localtime", "a\x00b", "localtime", "Factory", "x" * 5_000),
    ],
)
def test_a_zone_nobody_knows_is_refused_by_its_field(zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_hours(zone, None)

    assert set(refused.value.fields or {}) == {"timeZone"}


@pytest.mark.parametrize(
    "week",
    [
        [span("mon", "09:00", "12:00"), span("mon", "11:59", "17:00")],
        [span("mon", "09:00", "12:00"), span("mon", "09:00", "12:00")],
        [span("sun", "22:00", "06:00"), span("mon", "05:00", "08:00")],
        [span("mon", "00:00", "00:00"), span("mon", "12:00", "13:00")],
        [span("sat", "12:00", "11:00"), span("sun", "10:00", "12:00")],
    ],
)
def test_spans_that_overlap_are_refused_by_their_field(week: list[dict[str, Any]]) -> None:
    for order in (week, week[::-1]):
        with pytest.raises(Invalid) as refused:
            check_hours("UTC", order)
        assert set(refused.value.fields or {}) == {"businessHours"}


@pytest.mark.parametrize(
    "week",
    [
        [],
        [span("mon", "00:00", "00:00")],
        [span(day, "00:00", "00:00") for day in DAYS],
        [span("mon", "12:00", "17:00"), span("mon", "09:00", "12:00")],
        [span("sun", "22:00", "06:00"), span("mon", "06:00", "08:00")],
    ],
)
def test_spans_that_touch_are_taken(week: list[dict[str, Any]]) -> None:
    check_hours("UTC", week)


def end_of(one: dict[str, Any]) -> str:
    return one["closes"] if one["closes"] > one["opens"] else "24:00"


def minutes_between(start: datetime, end: datetime) -> list[datetime]:
    """List up to two days of minutes before `end`: further back nothing new happens."""
    earliest = max(start, end - timedelta(days=2))
    return [
        earliest + timedelta(minutes=number)
        for number in range(int((end - earliest).total_seconds() // 60))
    ]
