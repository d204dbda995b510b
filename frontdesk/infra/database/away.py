"""What a PostgreSQL that is away looks like from here: the one place that knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from frontdesk.kit.errors import Unavailable

# What a loop that goes on for ever may meet when it asks the database. Anything else is a bug.
AWAY = (Unavailable, asyncpg.PostgresError)

# Starting, ending, dying, failing over, or out of room: waiting helps, and nothing was decided.
_SIGNS = (
    OSError,
    EOFError,
    TimeoutError,
    Unavailable,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
    # It ended a transaction in which nothing was said for too long: we were frozen.
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InterfaceError,
    # A server that dies in the middle of an answer leaves asyncpg puzzled.
    asyncpg.InternalClientError,
)


class DatabaseAway(Unavailable):
    """The database cannot be reached right now. It is safe to try again."""

    reason = "database_away"


@contextmanager
def saying_away() -> Iterator[None]:
    """Raise `DatabaseAway` for whatever means that PostgreSQL is away."""
    try:
        yield
    except Exception as error:
        if isinstance(error, Unavailable) or not means_away(error):
            raise
        raise DatabaseAway from error


def means_away(error: BaseException) -> bool:
    """Tell a server that is gone from a value it could never take, and from a bug.

    asyncpg calls the first two InterfaceError, but the second is also a ValueError: waiting
    would not make it any better. A group of tasks that all lost their connection is one loss.
    """
    if isinstance(error, BaseExceptionGroup):
        return all(means_away(one) for one in error.exceptions)
    return isinstance(error, _SIGNS) and not isinstance(error, ValueError)


def is_connection_lost(error: BaseException) -> bool:
    """Tell a connection that is gone, with its transaction, from a statement that failed."""
    if isinstance(error, ValueError):
        return False
    return isinstance(error, asyncpg.PostgresConnectionError | asyncpg.InterfaceError)
