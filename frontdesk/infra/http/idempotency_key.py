"""`Idempotency-Key`, as a handler asks for it."""

from __future__ import annotations

import hashlib

from frontdesk.infra.http.dependencies import AnyRequest
from frontdesk.infra.idempotency import IdempotencyKey


async def provide_idempotency_key(request: AnyRequest) -> IdempotencyKey:
    """Let a handler ask for `idempotency_key`."""
    text = request.headers.get("idempotency-key")
    body = b"" if text is None else await request.body()
    address = f"{request.method} {request.scope['path']}"
    return IdempotencyKey(text, address, hashlib.sha256(body).digest())
