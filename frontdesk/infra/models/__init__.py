"""Language models: asking one, of any provider, within limits.

    async with open_models(AddressRules(allow_private=True), clock) as models:
        answer = await models.ask(
            [provider, demo_provider()],                        # in order of preference
            Question(prompt, (Said("user", "When do you open?"),), tools=(handoff,)),
            hears,                                              # `Piece`s, as they arrive
        )

What to rely on:

- An `Answer` is complete and checked: each tool call names a tool that was offered, its
  arguments fit that tool's schema, each call is there once, and with a forced tool there is
  exactly one call. Text has no NUL and no half characters. What it *says* is untrusted.
- Anything else is a `NoAnswer` with a `reason`, the `attempts` made and the `usage` paid for.
- Asking has no effect but its cost, so any failure may be followed by the next provider, and
  the whole question may be asked again. A `Piece` with a higher `attempt` starts anew.
- Cancelling the task that awaits `ask` closes the connection at once.
- Nothing is loaded before the first question goes to a provider other than the demo model.
"""

from frontdesk.infra.models.answer import (
    Answer,
    Attempt,
    AttemptOutcome,
    OnPiece,
    Piece,
    ToolCall,
    Usage,
    ignore_pieces,
)
from frontdesk.infra.models.asking import Models, open_models
from frontdesk.infra.models.budget import Budget, estimate_tokens, tightest
from frontdesk.infra.models.provider import (
    Provider,
    ProviderKind,
    check_provider,
    demo_provider,
)
from frontdesk.infra.models.question import (
    Called,
    Limits,
    Question,
    Returned,
    Said,
    Tool,
    Turn,
    choice_tool,
)
from frontdesk.infra.models.refusals import (
    NO_ANSWERS,
    AnswerFiltered,
    AnswerTooLong,
    AnswerUnusable,
    BadProvider,
    NoAnswer,
    NoAnswerReason,
    NoProvider,
    ProvidersUnavailable,
    QuestionTooLong,
    TooSlow,
)
from frontdesk.infra.models.schema import Schema
from frontdesk.infra.outbound.addresses import AddressRules

__all__ = [
    "NO_ANSWERS",
    "AddressRules",
    "Answer",
    "AnswerFiltered",
    "AnswerTooLong",
    "AnswerUnusable",
    "Attempt",
    "AttemptOutcome",
    "BadProvider",
    "Budget",
    "Called",
    "Limits",
    "Models",
    "NoAnswer",
    "NoAnswerReason",
    "NoProvider",
    "OnPiece",
    "Piece",
    "Provider",
    "ProviderKind",
    "ProvidersUnavailable",
    "Question",
    "QuestionTooLong",
    "Returned",
    "Said",
    "Schema",
    "TooSlow",
    "Tool",
    "ToolCall",
    "Turn",
    "Usage",
    "check_provider",
    "choice_tool",
    "demo_provider",
    "estimate_tokens",
    "ignore_pieces",
    "open_models",
    "tightest",
]
