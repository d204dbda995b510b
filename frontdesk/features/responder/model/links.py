"""Links in what a model wrote: only those that lead to the project's own sites stay links.

A link that a model was talked into carries what it knows to somebody else, once a person
follows it or a screen fetches it. Without its scheme it is a text like any other, on every
screen we have and in every mail it is quoted in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frontdesk.kit.origins import Origin, read_pattern

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/?#\s<>\"'`]*")
_PLACE = re.compile(r"([a-z0-9_.-]+)(?::([1-9][0-9]{0,4}))?")
# What ends a sentence does not belong to the address in it.
_TRAILING = re.compile(r"[.,;:!?…)\]}»”\u2019]+$")
_DISPUTED = frozenset("ßς\u200c\u200d")
_LONGEST_SCHEME = 24
_USUAL_PORTS = {"http": 80, "https": 443}


def without_foreign_links(text: str, domains: Sequence[str]) -> str:
    """Take the scheme from every address that is not on one of these domains.

    What is left when one is taken may begin another: it is looked at again.
    """
    at = 0
    while found := _SCHEME.search(text, at):
        if _is_ours(text, found, domains):
            at = found.end()
            continue
        text = text[: found.start()] + text[found.end() :]
        at = max(0, found.start() - _LONGEST_SCHEME)
    return text


def addresses_in(text: str) -> list[str]:
    """List where the links in a text lead, as a project names its domains."""
    found = [_AUTHORITY.match(text, one.end()) for one in _SCHEME.finditer(text)]
    return [_TRAILING.sub("", one[0]) for one in found if one]


def _is_ours(text: str, found: re.Match[str], domains: Sequence[str]) -> bool:
    scheme = found[0][:-3].lower()
    port = _USUAL_PORTS.get(scheme)
    authority = _AUTHORITY.match(text, found.end())
    host = _host(_TRAILING.sub("", authority[0])) if authority and port else None
    if host is None or port is None:
        return False
    name, own_port = host
    # Who may show the widget over https may be linked to over http.
    origins = {Origin(scheme, name, own_port or port), Origin("https", name, own_port or 443)}
    patterns = [read_pattern(domain) for domain in domains]
    return any(one.matches(origin) for one in patterns if one for origin in origins)


def _host(authority: str) -> tuple[str, int | None] | None:
    """Read a host as a browser would; one that needs more reading than this is nobody's."""
    # Browsers and the older rules we have do not agree where these lead.
    if not _DISPUTED.isdisjoint(authority):
        return None
    try:
        plain = authority.encode("idna").decode().lower()
    except UnicodeError:
        return None
    place = _PLACE.fullmatch(plain)
    return (place[1], int(place[2]) if place[2] else None) if place else None
