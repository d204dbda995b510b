"""What only a person may promise: words that keep an answer from being sent by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# `*` stands for a few words of the same sentence, in front for the rest of a word; `#` for a
# sum or a percentage. Only what promises: a price of nothing or a warranty stands in honest
# answers, and each of those would wait for a person. In the languages of the widget.
DEFAULT_GATED_WORDS: tuple[str, ...] = (
    *("refund", "money back", "reimburs", "compensat", "discount", "# off", "voucher", "coupon"),
    *("store credit", "special price", "price match", "lower * price", "I guarantee", "waive"),
    *("we guarantee", "I promise", "we promise", "legally binding", "binding offer"),
    *("I * for #", "we * for #", "yours for #", "for only #", "you * pay nothing"),
    *("*erstattung", "erstatte", "geld zurück", "*rabatt", "*nachlass", "*gutschein", "kulanz"),
    *("garantiere", "garantieren wir", "verspreche ich", "ich verspreche", "wir versprechen"),
    *("für nur #", "sonderpreis", "rechtsverbindlich"),
    *("rembours", "remise de #", "réduction de #", "bon d'achat", "je * promets", "dédommag"),
    *("nous * promettons", "garantissons", "vous garantis", "pour seulement #", "prix spécial"),
    *("reembols", "devolución del dinero", "descuento", "prometo", "prometemos", "garantizo"),
    *("garantizamos", "compensación", "precio especial", "por solo #", "cupón", "vale de #"),
    *("estorno", "desconto", "cupom", "garanto", "garantimos", "preço especial"),
    *("por apenas #", "hoàn tiền", "giảm giá", "chúng tôi cam kết", "tôi đảm bảo", "bồi thường"),
    *("返金", "払い戻し", "割引", "値引き", "保証します", "保証いたします", "約束します", "補償"),
    *("クーポン", "استرداد", "خصم", "نضمن", "أعدك", "نعدك", "تعويض", "قسيمة"),
)

_MOST_BETWEEN = 60
_AMOUNT = (
    r"(?:[€$£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?"
    r"(?:%|€|\$|£|¥|₹|eur|usd|gbp|euro|dollar|pound|cent|percent|prozent|yen|円|元))"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def promises_in(text: str, gated: Sequence[str]) -> list[str]:
    """Name the gated words that stand in a text."""
    plain = _plain(text)
    return [
        words
        for words, longest, pattern in _patterns(tuple(gated))
        # Hardly ever there, and looking for a word alone costs next to nothing.
        if longest in plain and pattern.search(plain)
    ]


def problem_with_gated(words: str) -> str | None:
    """Return what is wrong with an entry of the list; None if nothing is."""
    letters = [one for one in words if one.isalpha()]
    if not letters or (len(letters) == 1 and letters[0].isascii()):
        return "Write a word or a few."
    if words.strip().removeprefix("*").count("*") > 1 or words.count("#") > 1:
        return "One * and one # are enough."
    return None


def _plain(text: str) -> str:
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2019", "'")
    return " ".join(visible.casefold().split())


@lru_cache(maxsize=256)
def _patterns(gated: tuple[str, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((words, _longest(words), re.compile(_pattern(words))) for words in gated)


def _longest(words: str) -> str:
    return max(re.findall(r"[^\s*#]+", _plain(words)), key=len, default="")


def _pattern(words: str) -> str:
    plain = _plain(words)
    inner = plain.removeprefix("*").strip()
    pieces = [_piece(word) for word in inner.split()]
    # Scripts without case put particles before a word, or no space between two.
    is_anywhere = plain.startswith("*") or inner[:1].lower() == inner[:1].upper()
    return ("" if is_anywhere else r"(?<!\w)") + r"\s*".join(pieces)


def _piece(word: str) -> str:
    if word == "*":
        return rf"\b[^.!?\n]{{0,{_MOST_BETWEEN}}}?"
    return _AMOUNT if word == "#" else re.escape(word)
