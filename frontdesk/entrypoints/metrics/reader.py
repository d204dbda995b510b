"""Who may read metrics."""

import hmac


def may_read(authorization: str, token: str) -> bool:
    """Whether this header carries the token; without one that is set, none does."""
    expected = f"Bearer {token}".encode()
    return bool(token) and hmac.compare_digest(authorization.encode("utf-8", "replace"), expected)
