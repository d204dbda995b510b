"""The way in: messages wait in sharded Redis streams until a worker has committed them."""

from frontdesk.infra.ingest.batch import Batcher, BatchHandler, Entry, EntryReply
from frontdesk.infra.ingest.consumer import Consumer
from frontdesk.infra.ingest.intake import Intake

__all__ = ["BatchHandler", "Batcher", "Consumer", "Entry", "EntryReply", "Intake"]
