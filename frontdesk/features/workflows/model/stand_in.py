"""Who decides and answers, and a stand-in for it that needs no model and no key.

The stand-in compares words: it chooses the option that shares most of them with what the
visitor wrote. It is for dry runs and for a first look, not for visitors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from frontdesk.features.workflows.model.running import (
    Answered,
    AskAnswer,
    AskDecision,
    AskFailed,
    Decided,
    Option,
)


@dataclass(frozen=True)
class Line:
    """One message of the conversation, as a model is shown it."""

    sender: Literal["visitor", "agent", "ai", "system"]
    text: str


class DecideAndAnswer(Protocol):
    """What a workflow needs of a model."""

    async def decide(self, ask: AskDecision, lines: Sequence[Line]) -> Decided | AskFailed:
        """Choose one of the labels."""
        ...

    async def answer(self, ask: AskAnswer, lines: Sequence[Line]) -> Answered | AskFailed:
        """Answer the visitor."""
        ...


@dataclass(frozen=True)
class StandIn:
    """Answers from a script by node id, else by comparing words."""

    decisions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    async def decide(self, ask: AskDecision, lines: Sequence[Line]) -> Decided | AskFailed:
        """Choose what the script says, or what shares most words with the last message."""
        scripted = self.decisions.get(ask.node_id)
        return Decided(ask.key, scripted or _closest(ask, _last_words(lines)))

    async def answer(self, ask: AskAnswer, lines: Sequence[Line]) -> Answered | AskFailed:
        """Say what the script says, or that a model would speak here."""
        scripted = self.answers.get(ask.node_id)
        text = scripted or f"(Here the model answers “{_last_text(lines)[:60]}”.)"
        return Answered(ask.key, text)


def _closest(ask: AskDecision, said: set[str]) -> str | None:
    is_yes_or_no = {option.label for option in ask.options} == {"yes", "no"}
    if is_yes_or_no:
        return "yes" if said & _words(ask.question) else "no"
    best = max(ask.options, key=lambda option: _shared(option, said), default=None)
    return best.label if best and _shared(best, said) else None


def _shared(option: Option, said: set[str]) -> int:
    return len(said & _words(f"{option.label} {option.hint}"))


def _last_words(lines: Sequence[Line]) -> set[str]:
    return _words(_last_text(lines))


def _last_text(lines: Sequence[Line]) -> str:
    return next((line.text for line in reversed(lines) if line.sender == "visitor"), "")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > _SHORT_WORD}


# Words like "is", "the", "you" say nothing about what is meant.
_SHORT_WORD = 3
