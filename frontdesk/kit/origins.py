"""Origins as browsers send them, and the patterns a project allows them by.

Both are read by one strict expression and compared piece by piece. Nothing is searched
for inside a longer text, so `good.com.evil.com` never resembles `good.com`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

import idna
from publicsuffixlist import PublicSuffixList

Port: TypeAlias = int | Literal["*"] | None

_MAX_HOST_LENGTH = 253
_MAX_PORT = 65_535
_DEFAULT_PORTS = {"http": 80, "https": 443}

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:]{{2,39}}\])"
_ORIGIN = re.compile(rf"(https?)://({_HOST})(?::([1-9][0-9]{{0,4}}))?")
_PATTERN = re.compile(rf"(?:(https?)://)?(\*\.)?({_HOST})(?::([1-9][0-9]{{0,4}}|\*))?/?")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class DomainPattern:
    """Origins that are allowed: a host or all below it, and how it is reached.

    Without a scheme only https will do, except on this very machine.
    """

    scheme: str | None
    host: str
    is_wildcard: bool
    port: Port

    def matches(self, origin: Origin) -> bool:
        """Whether this pattern matches the origin."""
        if self.is_wildcard:
            is_host = origin.host.endswith(f".{self.host}")
        else:
            is_host = origin.host == self.host
        return is_host and origin.scheme in self._schemes() and self._reaches(origin)

    def csp_sources(self) -> list[str]:
        """Write it as sources of a Content-Security-Policy, which knows no IPv6."""
        if self.host.startswith("["):
            return []
        port = "" if self.port is None else f":{self.port}"
        return [f"{scheme}://{self._host_text()}{port}" for scheme in self._schemes()]

    def to_text(self) -> str:
        scheme = f"{self.scheme}://" if self.scheme else ""
        port = "" if self.port is None else f":{self.port}"
        return f"{scheme}{self._host_text()}{port}"

    def _host_text(self) -> str:
        return f"*.{self.host}" if self.is_wildcard else self.host

    def _schemes(self) -> tuple[str, ...]:
        if self.scheme:
            return (self.scheme,)
        return ("https", "http") if _is_loopback(self.host) else ("https",)

    def _reaches(self, origin: Origin) -> bool:
        if self.port == "*":
            return True
        return origin.port == (self.port or _DEFAULT_PORTS[origin.scheme])


def read_origin(text: str | None) -> Origin | None:
    """Read an Origin header; None for none, `null`, and whatever a browser can't mean."""
    found = _ORIGIN.fullmatch(text) if text else None
    if found is None:
        return None
    scheme, host, digits = found.groups()
    port = int(digits) if digits else _DEFAULT_PORTS[scheme]
    if len(host) > _MAX_HOST_LENGTH or port > _MAX_PORT:
        return None
    return Origin(scheme, host, port)


@lru_cache(maxsize=4_096)
def read_pattern(text: str) -> DomainPattern | None:
    """Read an allowed domain as a person writes it; None if it is none."""
    found = _PATTERN.fullmatch(_ascii(text.strip().lower()))
    if found is None:
        return None
    scheme, wildcard, host, port_text = found.groups()
    port = _port(port_text)
    is_too_large = isinstance(port, int) and port > _MAX_PORT
    if is_too_large or len(host) > _MAX_HOST_LENGTH or (wildcard and not _may_branch(host)):
        return None
    if port is None and scheme is None and _is_loopback(host):
        port = "*"
    return DomainPattern(scheme, host, bool(wildcard), port)


def is_own(text: str | None, own: str, host: str | None) -> bool:
    """Whether a page is ours: of our own address, or of the number a request came to.

    `host` is the request's Host header. Anybody can point a name of their own at us and serve a
    page under it first, but nobody can do so with an address or `localhost`.
    """
    asked = read_origin(text)
    if asked is None:
        return False
    if asked == read_origin(own):
        return True
    return asked == read_origin(f"{asked.scheme}://{(host or '').lower()}") and (
        _is_loopback(asked.host) or _is_address(asked.host)
    )


def _port(text: str | None) -> Port:
    if text is None:
        return None
    return "*" if text == "*" else int(text)


def _ascii(text: str) -> str:
    """Write a name with umlauts the way browsers send it: IDNA 2008, where ß is no ss."""
    if text.isascii():
        return text
    before, scheme, rest = text.rpartition("://")
    host, colon, port = rest.partition(":")
    wildcard = "*." if host.startswith("*.") else ""
    try:
        name = idna.encode(host.removeprefix(wildcard), uts46=True).decode()
    except idna.IDNAError:
        return ""
    return f"{before}{scheme}{wildcard}{name}{colon}{port}"


def _may_branch(host: str) -> bool:
    """Refuse wildcards over strangers: `*.com`, `*.github.io`; addresses have no names below."""
    if host == "localhost":
        return True
    return not _is_address(host) and _suffixes().privatesuffix(host) is not None


@cache
def _suffixes() -> PublicSuffixList:
    # Read when the first wildcard is: not every process meets one.
    return PublicSuffixList()


def _is_address(host: str) -> bool:
    return host.startswith("[") or host.rpartition(".")[2].isdigit()


def _is_loopback(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "[::1]"} or host.endswith(".localhost")
