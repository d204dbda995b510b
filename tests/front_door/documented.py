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
    said = f"{answer.status_code}: {(await answer.aread()).decode()}"
    surprise = f"{operation['operationId']} answers what openapi.json does not say, {said}"
    assert str(answer.status_code) in promised, surprise
    refused = promised[str(answer.status_code)].get("$ref")
    # A status that is not refused by its nature has a shape of its own.
    if refused:
        assert answer.json()["error"]["reason"] in _reasons_of(refused), surprise


def _reasons_of(reference: str) -> list[str]:
    responses = _document()["components"]["responses"]
    reasons: list[str] = responses[reference.rpartition("/")[2]]["x-reasons"]
    return reasons


def _operation_of(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in _addresses():
        if pattern.fullmatch(path):
            return operations.get(method)
    return None


@cache
def _addresses() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    # What is written out goes before what any value fits.
    paths = sorted(_document()["paths"].items(), key=lambda one: one[0].count("{"))
    return [
        (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), operations) for path, operations in paths
    ]


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((ROOT / "docs/api/openapi.json").read_text())
    return document
