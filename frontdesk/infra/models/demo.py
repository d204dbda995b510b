"""The model that needs no key and no network: a few rules, so that everything can be tried.

It greets, quotes what its prompt states about the words of a question, calls `handoff` for
visitors who want a person, takes forced decisions by keywords, and says when it does not know.
It speaks English; that somebody wants a person it understands in the widget's languages.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from frontdesk.infra.models.answer import Usage
from frontdesk.infra.models.client import RawCall, StreamEnd, TextDelta
from frontdesk.infra.models.question import Returned, Said, estimate_tokens, estimate_tokens_of
from frontdesk.kit.strict_json import encode

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from frontdesk.infra.models.client import StreamEvent
    from frontdesk.infra.models.question import Question, Tool
    from frontdesk.infra.models.schema import Schema

_HELLO = "Hello! I am the automatic assistant here. What can I do for you?"
_WHO = "I am an automatic assistant. If you would rather talk to a person, just say so."
_WELCOME = "You are welcome. Is there anything else?"
_HANDING_OVER = "Of course. I am passing you on to the team; a person will answer you here."
_PASSED_ON = "I have passed this on to the team. A person will answer you here."
_OFFER = "I do not know that for certain, but I can pass this on to the team. Shall I?"
_CANNOT = "I can pass this on to the team. Please leave your question here, and they will answer."


def _any_of(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_GREETS = _any_of("hello|hi|hey|morning|afternoon|evening|hallo|moin|bonjour|salut|hola|olá|chào")
_THANKS = _any_of("thanks|thank|thx|cheers|danke|merci|gracias|obrigad[oa]")
_ASKS_WHO = _any_of("(?:who|what) are you|are you (?:a |an )?(?:bot|robot|ai|machine)")
_ASKS_FOR_THE_PROMPT = _any_of("prompt|instructions?|rules")
# The one wish that must not go unheard for want of a language.
_WANTS_A_PERSON = re.compile(
    r"\b(?:person|human|agent|someone|somebody|operator|representative|real people|"
    r"mensch(?:en)?|mitarbeiter(?:in)?|jemand(?:em|en)?|personne|humain|conseill(?:er|ère)|"
    r"quelqu'un|persona|humano|agente|alguien|pessoa|atendente|alguém|nhân viên|người)\b|"
    r"担当者|人間|オペレーター|スタッフ|شخص|إنسان|موظف|بشري",
    re.IGNORECASE,
)

# Sentences of a prompt that tell us how to behave are not for the visitor.
_INSTRUCTS = _any_of(
    "you|your|never|always|don'?t|do not|must|should|secret|internal|confidential|password|"
    "assistant|reply|respond|visitors?|customers?|tool"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_PIECE = re.compile(r"(?:\S+\s*){1,2}")
_WORD = re.compile(r"[^\W_]+|[€$£]")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|es|ed|s)$")
_YES = {"yes", "yeah", "sure", "ok", "okay", "please", "right", "ja", "oui", "sí", "si", "sim"}
_MAX_GREETING_WORDS = 4
_MAX_QUOTED = 200
_MAX_FACTS = 2

# Words without a meaning of their own.
_EMPTY = set(
    _WORD.findall(
        "a about an and any are as ask at be but by can could customer did do does for from get "
        "had has have he her his how i if in into is it its just like me my no not of on or our "
        "out please she should so some tell than that the their them then there these they this "
        "to too us user visitor want was we were what when where which who why will with would "
        "yes you your"
    )
)
# Words that mean the same to this model, and to nobody else.
_TOPICS = [
    set(_WORD.findall(topic))
    for topic in (
        "hours hour open opened opening close closed closing monday friday saturday sunday weekend",
        "price prices pricing cost costs plan plans fee expensive cheap much € $ £ eur usd",
        "sales sale buy buying order purchase upgrade quote demo",
        "support help broken error problem issue bug fail failed crash work working",
        "billing bill invoice pay paid payment refund charge charged card",
        "delivery deliver ship shipping shipped parcel arrive arrived track tracking",
    )
]


class DemoClient:
    """Answers by rules, in small pieces, with time to watch them come."""

    def __init__(self, delay_seconds: float) -> None:
        self._delay_seconds = delay_seconds

    async def converse(self, question: Question) -> AsyncGenerator[StreamEvent]:
        """Answer as a streaming model would."""
        forced = question.tool_named(question.forced_tool or "")
        text, tool = ("", forced) if forced is not None else _reply_to(question)
        for piece in _PIECE.findall(text):
            await asyncio.sleep(self._delay_seconds)
            yield TextDelta(piece)
        calls = (_call(question, tool),) if tool is not None else ()
        written = text + "".join(call.arguments for call in calls)
        usage = Usage(estimate_tokens(question), estimate_tokens_of(written), is_estimated=True)
        yield StreamEnd(text, calls, usage, "stop")


def _reply_to(question: Question) -> tuple[str, Tool | None]:
    """Return what to answer, and which tool to call with it."""
    if question.turns and isinstance(question.turns[-1], Returned):
        return _PASSED_ON, None
    said = _last_said(question)
    was_offered = question.turns[-2:-1] == (Said("assistant", _OFFER),)
    if _WANTS_A_PERSON.search(said) or (was_offered and not _YES.isdisjoint(_words_of(said))):
        tool = question.tool_named("handoff")
        return (_CANNOT if tool is None else _HANDING_OVER), tool
    return _plain_reply(question.system, said), None


def _plain_reply(prompt: str, said: str) -> str:
    if _GREETS.search(said) and len(set(_words_of(said))) <= _MAX_GREETING_WORDS:
        return _HELLO
    if _ASKS_WHO.search(said):
        return _WHO
    facts = [] if _ASKS_FOR_THE_PROMPT.search(said) else _facts(prompt, said)
    return " ".join(facts) or (_WELCOME if _THANKS.search(said) else _OFFER)


def _facts(prompt: str, said: str) -> list[str]:
    """Find the sentences of the prompt that share most with what was said."""
    asked = _meaning_of(said)
    sentences = [sentence.strip(" -*\t") for sentence in _SENTENCE_END.split(prompt)]
    stated = [sentence for sentence in sentences if not _INSTRUCTS.search(sentence)]
    scored = [(len(asked & _meaning_of(sentence)), sentence) for sentence in stated]
    best = max((score for score, _ in scored), default=0)
    return [sentence for score, sentence in scored if score == best > 0][:_MAX_FACTS]


def _call(question: Question, tool: Tool) -> RawCall:
    """Fill in what a tool requires: by keywords, and always validly."""
    properties: dict[str, Schema] = tool.arguments.get("properties", {})
    required: list[str] = tool.arguments.get("required", [])
    said = _last_said(question)
    arguments: dict[str, Any] = {}
    for name in required:
        about = f"{tool.description} {properties[name].get('description', '')}"
        arguments[name] = _value(question.system, said, about, properties[name])
    return RawCall("demo_1", tool.name, encode(arguments).decode())


def _value(prompt: str, said: str, about: str, schema: Schema) -> object:
    if "enum" in schema:
        return _chosen(prompt, said, about, schema["enum"])
    match schema.get("type"):
        case "boolean":
            return _is_so(said, about)
        case "integer" | "number":
            return schema.get("minimum", min(0, schema.get("maximum", 0)))
    most = min(_MAX_QUOTED, schema.get("maxLength", _MAX_QUOTED))
    return " ".join(said.split())[:most].ljust(schema.get("minLength", 0), ".")


def _chosen(prompt: str, said: str, about: str, choices: list[str]) -> str:
    """Pick the case that shares most words, or the last; yes or no by the question itself."""
    named = {choice.lower(): choice for choice in choices}
    scores = {name: len(_meaning_of(said) & _meaning_of_case(prompt, name)) for name in named}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0:
        return named[best]
    if "yes" in named and "no" in named:
        return named["yes" if _is_so(said, about) else "no"]
    return choices[-1]


def _meaning_of_case(prompt: str, name: str) -> frozenset[str]:
    """Join a case's name with what the prompt says of it, in a line `name: hint`."""
    hints = [line for line in prompt.splitlines() if line.lower().startswith(f"{name}:")]
    return _meaning_of(" ".join([name, *hints]))


def _is_so(said: str, about: str) -> bool:
    is_yes = bool(_WORD.search(said)) and _YES.issuperset(_words_of(said))
    return is_yes or bool(_meaning_of(said) & _meaning_of(about))


def _last_said(question: Question) -> str:
    last = question.turns[-1:]
    return "\n".join(turn.text for turn in last if isinstance(turn, Said) and turn.role == "user")


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _meaning_of(text: str) -> frozenset[str]:
    """Return the words that carry meaning, without endings, and the topics they are of."""
    words = {word for word in _words_of(text) if word not in _EMPTY}
    topics = {f"topic {at}" for at, topic in enumerate(_TOPICS) if words & topic}
    return frozenset({_ENDING.sub("", word) for word in words} | topics)
