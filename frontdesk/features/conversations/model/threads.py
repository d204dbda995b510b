"""What a conversation asks about its own messages, which stand above it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.infra.database import Transaction


class Threads(Protocol):
    """Who knows the messages of a conversation: the feature that stores them."""

    async def customer_count_at(
        self, tx: Transaction, conversation: Conversation, seq: int, /
    ) -> int:
        """Return how many of the messages up to `seq` are the visitor's."""
        ...

    async def unanswered_since(
        self, tx: Transaction, conversation: Conversation, /
    ) -> datetime | None:
        """Return since when the visitor waits for an answer; None if the team spoke last."""
        ...
