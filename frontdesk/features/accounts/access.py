"""From a cookie's token to a person: the one door every signed-in request passes."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from frontdesk.features.accounts import store
from frontdesk.features.accounts.model import SignedIn
from frontdesk.infra.database import Transaction
from frontdesk.kit.errors import Unauthorized
from frontdesk.kit.ids import UserId


async def find_session(tx: Transaction, token: str | None, now: datetime) -> SignedIn:
    """Find who holds this token; for HTTP and the socket's handshake alike."""
    found = await store.find_session(tx, hash_token(token), now) if token else None
    if found is None:
        raise Unauthorized
    return found


async def revoked_or_removed(
    tx: Transaction, session_ids: Collection[int], now: datetime
) -> set[int]:
    """Return which of these sessions are over, so that their sockets can be closed."""
    return await store.dead_among(tx, list(session_ids), now) if session_ids else set()


async def is_disabled(tx: Transaction, user_id: UserId) -> bool:
    """Whether nobody can sign in to this account, now that its row is ours until commit."""
    user = await store.lock_user(tx, user_id)
    return user is None or user.is_disabled


def hash_token(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).digest()
