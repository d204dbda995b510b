"""Whatever one stranger does, others are served, memory is bounded, and it is over when they go.

How fast all that is, is measured by `python -m bench abuse`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.hostile.rows import ROWS
from tests.abuse.stranger import MAX_GROWTH_BYTES, MAX_UNREAD_BYTES, Installation, installation
from tests.effort import TIMES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_SECONDS = 3.0
# Their answers would be some hundred times what may wait for the sockets that ask.
_MANY_QUESTIONS = 1_000


@pytest.fixture
async def frontdesk(database_url: str, redis_url: str) -> AsyncIterator[Installation]:
    """A Frontdesk with the limits it has by itself, and people who use it."""
    async with installation(database_url, redis_url) as opened:
        yield opened


async def test_everything_at_once_keeps_nobody_from_being_served(frontdesk: Installation) -> None:
    watch = await frontdesk.attacked_by(list(ROWS), _SECONDS * min(TIMES, 10))

    assert watch.done.keys() == ROWS.keys()
    assert watch.peak_bytes < MAX_GROWTH_BYTES


async def test_history_that_nobody_reads_is_not_kept_for_them(frontdesk: Installation) -> None:
    watch = await frontdesk.attacked_by(["history nobody reads"], 2 * _SECONDS)

    assert watch.done["history nobody reads"] > _MANY_QUESTIONS
    assert watch.peak_bytes < MAX_UNREAD_BYTES


@pytest.mark.slow
@pytest.mark.skipif(TIMES == 1, reason="each row alone is tried at night")
async def test_no_row_alone_keeps_anybody_from_being_served(frontdesk: Installation) -> None:
    for name in ROWS:
        watch = await frontdesk.attacked_by([name], _SECONDS)

        assert watch.done[name], name
        assert watch.peak_bytes < MAX_GROWTH_BYTES, name
