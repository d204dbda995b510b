"""`Idempotency-Key`: a POST sent again is answered again, not done again.

The key is taken in the transaction that does the work. A second request with the
same key waits on the unique index until the first has committed (then it hears the same
answer) or rolled back (then it does the work).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from frontdesk.kit import strict_json
from frontdesk.kit.errors import Conflict, Invalid

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.infra.database import Database, Transaction

T = TypeVar("T")

_MAX_KEY_LENGTH = 128
_MAX_ANSWER_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """The header of that name, and the request it came with."""

    text: str | None
    address: str
    request_hash: bytes


class InvalidIdempotencyKey(Invalid):
    """An Idempotency-Key has 1 to 128 ASCII characters."""

    reason = "invalid_idempotency_key"


class IdempotencyKeyReused(Conflict):
    """This Idempotency-Key was used for something else."""

    reason = "idempotency_key_reused"
    advice = "Send this request under a key of its own."


async def once(
    database: Database,
    key: IdempotencyKey,
    owner: str,
    shape: type[T],
    act: Callable[[Transaction], Awaitable[T]],
) -> T:
    """Run `act` in a transaction, once per key of this owner on this address.

    `owner` says who is asking: the same key from somebody else is another key, so it
    neither reveals nor blocks anything.
    """
    if key.text is None:
        async with database.transaction() as tx:
            return await act(tx)
    if not (0 < len(key.text) <= _MAX_KEY_LENGTH and key.text.isascii()):
        raise InvalidIdempotencyKey
    async with database.transaction() as tx:
        scope = f"{owner} {key.address}"
        earlier = await _take(tx, scope, key.text, key.request_hash)
        if earlier is not None:
            return strict_json.decode_as(earlier, shape, max_bytes=_MAX_ANSWER_BYTES)
        answer = await act(tx)
        await tx.execute(_KEEP_ANSWER, scope, key.text, strict_json.encode(answer))
    return answer


async def forget_old_keys(tx: Transaction) -> int:
    """Remove the keys nobody will resend; called by housekeeping."""
    return await tx.execute(
        "delete from idempotency_keys where created_at < now() - interval '1 day'"
    )


async def _take(tx: Transaction, scope: str, key: str, request_hash: bytes) -> bytes | None:
    if await tx.execute(_TAKE_KEY, scope, key, request_hash):
        return None
    row = await tx.fetch_one(_EARLIER, scope, key)
    # Only housekeeping removes keys; losing that race means the key is a day old.
    if row is None or row["request_hash"] != request_hash:
        raise IdempotencyKeyReused
    return bytes(row["body"])


_TAKE_KEY = """
insert into idempotency_keys (scope, key, request_hash) values ($1, $2, $3)
on conflict do nothing
"""
_EARLIER = "select request_hash, body from idempotency_keys where scope = $1 and key = $2"
_KEEP_ANSWER = "update idempotency_keys set body = $3, status = 201 where scope = $1 and key = $2"
