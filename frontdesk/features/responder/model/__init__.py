"""What a turn of the responder is, and when its words may not be said any more."""

from frontdesk.features.responder.model.briefing import Briefing
from frontdesk.features.responder.model.refusals import (
    AnsweringAlready,
    BudgetSpent,
    ChatBudgetSpent,
    ChatIsClosed,
    NoAiHere,
    NothingToAnswer,
)
from frontdesk.features.responder.model.run import (
    MAX_ATTEMPTS,
    DraftReason,
    Now,
    Run,
    VoidReason,
    deserves_draft,
    fence_of,
    is_still_a_draft,
    what_follows,
    why_void,
)
from frontdesk.features.responder.model.scene import Scene
from frontdesk.features.responder.model.settings import Provider, Settings
from frontdesk.features.responder.model.simple import simple_workflow
from frontdesk.features.responder.model.standing import why_no_draft, why_silent
from frontdesk.features.responder.model.thought import Draft, Thought, Withheld

__all__ = [
    "MAX_ATTEMPTS",
    "AnsweringAlready",
    "Briefing",
    "BudgetSpent",
    "ChatBudgetSpent",
    "ChatIsClosed",
    "Draft",
    "DraftReason",
    "NoAiHere",
    "NothingToAnswer",
    "Now",
    "Provider",
    "Run",
    "Scene",
    "Settings",
    "Thought",
    "VoidReason",
    "Withheld",
    "deserves_draft",
    "fence_of",
    "is_still_a_draft",
    "simple_workflow",
    "what_follows",
    "why_no_draft",
    "why_silent",
    "why_void",
]
