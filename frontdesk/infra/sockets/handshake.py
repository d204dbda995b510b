"""What a client says when it connects, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from frontdesk.infra.sockets.packets import Malformed
from frontdesk.kit.audience import Peer
from frontdesk.kit.errors import RepeatedQueryParameter

# Where who serves a connection leaves the client's address in the ASGI scope.
ADDRESS = "frontdesk.address"


@dataclass(frozen=True)
class Handshake:
    """What a client said when it connected."""

    query: Mapping[str, str]
    headers: Mapping[str, str]
    auth: object
    address: str


@dataclass(frozen=True)
class Admitted:
    """Whom a new socket belongs to, and which events it may send."""

    sender: Peer
    owner: object
    # Whether they have said who they are. Those who never do are disconnected.
    is_settled: Callable[[], bool]


def read_handshake(environ: Mapping[str, Any], auth: object) -> Handshake:
    """Read the query, the headers and the credentials; refuse what could be read in two ways."""
    scope = environ["asgi.scope"]
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    query: dict[str, str] = {}
    text = scope["query_string"].decode("latin-1")
    for name, value in parse_qsl(text, keep_blank_values=True):
        if name in query:
            raise RepeatedQueryParameter
        query[name] = value
    if isinstance(auth, Malformed):
        raise auth.refusal
    return Handshake(query, headers, auth, scope[ADDRESS])
