"""The document as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.infra.http.openapi.operations import Operations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.infra.http.openapi.description import Description
    from frontdesk.infra.http.openapi.endpoints import Endpoint

_HEADERS = {
    "ETag": {
        "description": "The version this answer shows; `If-Match` repeats it.",
        "schema": {"type": "string", "examples": ['"7"']},
    },
    "RetryAfter": {
        "description": "After how many seconds trying again makes sense.",
        "schema": {"type": "integer", "minimum": 0},
    },
}


def openapi_document(found: Sequence[Endpoint], description: Description) -> dict[str, Any]:
    """Write the document: OpenAPI 3.1."""
    operations = Operations(description, found)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in found:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operations.write(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": description.title,
            "version": description.version,
            "description": description.text,
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": name, "description": text}
            for name, text in description.areas.items()
            if any(operations.area_of(one) == name for one in found)
        ],
        "paths": paths,
        "components": {
            "schemas": operations.components,
            "responses": dict(sorted(operations.responses.items())),
            "headers": _HEADERS,
            "securitySchemes": dict(description.security_schemes),
        },
    }
