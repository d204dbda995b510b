"""Ids with names, so that one kind can't be passed for another."""

from typing import NewType

ProjectId = NewType("ProjectId", int)
UserId = NewType("UserId", int)
VisitorId = NewType("VisitorId", int)
ConversationId = NewType("ConversationId", int)
MessageId = NewType("MessageId", int)

# What PostgreSQL's bigint holds; a larger number in a request can't be an id.
MAX_ID = 2**63 - 1
