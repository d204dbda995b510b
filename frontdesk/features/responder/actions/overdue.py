"""Nobody waits for the responder for ever: after the deadline a person answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features import conversations
from frontdesk.features.responder.store import runs, watch

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction

_AT_ONCE = 100
# No answer takes this long: its worker is gone, and its job with it.
_LOST_SECONDS = 3_600


async def queue_overdue(tx: Transaction) -> int:
    """Queue visitors who have waited for the responder for too long; return how many.

    Any number of workers may do this at once: each conversation is held by one of them.
    """
    await runs.end_lost_runs(tx, _LOST_SECONDS)
    overdue = await watch.find_waiting_too_long(tx, _AT_ONCE)
    for project_id, conversation_id in overdue:
        held = await conversations.lock_for_posting(tx, project_id, conversation_id)
        await conversations.enter_queue(tx, held)
    return len(overdue)
