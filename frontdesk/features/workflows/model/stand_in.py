"""A stand-in for a model, which needs no key and asks nobody.

The stand-in compares words: it chooses the option that shares most of them with what the
visitor wrote. It is for dry runs that are the same each time, not for visitors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.features.messages.wire import SenderType
from frontdesk.features.workflows.model.running import (
    Answered,
    AskAnswer,
    AskDecision,
    Decided,
    Option,
)


@dataclass(frozen=True)
class ChatMessage:
    """One message of the conversation, as a model is shown it."""

    sender: SenderType
    text: str


@dataclass(frozen=True)
class StandIn:
    """Answers from a script by node id, else by comparing words with the last message."""

    decisions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    async def respond(
        self, ask: AskDecision | AskAnswer, lines: Sequence[ChatMessage]
    ) -> Decided | Answered:
        """Decide or answer, whichever is asked."""
        return self._decide(ask, lines) if isinstance(ask, AskDecision) else self._say(ask, lines)

    def _decide(self, ask: AskDecision, lines: Sequence[ChatMessage]) -> Decided:
        scripted = self.decisions.get(ask.node_id)
        return Decided(ask.key, scripted or _closest(ask, _last_words(lines)))

    def _say(self, ask: AskAnswer, lines: Sequence[ChatMessage]) -> Answered:
        scripted = self.answers.get(ask.node_id)
        text = scripted or f"(Here the model answers “{_last_text(lines)[:60]}”.)"
        return Answered(ask.key, text)


def _closest(ask: AskDecision, said: set[str]) -> str | None:
    is_yes_or_no = {option.label for option in ask.options} == {"yes", "no"}
    # A stand-in that never says no would make half of every dry run unreachable.
    if is_yes_or_no:
        return "yes" if said & _words(ask.question) else "no"
    best = max(ask.options, key=lambda option: _shared(option, said), default=None)
    return best.label if best and _shared(best, said) else None


def _shared(option: Option, said: set[str]) -> int:
    return len(said & _words(f"{option.label} {option.hint}"))


def _last_words(lines: Sequence[ChatMessage]) -> set[str]:
    return _words(_last_text(lines))


def _last_text(lines: Sequence[ChatMessage]) -> str:
    return next((line.text for line in reversed(lines) if line.sender == "visitor"), "")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > _SHORT_WORD}


# Words like "is", "the", "you" say nothing about what is meant.
_SHORT_WORD = 3
