"""Business hours: a week of spans in a place's own time.

A span is a day of the week and two times on the clock. One that closes at or before the
time it opens goes on into the next day; `00:00` to `00:00` is a whole day. The clock is
the place's, and it is open while that clock shows a time of a span: the hour that comes
twice in autumn counts twice, and what lies in the hour that spring skips is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from frontdesk.kit.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONE_DAY, _ONE_HOUR = timedelta(days=1), timedelta(hours=1)
_ONE_MINUTE = timedelta(minutes=1)
_MINUTES_PER_DAY = 24 * 60
_MINUTES_PER_WEEK = 7 * _MINUTES_PER_DAY
# In a week every weekday has come; in two, even one whose span the clock skipped.
_LOOK_AHEAD_DAYS = 15


@dataclass(frozen=True, slots=True)
class Span:
    """When somebody answers, on one day of the week."""

    day: int
    opens: time
    closes: time

    @property
    def start_minute(self) -> int:
        """When it begins, in minutes of the week."""
        return self.day * _MINUTES_PER_DAY + _minute(self.opens)

    @property
    def num_minutes(self) -> int:
        """How long it is on a day with 24 hours."""
        length = (_minute(self.closes) - _minute(self.opens)) % _MINUTES_PER_DAY
        return length or _MINUTES_PER_DAY


def read_hours(stored: Iterable[dict[str, Any]] | None) -> tuple[Span, ...] | None:
    """Read hours as they are stored; None is *always open*, no span at all *never*."""
    if stored is None:
        return None
    return tuple(
        Span(
            DAYS.index(one["day"]),
            time.fromisoformat(one["opens"]),
            time.fromisoformat(one["closes"]),
        )
        for one in stored
    )


def check_hours(time_zone: str, stored: Iterable[dict[str, Any]] | None) -> None:
    """Refuse a zone nobody knows and spans that overlap, with the field they stand in."""
    zone_of(time_zone)
    spans = sorted(read_hours(stored) or (), key=lambda span: span.start_minute)
    following = [*spans[1:], *spans[:1]]
    for span, then in zip(spans, following, strict=True):
        is_alone = span is then
        gap = (then.start_minute - span.start_minute) % _MINUTES_PER_WEEK
        if not is_alone and gap < span.num_minutes:
            problem = f"Two spans overlap on {DAYS[then.day]}."
            raise InvalidHours(problem, fields={"businessHours": problem})


class InvalidHours(Invalid):
    """These business hours overlap."""

    reason = "overlapping_hours"


class UnknownTimeZone(Invalid):
    """There is no such time zone."""

    reason = "unknown_time_zone"
    advice = "Offer the names of the IANA database."


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name; raise `Invalid` when there is none."""
    if name not in _known_zones():
        raise UnknownTimeZone(fields={"timeZone": "There is no such time zone."})
    return ZoneInfo(name)


def is_open(hours: Sequence[Span] | None, time_zone: str, at: datetime) -> bool:
    """Whether somebody answers at this time."""
    if hours is None:
        return True
    shown = at.astimezone(zone_of(time_zone))
    minute = shown.weekday() * _MINUTES_PER_DAY + _minute(shown.time())
    return any(
        (minute - span.start_minute) % _MINUTES_PER_WEEK < span.num_minutes for span in hours
    )


def opens_at(hours: Sequence[Span] | None, time_zone: str, at: datetime) -> datetime | None:
    """Return when it opens next, in UTC; None when it is open, or never will be."""
    if hours is None or is_open(hours, time_zone, at):
        return None
    openings = _possible_openings(hours, zone_of(time_zone), at)
    opening = (one for one in openings if one > at and is_open(hours, time_zone, one))
    return min(opening, default=None)


def _possible_openings(hours: Sequence[Span], zone: ZoneInfo, at: datetime) -> Iterator[datetime]:
    """List when the clock shows the beginning of a span, and when it is moved."""
    today = at.astimezone(zone).date()
    for number in range(_LOOK_AHEAD_DAYS):
        day = today + number * _ONE_DAY
        for span in hours:
            if span.day == day.weekday():
                start = datetime.combine(day, span.opens, tzinfo=zone)
                yield start.replace(fold=0).astimezone(UTC)
                yield start.replace(fold=1).astimezone(UTC)
        moved = _when_clock_is_moved(day, zone)
        if moved is not None:
            yield moved


def _when_clock_is_moved(day: date, zone: ZoneInfo) -> datetime | None:
    before = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC) - _ONE_HOUR
    after = before + _ONE_DAY + 2 * _ONE_HOUR
    offset = before.astimezone(zone).utcoffset()
    if after.astimezone(zone).utcoffset() == offset:
        return None
    while after - before > _ONE_MINUTE:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    # The search ends within a minute behind it, and clocks are moved on the minute.
    return after.replace(second=0, microsecond=0)


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
