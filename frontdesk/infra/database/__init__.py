"""PostgreSQL, the truth: a pool, and transactions that announce what they did."""

from frontdesk.infra.database.announcement import (
    AlsoVisitor,
    Announcement,
    MessageParties,
    StoredAudience,
    also_visitor,
    read_audience,
)
from frontdesk.infra.database.away import AWAY, DatabaseAway, is_connection_lost
from frontdesk.infra.database.pool import Database, UniqueViolation
from frontdesk.infra.database.transaction import (
    MAY_TAKE_ROLE,
    Event,
    Fetches,
    Transaction,
    Wiring,
)
from frontdesk.infra.database.watching import keep_watching_database

__all__ = [
    "AWAY",
    "MAY_TAKE_ROLE",
    "AlsoVisitor",
    "Announcement",
    "Database",
    "DatabaseAway",
    "Event",
    "Fetches",
    "MessageParties",
    "StoredAudience",
    "Transaction",
    "UniqueViolation",
    "Wiring",
    "also_visitor",
    "is_connection_lost",
    "keep_watching_database",
    "read_audience",
]
