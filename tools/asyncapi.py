"""The socket's events as an AsyncAPI 3 document."""

import json
from typing import Any

import msgspec

from frontdesk.kit.wire import RefusedAck, Wire
from tools.socket_events import NOTICES, REQUESTS, Notice, Request, Side

Json = dict[str, Any]

_ABOUT = (
    "Socket.IO, protocol 5, path /socket.io, root namespace. Every request is "
    "acknowledged with its answer or with {ok: false, error}. The HTTP side is "
    "described at /api/v1/openapi.json."
)


def asyncapi_document() -> str:
    """Write the document, the same text for the same events."""
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "Frontdesk", "version": "1", "description": _ABOUT},
        "defaultContentType": "application/json",
        "channels": {side: _channel(side) for side in _SIDES},
        "operations": dict([*map(_request_operation, REQUESTS), *map(_notice_operation, NOTICES)]),
        "components": {"schemas": _schemas()},
    }
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def _channel(side: Side) -> Json:
    requests = {
        key: _message(request.name, shape)
        for request in REQUESTS
        if request.sender == side
        for key, shape in (
            (request.name, request.payload),
            (f"{request.name}Answer", request.answer),
        )
    }
    notices = {
        f"{notice.name}Notice": _message(notice.name, notice.payload)
        for notice in NOTICES
        if notice.hearer == side
    }
    refused = {"refused": _message("refused", RefusedAck)}
    return {"address": "/socket.io", "messages": {**requests, **notices, **refused}}


def _message(name: str, shape: type[Wire]) -> Json:
    reference = {"$ref": f"#/components/schemas/{shape.__name__}"}
    summary = " ".join((shape.__doc__ or "").split())
    return {"name": name, "summary": summary, "payload": reference}


def _request_operation(request: Request) -> tuple[str, Json]:
    answers = [f"{request.name}Answer", "refused"]
    return f"{request.sender}.{request.name}", {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{request.sender}"},
        "messages": [_reference(request.sender, request.name)],
        "reply": {
            "channel": {"$ref": f"#/channels/{request.sender}"},
            "messages": [_reference(request.sender, answer) for answer in answers],
        },
    }


def _notice_operation(notice: Notice) -> tuple[str, Json]:
    return f"{notice.hearer}.hears.{notice.name}", {
        "action": "send",
        "channel": {"$ref": f"#/channels/{notice.hearer}"},
        "messages": [_reference(notice.hearer, f"{notice.name}Notice")],
    }


def _reference(side: Side, message: str) -> Json:
    return {"$ref": f"#/channels/{side}/messages/{message}"}


def _schemas() -> Json:
    shapes = [
        RefusedAck,
        *(shape for request in REQUESTS for shape in (request.payload, request.answer)),
        *(notice.payload for notice in NOTICES),
    ]
    _, components = msgspec.json.schema_components(
        shapes, ref_template="#/components/schemas/{name}"
    )
    return dict(components)


_SIDES: tuple[Side, ...] = ("visitor", "agent")
