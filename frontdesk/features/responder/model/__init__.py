"""What a turn of the responder is, and when its words may not be said any more."""

from frontdesk.features.responder.model.context import RunContext
from frontdesk.features.responder.model.dry_run import DryRunSetup
from frontdesk.features.responder.model.eligibility import why_no_draft, why_silent
from frontdesk.features.responder.model.refusals import (
    AnsweringAlready,
    BudgetSpent,
    ChatBudgetSpent,
    ChatIsClosed,
    NoAiHere,
    NothingToAnswer,
)
from frontdesk.features.responder.model.result import Draft, RunResult, Withheld
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
from frontdesk.features.responder.model.settings import ResponderConfig, StoredProvider
from frontdesk.features.responder.model.simple import simple_workflow

__all__ = [
    "MAX_ATTEMPTS",
    "AnsweringAlready",
    "BudgetSpent",
    "ChatBudgetSpent",
    "ChatIsClosed",
    "Draft",
    "DraftReason",
    "DryRunSetup",
    "NoAiHere",
    "NothingToAnswer",
    "Now",
    "ResponderConfig",
    "Run",
    "RunContext",
    "RunResult",
    "StoredProvider",
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
