"""Entries of the audit log, and what an owner may look for in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.kit.audit import AUDITED
from frontdesk.kit.errors import Invalid

if TYPE_CHECKING:
    from frontdesk.features.audit.wire import AuditChange
    from frontdesk.kit.audit import AuditKind
    from frontdesk.kit.ids import UserId


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A row of `audit_entries`, as it is shown to an owner of the project."""

    id: int
    kind: AuditKind
    at: datetime
    actor_id: UserId | None
    actor_name: str | None
    subject_id: UserId | None
    subject_name: str | None
    about: str | None
    changes: list[AuditChange]
    address: str | None
    user_agent: str | None

    def to_sentence(self) -> str:
        """Say what happened in one sentence."""
        return AUDITED[self.kind].format(
            who=self.actor_name or "The server",
            whom=self.subject_name or "someone",
            about=self.about or "",
        )


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries are looked for; None is any."""

    user_id: UserId | None
    kind: AuditKind | None
    since: datetime | None
    until: datetime | None


class InvalidAuditDays(Invalid):
    """A day is written YYYY-MM-DD, and the first is no later than the last."""

    reason = "invalid_audit_days"


def time_range_of(first: str, last: str, time_zone: str) -> tuple[datetime | None, datetime | None]:
    """Return when the first day begins and the last one is over; an empty text leaves it open."""
    since, until = _day(first, "from"), _day(last, "to")
    if since and until and until < since:
        raise InvalidAuditDays(fields={"to": "Not before the first day."})
    zone = ZoneInfo(time_zone)
    return (
        datetime.combine(since, time.min, zone) if since else None,
        datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
    )


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    try:
        # The library reads other ways to write one, too.
        day = date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else None
    except ValueError:
        day = None
    if day is None or not date.min < day < date.max - timedelta(days=1):
        raise InvalidAuditDays(fields={field: "A day is written YYYY-MM-DD."})
    return day
