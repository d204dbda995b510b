"""Whether the responder may write a draft here, and what keeps it silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.features.responder.model.refusals import (
    BudgetSpent,
    ChatBudgetSpent,
    ChatIsClosed,
    NoAiHere,
    NothingToAnswer,
)

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.projects.wire.settings import ResponderMode
    from frontdesk.features.responder.model.settings import ResponderConfig
    from frontdesk.features.responder.wire import SilentBecause
    from frontdesk.kit.errors import Refused


def why_no_draft(conversation: Conversation, settings: ResponderConfig) -> Refused | None:
    """Return why nobody can have a draft here; None when somebody who asks gets one."""
    if conversation.chat_state == "completed":
        return ChatIsClosed()
    if conversation.visitor_seq == 0:
        return NothingToAnswer()
    if not conversation.ai_enabled:
        return NoAiHere()
    if settings.tokens_today >= settings.tokens_per_day:
        return BudgetSpent()
    return ChatBudgetSpent() if _is_spent_here(conversation, settings) else None


def why_silent(
    conversation: Conversation, settings: ResponderConfig, mode: ResponderMode
) -> SilentBecause | None:
    """Return what keeps the responder from answering here; None when it does, or drafts.

    `mode` is what stands now. The odd causes come first: someone who removes one sees the next.
    """
    if mode != "off":
        return None
    causes: tuple[tuple[bool, SilentBecause], ...] = (
        (conversation.chat_state == "completed", "closed"),
        (not conversation.ai_enabled, "ai_off"),
        ((conversation.responder_mode or settings.mode) == "off", "switched_off"),
        (settings.tokens_today >= settings.tokens_per_day, "budget_spent"),
        (_is_spent_here(conversation, settings), "chat_budget_spent"),
        (conversation.asked_for_person_at is not None, "person_asked_for"),
        (conversation.assignee_id is not None, "taken"),
        (settings.when == "nobody_online", "somebody_online"),
    )
    return next((because for is_so, because in causes if is_so), "within_hours")


def _is_spent_here(conversation: Conversation, settings: ResponderConfig) -> bool:
    return (
        conversation.responder_turns >= settings.turns_per_conversation
        or conversation.responder_tokens >= settings.tokens_per_conversation
    )
