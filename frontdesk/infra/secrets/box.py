"""Sealing secrets with a key derived from the installation's own."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from frontdesk.infra.secrets.secret import Secret
from frontdesk.kit.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

# The form of what is stored: version, key id, then nonce and ciphertext together.
_VERSION = "s1"
_PARTS = 3
_NONCE_BYTES = 12
_KEY_BYTES = 32
_KEY_ID_BYTES = 6


class Unopenable(Conflict):
    """A stored key can't be read with this installation's SECRET_KEY. Please enter it again."""

    reason = "unreadable_key"
    advice = "Ask for the key again."


class _Key(NamedTuple):
    key_id: str
    cipher: AESGCM


class SecretBox:
    """Seals with today's key and opens with any it knows."""

    def __init__(self, keys: Sequence[_Key]) -> None:
        self._current = keys[0]
        self._keys = {key.key_id: key for key in keys}

    @classmethod
    def from_keys(cls, current: bytes, *former: bytes) -> Self:
        """Derive from the installation's secret key, and from those it had before."""
        return cls([_derive(secret) for secret in (current, *former)])

    def seal(self, secret: Secret, context: str) -> str:
        """Encrypt a secret for one place; only the same `context` opens it."""
        nonce = os.urandom(_NONCE_BYTES)
        plain = secret.reveal().encode()
        sealed = self._current.cipher.encrypt(nonce, plain, _bind(self._current.key_id, context))
        return f"{_VERSION}.{self._current.key_id}.{_to_text(nonce + sealed)}"

    def open(self, sealed: str, context: str) -> Secret:
        """Decrypt what was sealed for this place, or raise `Unopenable`."""
        version, key_id, body = _split(sealed)
        key = self._keys.get(key_id)
        if version != _VERSION or key is None or len(body) <= _NONCE_BYTES:
            raise Unopenable
        nonce, encrypted = body[:_NONCE_BYTES], body[_NONCE_BYTES:]
        try:
            return Secret(key.cipher.decrypt(nonce, encrypted, _bind(key_id, context)).decode())
        except InvalidTag:
            raise Unopenable from None

    def is_current(self, sealed: str) -> bool:
        """Whether the current key sealed this; if not, open it and seal it again."""
        return _split(sealed)[1] == self._current.key_id


def _derive(secret: bytes) -> _Key:
    """Make a key for this use only, so that what signs tokens never encrypts."""
    return _Key(
        key_id=_expand(secret, b"frontdesk/secrets/key-id", _KEY_ID_BYTES).hex(),
        cipher=AESGCM(_expand(secret, b"frontdesk/secrets/key", _KEY_BYTES)),
    )


def _expand(secret: bytes, purpose: bytes, num_bytes: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=num_bytes, salt=None, info=purpose).derive(secret)


def _bind(key_id: str, context: str) -> bytes:
    return f"{_VERSION}.{key_id}.{context}".encode()


def _split(sealed: str) -> tuple[str, str, bytes]:
    parts = sealed.split(".")
    if len(parts) != _PARTS:
        raise Unopenable
    try:
        return parts[0], parts[1], base64.b64decode(parts[2], altchars=b"-_", validate=True)
    except ValueError:
        raise Unopenable from None


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()
