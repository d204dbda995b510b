"""What words are about, roughly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.infra.models.question import Said

if TYPE_CHECKING:
    from frontdesk.infra.models.question import Question

_WORD = re.compile(r"[^\W_]+|[€$£]")
_ENDINGS = ("ing", "es", "ed", "s")
_SHORTEST_STEM = 3

_EMPTY = frozenset(
    word
    for line in (
        "a an and any are as at be but by can could did do does for from get had has have he",
        "her his how i if in into is it its just like me my no not of on or our out please she",
        "should so some tell than that the their them then there these they this to too us want",
        "was we were what when where which who why will with would yes you your",
        "visitor customer user ask about",
    )
    for word in line.split()
)

# Words that mean the same to this model, and to nobody else.
_TOPICS: tuple[frozenset[str], ...] = tuple(
    frozenset(topic.split())
    for topic in (
        "hours hour open opened opening close closed closing monday friday saturday sunday weekend",
        "price prices pricing cost costs plan plans fee expensive cheap much € $ £ eur usd",
        "sales sale buy buying order purchase upgrade quote demo",
        "support help broken error problem issue bug fail failed crash work working",
        "billing bill invoice pay paid payment refund charge charged card",
        "delivery deliver ship shipping shipped parcel arrive arrived track tracking",
        "contact phone call mail email address reach",
        "person human agent someone somebody people operator representative",
        "cancel cancelled cancellation quit stop unsubscribe terminate",
        "trial free test try",
    )
)


def last_said(question: Question) -> str:
    """Return what the user said last, all of it since we last answered."""
    said: list[str] = []
    for turn in reversed(question.turns):
        if not isinstance(turn, Said) or turn.role == "assistant":
            break
        said.append(turn.text)
    return "\n".join(reversed(said))


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def meaning_of(text: str) -> frozenset[str]:
    """Return the words that carry meaning, reduced to stems and topics."""
    words = [word for word in words_of(text) if word not in _EMPTY]
    topics = {
        f"topic {number}"
        for number, topic in enumerate(_TOPICS)
        if any(word in topic for word in words)
    }
    return frozenset({_stem(word) for word in words} | topics)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
