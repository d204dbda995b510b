"""Ten codes to print out: each signs in once, in place of the phone."""

import base64
import secrets

_COUNT = 10
# 80 bits: as with session tokens, a plain hash of it can't be guessed back.
_BYTES = 10
_GROUP = 4


def new_recovery_codes() -> list[str]:
    """Make codes like `abcd-efgh-ijkl-mnop`."""
    return [_grouped(_new_code()) for _ in range(_COUNT)]


def normal_recovery_code(text: str) -> str:
    """Write a code the one way it is hashed, however it was typed."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _new_code() -> str:
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()


def _grouped(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
