"""Counting tokens and turns. Pure: the rows that hold the sums belong to the caller."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from frontdesk.infra.models.question import Called, Said

if TYPE_CHECKING:
    from frontdesk.infra.models.answer import Usage
    from frontdesk.infra.models.question import Limits, Question, Turn

# Rough on purpose, and rather too many: English has four letters to a token, most
# other languages fewer, and a budget that is overrun was no budget.
_LETTERS_PER_TOKEN = 3
_TOKENS_PER_TURN = 8
_MIN_OUTPUT_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Budget:
    """What may still be spent, by a conversation or a project, within its period."""

    tokens_left: int
    turns_left: int

    def limits_for(self, question: Question) -> Limits | None:
        """Return limits this budget can pay for, or None if it can't pay for an answer."""
        left = self.tokens_left - estimate_tokens(question)
        if self.turns_left < 1 or left < _MIN_OUTPUT_TOKENS:
            return None
        limits = question.limits
        return replace(limits, max_output_tokens=min(limits.max_output_tokens, left))

    def after(self, usage: Usage) -> Budget:
        """Return what is left after one turn."""
        return Budget(max(0, self.tokens_left - usage.total), max(0, self.turns_left - 1))


def tightest(*budgets: Budget) -> Budget:
    """Join the budgets that all have to hold: the conversation's and the project's."""
    return Budget(
        min(budget.tokens_left for budget in budgets), min(one.turns_left for one in budgets)
    )


def estimate_tokens(question: Question) -> int:
    """Guess how many tokens a question has before anyone counts them."""
    letters = len(question.system) + sum(_letters_of(turn) for turn in question.turns)
    letters += sum(
        len(tool.name) + len(tool.description) + len(str(tool.arguments)) for tool in question.tools
    )
    turns = 1 + len(question.turns) + len(question.tools)
    return letters // _LETTERS_PER_TOKEN + turns * _TOKENS_PER_TURN


def estimate_tokens_of(text: str) -> int:
    """Guess how many tokens a text has."""
    return -(-len(text) // _LETTERS_PER_TOKEN)


def _letters_of(turn: Turn) -> int:
    if isinstance(turn, Said):
        return len(turn.text)
    if isinstance(turn, Called):
        called = sum(len(call.tool) + len(str(call.arguments)) for call in turn.calls)
        return len(turn.text) + called
    return len(turn.tool) + len(turn.text)
