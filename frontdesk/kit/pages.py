"""Addresses of pages as they may be shown to an agent: what looks like a key is left out.

The widget does the same before it sends one (web/client/src/visit.ts); here it is done for
anyone else who talks to us.
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote_plus, urlsplit

_MAX_LENGTH = 2_048
_SECRET_NAME = re.compile(
    r"token|secret|passw|pwd|session|auth|signature|credential|api[-_]?key|jwt|otp|"
    r"(^|[-_])(sig|sid|key|code|state|hash|nonce|ticket|magic)($|[-_])",
    re.IGNORECASE,
)
# A long run without a space that mixes letters and digits is rarely meant to be read.
_SECRET_VALUE = re.compile(r"(?=.*[0-9])(?=.*[a-z])[\w.~+/=-]{24,}", re.IGNORECASE | re.ASCII)


# A visitor says the same few addresses with each message.
@lru_cache(maxsize=8_192)
def without_secrets(address: str) -> str | None:
    """Return the address of a page without its secrets; None if it is no page's address."""
    try:
        url = urlsplit(address)
        is_page = url.scheme in ("http", "https") and bool(url.hostname)
    except ValueError:
        return None
    if not is_page:
        return None
    shown = url._replace(
        netloc=url.netloc.rpartition("@")[2], query=_query(url), fragment=_fragment(url)
    )
    return shown.geturl()[:_MAX_LENGTH]


def _query(url: SplitResult) -> str:
    return "&".join(pair for pair in url.query.split("&") if not _is_secret(pair))


def _is_secret(pair: str) -> bool:
    name, _, value = (unquote_plus(part) for part in pair.partition("="))
    return bool(_SECRET_NAME.search(name) or _SECRET_VALUE.fullmatch(value))


def _fragment(url: SplitResult) -> str:
    """Single sign-on answers in the fragment; a plain anchor is harmless."""
    has_fields = "=" in url.fragment or "&" in url.fragment
    return "" if has_fields or _SECRET_VALUE.fullmatch(url.fragment) else url.fragment
