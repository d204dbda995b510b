"""Whether the responder answers a conversation, leaves it to people, or drafts for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.projects.wire.settings import ResponderMode, ResponderWhen
from frontdesk.kit.hours import Span, is_open


@dataclass(frozen=True)
class ResponderRules:
    """What a project decided about its responder, as far as a message must know."""

    mode: ResponderMode
    when: ResponderWhen
    hours: tuple[Span, ...] | None
    time_zone: str
    turns_per_conversation: int
    tokens_per_conversation: int


@dataclass(frozen=True)
class ConversationContext:
    """What is true around a conversation right now."""

    at: datetime
    is_anybody_available: bool


@dataclass(frozen=True)
class Fence:
    """What stood when the responder began to think, and what it may not have missed.

    `may_be_held`: an assignment alone does not void its words. `may_be_older`: neither does
    a newer message of the visitor.
    """

    turn: int
    hard_turn: int
    responder_version: int
    trigger_seq: int
    may_be_held: bool = False
    may_be_older: bool = False


def responder_mode_of(
    conversation: Conversation, rules: ResponderRules, context: ConversationContext
) -> ResponderMode:
    """Return what the responder does when the visitor writes here now."""
    mode = conversation.responder_mode or rules.mode
    if mode == "off" or conversation.status == "spam" or not _may_speak(conversation, rules):
        return "off"
    if mode == "draft":
        return "draft"
    is_a_persons = conversation.assignee_id is not None
    if is_a_persons or conversation.asked_for_person_at is not None:
        return "off"
    return "auto" if _is_time_for_it(rules, context) else "off"


def _may_speak(conversation: Conversation, rules: ResponderRules) -> bool:
    has_budget = (
        conversation.responder_turns < rules.turns_per_conversation
        and conversation.responder_tokens < rules.tokens_per_conversation
    )
    return conversation.ai_enabled and has_budget


def _is_time_for_it(rules: ResponderRules, context: ConversationContext) -> bool:
    match rules.when:
        case "always":
            return True
        case "nobody_online":
            return not context.is_anybody_available
        case "outside_hours":
            return not is_open(rules.hours, rules.time_zone, context.at)


def hands_back(before: Conversation, mode: ResponderMode | None) -> bool:
    """Whether setting this mode gives a chat that wanted a person back to the responder."""
    return mode == "auto" and before.asked_for_person_at is not None
