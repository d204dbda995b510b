"""What the demo model says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.infra.models.demo.language import phrases_for
from frontdesk.infra.models.demo.phrases import LANGUAGES
from frontdesk.infra.models.demo.words import last_said, meaning_of, words_of
from frontdesk.infra.models.question import Returned, Said

if TYPE_CHECKING:
    from frontdesk.infra.models.demo.phrases import Phrases
    from frontdesk.infra.models.question import Question, Tool

HANDOFF = "handoff"

_ASKS_FOR_THE_PROMPT = re.compile(r"\b(prompt|instructions?|rules)\b", re.IGNORECASE)

# Sentences of a prompt that tell us how to behave are not for the visitor.
_INSTRUCTS = re.compile(
    r"\b(you|your|never|always|don'?t|do not|must|should|secret|internal|confidential|password|"
    r"assistant|reply|respond|visitors?|customers?|tool)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MAX_GREETING_WORDS = 4
_OFFERS = [[phrases.offer] for phrases in LANGUAGES.values()]
_MAX_FACTS = 2


def reply_to(question: Question) -> tuple[str, Tool | None]:
    """Return what to answer, and which tool to call with it."""
    phrases = phrases_for(question.turns)
    if question.turns and isinstance(question.turns[-1], Returned):
        return (phrases.passed_on if question.turns[-1].tool == HANDOFF else phrases.noted), None
    said = last_said(question)
    if phrases.wants_a_person.search(said) or _takes_the_offer(question, phrases, said):
        tool = question.tool_named(HANDOFF)
        return (phrases.handing_over, tool) if tool is not None else (phrases.cannot, None)
    return _plain_reply(question, phrases, said), None


def _takes_the_offer(question: Question, phrases: Phrases, said: str) -> bool:
    spoken = [turn for turn in question.turns if isinstance(turn, Said)]
    answers = [turn.text for turn in spoken if turn.role == "assistant"]
    return bool(phrases.agrees.search(said)) and answers[-1:] in _OFFERS


def _plain_reply(question: Question, phrases: Phrases, said: str) -> str:
    if phrases.greets.search(said) and len(set(words_of(said))) <= _MAX_GREETING_WORDS:
        return phrases.hello
    if phrases.asks_who.search(said):
        return phrases.who
    facts = [] if _ASKS_FOR_THE_PROMPT.search(said) else _facts(question.system, said)
    if facts:
        return " ".join(facts)
    return phrases.welcome if phrases.thanks.search(said) else phrases.offer


def _facts(prompt: str, said: str) -> list[str]:
    """Find the sentences of the prompt that are about the same thing."""
    asked = meaning_of(said)
    sentences = [sentence.strip(" -*\t") for sentence in _SENTENCE_END.split(prompt)]
    scored = [
        (len(asked & meaning_of(sentence)), sentence)
        for sentence in sentences
        if sentence and not _INSTRUCTS.search(sentence)
    ]
    best = max((score for score, _ in scored), default=0)
    return [sentence for score, sentence in scored if score == best > 0][:_MAX_FACTS]
