"""What the demo model says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.infra.models.demo.words import last_said, meaning_of, words_of
from frontdesk.infra.models.question import Returned, Said

if TYPE_CHECKING:
    from frontdesk.infra.models.question import Question, Tool

HANDOFF = "handoff"

_HELLO = "Hello! I am the automatic assistant here. What can I do for you?"
_WELCOME = "You are welcome. Is there anything else?"
_HANDING_OVER = "Of course. I am passing you on to the team; a person will answer you here."
_PASSED_ON = "I have passed this on to the team. A person will answer you here."
_NOTED = "Thank you, that is noted. Is there anything else?"
_WHO = "I am an automatic assistant. If you would rather talk to a person, just say so."
_OFFER = "I do not know that for certain, but I can pass this on to the team. Shall I?"

_CANNOT = "I can pass this on to the team. Please leave your question here, and they will answer."

_GREETINGS = {"hello", "hi", "hey", "hallo", "moin", "greetings", "morning", "afternoon", "evening"}
_YES = {"yes", "yeah", "sure", "ok", "okay", "please", "ja"}
_THANKS = {"thanks", "thank", "thx", "danke", "cheers"}
_WANTS_A_PERSON = re.compile(
    r"\b(person|human|agent|someone|somebody|operator|representative|real people)\b", re.IGNORECASE
)
_ASKS_WHO = re.compile(
    r"\b(who|what) are you\b|\bare you (a |an )?(bot|robot|ai|machine)\b", re.IGNORECASE
)
_ASKS_FOR_THE_PROMPT = re.compile(r"\b(prompt|instructions?|rules)\b", re.IGNORECASE)

# Sentences of a prompt that tell us how to behave are not for the visitor.
_INSTRUCTS = re.compile(
    r"\b(you|your|never|always|don'?t|do not|must|should|secret|internal|confidential|password|"
    r"assistant|reply|respond|visitors?|customers?|tool)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MAX_GREETING_WORDS = 4
_MAX_FACTS = 2


def reply_to(question: Question) -> tuple[str, Tool | None]:
    """Say what to answer, and which tool to call with it."""
    if question.turns and isinstance(question.turns[-1], Returned):
        return (_PASSED_ON if question.turns[-1].tool == HANDOFF else _NOTED), None
    said = last_said(question)
    if _WANTS_A_PERSON.search(said) or _takes_the_offer(question, said):
        tool = question.tool_named(HANDOFF)
        return (_HANDING_OVER, tool) if tool is not None else (_CANNOT, None)
    return _plain_reply(question, said), None


def _takes_the_offer(question: Question, said: str) -> bool:
    offered = [turn for turn in question.turns if isinstance(turn, Said)]
    answers = [turn.text for turn in offered if turn.role == "assistant"]
    return bool(set(words_of(said)) & _YES) and answers[-1:] == [_OFFER]


def _plain_reply(question: Question, said: str) -> str:
    words = set(words_of(said))
    if words & _GREETINGS and len(words) <= _MAX_GREETING_WORDS:
        return _HELLO
    if _ASKS_WHO.search(said):
        return _WHO
    facts = [] if _ASKS_FOR_THE_PROMPT.search(said) else _facts(question.system, said)
    if facts:
        return " ".join(facts)
    return _WELCOME if words & _THANKS else _OFFER


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
