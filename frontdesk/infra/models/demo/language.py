"""Which language somebody writes, by script and by small words."""

from __future__ import annotations

import re

from frontdesk.infra.models.demo.phrases import ENGLISH, LANGUAGES, Phrases
from frontdesk.infra.models.demo.words import words_of
from frontdesk.infra.models.question import Said

_BY_LETTERS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("vi", re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)),
)
# Where as many words are of two languages, the first one is meant.
_SMALL_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "i you the a an and is are not no with how when where can my hello hi thanks yes "
        "for on who what do to your it of please",
        "de": "ich sie ist das der die ein eine einem und nicht mit wie wann wo kann haben es für "
        "auf wer meine mein bitte hallo danke ja ihr zu was sind guten",
        "fr": "je vous le la les l un une et est pas avec comment quand où puis mon ma bonjour "
        "merci oui pour sur des du qui êtes parler à",
        "es": "yo usted el la los las un una y es no con cómo cuándo dónde puedo mi hola gracias "
        "sí para por qué del quién está hablar quiero",
        "pt": "eu você o os as um uma e é não com como quando onde posso meu minha olá oi "
        "obrigado obrigada sim para por que do da quem está falar quero",
        "vi": "xin chào tôi bạn là của có không khi nào và với cho",
    }.items()
}


def phrases_for(turns: tuple[object, ...]) -> Phrases:
    """Speak as the visitor did last; where that says nothing, as before; else in English."""
    for turn in reversed(turns):
        if isinstance(turn, Said) and turn.role == "user":
            language = language_of(turn.text)
            if language is not None:
                return LANGUAGES[language]
    return ENGLISH


def language_of(text: str) -> str | None:
    """Return which of the languages a text is in; None if nothing in it tells."""
    for language, letters in _BY_LETTERS:
        if letters.search(text):
            return language
    words = words_of(text)
    counted = {
        language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()
    }
    best = max(counted, key=lambda language: counted[language])
    return best if counted[best] else None
