"""The way in: messages wait in sharded Redis streams until a worker has committed them."""

from frontdesk.infra.ingest.batch import Batcher, Entry, Handler, Reply
from frontdesk.infra.ingest.consumer import Consumer
from frontdesk.infra.ingest.intake import Intake

__all__ = ["Batcher", "Consumer", "Entry", "Handler", "Intake", "Reply"]
