"""PostgreSQL, the truth: a pool, and transactions that announce what they did."""

from frontdesk.infra.database.away import AWAY, DatabaseAway
from frontdesk.infra.database.pool import Database, UniqueViolation
from frontdesk.infra.database.transaction import (
    MAY_TAKE_ROLE,
    Announcement,
    Event,
    Transaction,
    Wiring,
)

__all__ = [
    "AWAY",
    "MAY_TAKE_ROLE",
    "Announcement",
    "Database",
    "DatabaseAway",
    "Event",
    "Transaction",
    "UniqueViolation",
    "Wiring",
]
