"""Durable consumers of the feed: each reads every entry of every project, in order.

    consume("search.index", on(NEW_MESSAGE, FeedMessage, index_messages), begin="oldest")

What to rely on:

- At least once, in the order of the feed within a project. A handler runs in the transaction
  that moves the consumer's position, so what it writes to PostgreSQL happens exactly once.
- Any number of workers may run; one of them at a time reads a project for a consumer.
- A handler that fails is tried again after a growing pause, for that consumer and that project
  alone. What cannot be read, or fails `MAX_ATTEMPTS` times, is parked with its reason.
- Nothing but PostgreSQL is waited for in a handler. What goes to another system is written
  down as a delivery (`frontdesk.infra.deliveries`).
"""

from frontdesk.infra.consumers.declaring import Consumed, FeedConsumer, consume, on
from frontdesk.infra.consumers.runner import AT_ONCE, ConsumerRunner
from frontdesk.infra.consumers.states import ConsumerState, consumer_states

__all__ = [
    "AT_ONCE",
    "Consumed",
    "ConsumerRunner",
    "ConsumerState",
    "FeedConsumer",
    "consume",
    "consumer_states",
    "on",
]
