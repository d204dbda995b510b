"""The outbox relay and the feed: what transactions announced, numbered, kept, passed on."""

from frontdesk.infra.outbox.feed import (
    FeedEntry,
    feed_after,
    forget_project,
    latest_feed_seqs,
    lock_feed,
    pruned_up_to,
)
from frontdesk.infra.outbox.relay import FEED_CHANNEL, Relay
from frontdesk.infra.outbox.tail import FeedTail

__all__ = [
    "FEED_CHANNEL",
    "FeedEntry",
    "FeedTail",
    "Relay",
    "feed_after",
    "forget_project",
    "latest_feed_seqs",
    "lock_feed",
    "pruned_up_to",
]
