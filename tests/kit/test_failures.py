"""An error's kind, with the cause that a log's reader needs."""

import asyncpg
import pytest

from frontdesk.infra.database.away import DatabaseAway, saying_away
from frontdesk.kit.failures import kind_of


def test_the_cause_is_named_with_its_sqlstate() -> None:
    with pytest.raises(DatabaseAway) as raised, saying_away():
        raise asyncpg.DiskFullError("No space left, says somebody")

    assert kind_of(raised.value) == "DatabaseAway: DiskFullError 53100"


def test_the_systems_own_errors_have_their_number() -> None:
    assert kind_of(OSError(24, "Too many open files")) == "OSError EMFILE"
    assert kind_of(ValueError("yellow-canary")) == "ValueError"
