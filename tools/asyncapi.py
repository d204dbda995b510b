"""The socket's events as an AsyncAPI 3 document."""

import json
from typing import Any

import msgspec

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.kit.audience import Peer
from frontdesk.kit.protocol import AnyClientEvent, AnyServerEvent
from frontdesk.kit.wire import RefusedAck, Wire

Json = dict[str, Any]

_ABOUT = (
    "Socket.IO, protocol 5, path /socket.io, root namespace. Every request is "
    "acknowledged with its answer or with {ok: false, error}. `x-reasons` are "
    "the reasons a request is refused for (docs/api/errors.md), `x-rate` how often one "
    "socket may send it, `x-audience` who hears an event. A durable event (`x-durable`) is "
    "numbered and kept in the project's feed; the others are told once and kept nowhere. "
    "The HTTP side is described at /api/v1/openapi.json."
)


def asyncapi_document() -> str:
    """Write the document, the same text for the same events."""
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "Frontdesk", "version": "1", "description": _ABOUT},
        "defaultContentType": "application/json",
        "channels": {peer: _channel(peer) for peer in _PEERS},
        "operations": dict(
            [*map(_request_operation, _REQUESTS), *map(_notice_operation, _NOTICES)]
        ),
        "components": {"schemas": _schemas()},
    }
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def _channel(peer: Peer) -> Json:
    requests = {
        key: _message(event.name, shape)
        for event in _REQUESTS
        if event.sender == peer
        for key, shape in ((event.name, event.payload), (f"{event.name}Answer", event.answer))
    }
    notices = {
        f"{event.name}Notice": _message(event.name, event.payload)
        for event in _NOTICES
        if event.to.peer == peer
    }
    refused = {"refused": _message("refused", RefusedAck)}
    return {"address": "/socket.io", "messages": {**requests, **notices, **refused}}


def _message(name: str, shape: type[Wire]) -> Json:
    reference = {"$ref": f"#/components/schemas/{shape.__name__}"}
    summary = " ".join((shape.__doc__ or "").split())
    return {"name": name, "summary": summary, "payload": reference}


def _request_operation(event: AnyClientEvent) -> tuple[str, Json]:
    answers = [f"{event.name}Answer", "refused"]
    return f"{event.sender}.{event.name}", {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{event.sender}"},
        "messages": [_reference(event.sender, event.name)],
        "reply": {
            "channel": {"$ref": f"#/channels/{event.sender}"},
            "messages": [_reference(event.sender, answer) for answer in answers],
        },
        "x-reasons": sorted(event.reasons),
        "x-rate": {"perSecond": event.rate.per_second, "burst": event.rate.burst},
    }


def _notice_operation(event: AnyServerEvent) -> tuple[str, Json]:
    peer = event.to.peer
    return f"{peer}.hears.{event.name}", {
        "action": "send",
        "channel": {"$ref": f"#/channels/{peer}"},
        "messages": [_reference(peer, f"{event.name}Notice")],
        "x-audience": event.to.label,
        "x-durable": event.is_durable,
    }


def _reference(peer: Peer, message: str) -> Json:
    return {"$ref": f"#/channels/{peer}/messages/{message}"}


def _schemas() -> Json:
    shapes = [
        RefusedAck,
        *(shape for event in _REQUESTS for shape in (event.payload, event.answer)),
        *(event.payload for event in _NOTICES),
    ]
    _, components = msgspec.json.schema_components(
        shapes, ref_template="#/components/schemas/{name}"
    )
    return dict(components)


_PEERS: tuple[Peer, ...] = ("visitor", "agent")
_REQUESTS = list(PROTOCOL.from_clients.values())
_NOTICES = list(PROTOCOL.from_server.values())
