"""PostgreSQL, the truth: a pool, and transactions that announce what they did."""

from frontdesk.infra.database.pool import Database, UniqueViolation
from frontdesk.infra.database.transaction import Announcement, Event, Transaction, Wiring

__all__ = ["Announcement", "Database", "Event", "Transaction", "UniqueViolation", "Wiring"]
