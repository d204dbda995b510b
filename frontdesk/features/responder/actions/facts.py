"""What a workflow's rules may look at, read from what others stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features import workflows
from frontdesk.features.responder.store import watch
from frontdesk.features.workflows.model.running import Facts
from frontdesk.kit.hours import is_open, read_hours, zone_of

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.messages.model import Message
    from frontdesk.features.projects.wire.settings import Weekday
    from frontdesk.infra.database import Transaction

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def facts_of(
    tx: Transaction, conversation: Conversation, page: Sequence[Message]
) -> tuple[str, Facts]:
    """Return the name the project answers under, and the facts."""
    row = await watch.find_visitor_facts(tx, conversation)
    if row is None:
        raise AssertionError("the conversation is held")
    at = conversation.updated_at
    shown = at.astimezone(zone_of(row["time_zone"]))
    contact = {"name": row["name"] or "", "email": row["email"] or ""}
    session = row["session_metadata"]
    # The custom attributes: anyone at the site's page can set anything.
    by_page = session.get("profile", {}).get("attributes")
    facts = Facts(
        text=_newest_words(page),
        page_url=_page_of(session),
        attributes=workflows.read_attributes(session, by_page, row["metadata"], contact),
        status=conversation.status,
        tags=frozenset(conversation.tags),
        weekday=_WEEKDAYS[shown.weekday()],
        minute_of_day=shown.hour * 60 + shown.minute,
        is_within_hours=is_open(read_hours(row["business_hours"]), row["time_zone"], at),
    )
    return row["persona_name"], facts


def _newest_words(page: Sequence[Message]) -> str:
    """Join what the visitor wrote since the last answer: a burst is one question."""
    words: list[str] = []
    for message in reversed(page):
        if message.sender_type in ("agent", "ai"):
            break
        if message.is_from_visitor:
            words.append(message.content)
    return "\n".join(reversed(words))


def _page_of(session: object) -> str:
    match session:
        case {"pages": [*_, {"url": str(url)}]} | {"landingPage": str(url)}:
            return url
        case _:
            return ""
