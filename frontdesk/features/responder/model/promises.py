"""What only a person may promise: words that keep an answer from being sent by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from frontdesk.features.responder.model.readings import readings

# `*` stands for a few words of the same sentence, in front for the rest of a word; `#` for a
# sum or a percentage.
DEFAULT_GATED_WORDS: tuple[str, ...] = (
    *("refund", "money back", "reimburs", "compensat", "free of charge", "discount", "# off"),
    *("voucher", "coupon", "store credit", "special price", "price match", "lower * price"),
    *(
        "I guarantee",
        "we guarantee",
        "guaranteed",
        "I promise",
        "we promise",
        "legally binding",
        "binding offer",
        "waive",
    ),
    *("I * for #", "we * for #", "yours for #", "for only #", "you * pay nothing"),
    *("*erstattung", "erstatte", "geld zurück", "*rabatt", "*nachlass", "*gutschein", "kostenlos"),
    *("garantier", "versprech", "kulanz", "für nur #", "sonderpreis", "rechtsverbindlich"),
    *("rembours", "remise de #", "réduction", "bon d'achat", "gratuit", "je * promets"),
    *(
        "nous * promettons",
        "garantissons",
        "vous garantis",
        "dédommag",
        "pour seulement #",
        "prix spécial",
    ),
    *("reembols", "devolución", "descuento", "gratis", "prometo", "prometemos", "garantiz"),
    *("compensación", "precio especial", "por solo #", "cupón", "vale de #"),
    *("estorno", "devolução", "desconto", "cupom", "grátis", "garanto", "garantimos"),
    *("preço especial", "por apenas #", "rimbors", "sconto", "prometto"),
    *("hoàn tiền", "giảm giá", "miễn phí", "cam kết", "đảm bảo", "bồi thường"),
    *(
        "返金",
        "払い戻し",
        "割引",
        "値引き",
        "無料",
        "保証します",
        "保証いたします",
        "約束",
        "補償",
        "クーポン",
    ),
    *("退款", "折扣", "免费", "優惠", "优惠", "赔偿", "保证", "承诺"),
    *("استرداد", "استرجاع", "خصم", "مجان", "نضمن", "أعدك", "نعدك", "تعويض", "قسيمة"),
    *("возврат", "вернём деньги", "скидк", "бесплатно", "гарантир", "обещаю", "компенсац"),
    *("terugbetal", "korting", "rabat", "zwrot pieniędzy", "zniżk", "para iade", "indirim"),
)

_MOST_BETWEEN = 60
_AMOUNT = (
    r"(?:[€$£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?"
    r"(?:%|€|\$|£|¥|₹|eur|usd|gbp|euro|dollar|pound|cent|percent|prozent|yen|円|元))"
)
_SPELLED = re.compile(r"(?:(?<!\w)\w(?:[\s.\-_*·|/]+|$)){4,}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def promises_in(text: str, gated: Sequence[str]) -> list[str]:
    """Name the gated words that stand in a text, in any of its readings."""
    seen = [one for reading in readings(text) for one in _written(reading)]
    return [
        words
        for words, longest, pattern in _patterns(tuple(gated))
        # Hardly ever there, and looking for a word alone costs next to nothing.
        if any(longest in one and pattern.search(one) for one in seen)
    ]


def problem_with_gated(words: str) -> str | None:
    """Return what is wrong with an entry of the list; None if nothing is."""
    letters = [one for one in words if one.isalpha()]
    if not letters or (len(letters) == 1 and letters[0].isascii()):
        return "Write a word or a few."
    if words.strip().removeprefix("*").count("*") > 1 or words.count("#") > 1:
        return "One * and one # are enough."
    return None


def _written(text: str) -> list[str]:
    """Write a text the one way words are looked for; what is spelled out is put together."""
    plain = _plain(text)
    spelled = ["".join(re.findall(r"\w", found[0])) for found in _SPELLED.finditer(plain)]
    return [plain, *spelled]


def _plain(text: str) -> str:
    publisher = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2019", "'")
    return " ".join(publisher.casefold().split())


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
