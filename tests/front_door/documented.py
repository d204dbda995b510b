"""Every answer a test hears over HTTP is one that the OpenAPI document promises."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.architecture.tree import ROOT

if TYPE_CHECKING:
    import httpx

# Not of one operation: no such method, nobody's address, a bug, a page or a tag that is known.
_NOT_OF_AN_OPERATION = (304, 405, 500)


async def is_documented(answer: httpx.Response) -> None:
    """Fail the request whose answer no client could have expected."""
    operation = _operation_of(answer.request.method.lower(), answer.request.url.path)
    if operation is None or answer.status_code in _NOT_OF_AN_OPERATION:
        return
    promised = operation["responses"]
    assert str(answer.status_code) in promised, (
        f"{operation['operationId']} answers {answer.status_code}, which openapi.json does not "
        f"say: {(await answer.aread()).decode()}"
    )


def _operation_of(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in _addresses():
        if pattern.fullmatch(path):
            return operations.get(method)
    return None


@cache
def _addresses() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    document = json.loads((ROOT / "docs/api/openapi.json").read_text())
    # What is written out goes before what any value fits.
    paths = sorted(document["paths"].items(), key=lambda one: one[0].count("{"))
    return [
        (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), operations) for path, operations in paths
    ]
