"""The way in: messages wait in sharded Redis streams until a worker has committed them."""

from frontdesk.infra.ingest.batch import Batcher, BatchHandler, Entry, EntryReply
from frontdesk.infra.ingest.consumer import Consumer
from frontdesk.infra.ingest.dead_letters import (
    DeadLetter,
    count_dead_letters,
    forget_old_dead_letters,
    list_dead_letters,
    remove_dead_letter,
)
from frontdesk.infra.ingest.intake import Intake

__all__ = [
    "BatchHandler",
    "Batcher",
    "Consumer",
    "DeadLetter",
    "Entry",
    "EntryReply",
    "Intake",
    "count_dead_letters",
    "forget_old_dead_letters",
    "list_dead_letters",
    "remove_dead_letter",
]
