"""The ways a text can be read: as it stands, or undone once or twice.

People who want a model to say what it may not ask for it in another encoding. These are the
ones anybody can undo without effort; a text that was really enciphered stays unread.
"""

from __future__ import annotations

import base64
import codecs
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

_DEPTH = 2
_MOST = 60
_LONGEST = 20_000

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_HEX = re.compile(r"(?:(?:\\x|0x)?[0-9a-fA-F]{2}[\s:,-]?){6,}")
_BITS = re.compile(r"(?:[01]{8}\s?){6,}")
_CODES = re.compile(r"(?:\b\d{2,3}\b[\s,;-]*){6,}")
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?")
_HIGHEST_CODE = 0x10FFFF
_QUARTET = 4
_URL_SAFE = str.maketrans("+/", "-_")
_SHORTEST_FIND = 6
_MOSTLY = 0.9

# What looks alike counts as the same letter: other alphabets' first, then digits.
_ALIKE = str.maketrans(
    dict(zip("авеёіјкмнорстухѕԁ" + "αβεικνορτυχ", "abeeijkmhopctyxsd" + "abeiknoptyx", strict=True))
    | dict(zip("0134578@$", "oieastbas", strict=True))
)


def readings(text: str) -> Iterator[str]:
    """Yield the text and what comes of undoing it."""
    known = [text[:_LONGEST]]
    yield known[0]
    level = list(known)
    for _ in range(_DEPTH):
        found = dict.fromkeys(undone for one in level for undone in _undone(one))
        level = [one for one in found if one not in known and _is_writing(one)]
        for undone in level[: _MOST - len(known)]:
            known.append(undone)
            yield undone


def folded(text: str) -> str:
    """Leave letters and digits alone: no case, accents, spaces, marks or lookalikes."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    return "".join(one for one in plain if one.isalnum())


def _is_writing(text: str) -> bool:
    """Tell a text from the noise that comes of undoing what never was done."""
    is_long = len(text) >= _SHORTEST_FIND
    return is_long and sum(map(str.isprintable, text)) >= _MOSTLY * len(text)


def _undone(text: str) -> Iterator[str]:
    yield html.unescape(text)
    yield unquote(text)
    yield codecs.decode(text, "rot13")
    yield _ESCAPED.sub(lambda found: _letter(int(found[1], 16)), text)
    yield _decoded(text, _HEX, _of_hex)
    yield _decoded(text, _BITS, lambda run: _of_numbers(run.split(), 2))
    yield _decoded(text, _CODES, lambda run: _of_numbers(re.findall(r"\d+", run), 10))
    # Words stand before and between the lines of it: each may be where it begins.
    for written in (text, "".join(text.split())):
        for skipped in range(_QUARTET):
            yield _decoded(written, _BASE64, partial(_of_base64, skipped))


def _decoded(text: str, pattern: re.Pattern[str], decode: Callable[[str], str]) -> str:
    return "\n".join(decode(found[0]) for found in pattern.finditer(text))


def _of_base64(skipped: int, run: str) -> str:
    run = run[skipped:]
    # One letter too many belongs to nothing.
    whole = run[:-1] if len(run) % _QUARTET == 1 else run
    padded = whole + "=" * (-len(whole) % _QUARTET)
    return base64.urlsafe_b64decode(padded.translate(_URL_SAFE)).decode("utf-8", "ignore")


def _of_hex(run: str) -> str:
    digits = "".join(re.findall(r"[0-9a-fA-F]{2}", re.sub(r"\\x|0x", " ", run)))
    return bytes.fromhex(digits).decode("utf-8", "ignore")


def _of_numbers(numbers: list[str], base: int) -> str:
    return "".join(_letter(int(number, base)) for number in numbers)


def _letter(code: int) -> str:
    return chr(code) if code <= _HIGHEST_CODE else ""
