"""Six digits that change every thirty seconds, from a secret that two devices share."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import pyotp
import segno

if TYPE_CHECKING:
    from datetime import datetime

STEP_SECONDS = 30
# A phone's clock may be off, and typing takes a moment: the step before and the one after.
_STEPS_AROUND = (0, -1, 1)


def new_secret() -> str:
    """Make a secret of 160 bits, in base32."""
    return pyotp.random_base32()


def address_of_secret(secret: str, email: str) -> str:
    """Return what an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Frontdesk")


def qr_rows(text: str) -> list[str]:
    """Draw a text as rows of `1` for dark and `0` for light, without a border."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return ["".join("1" if module else "0" for module in row) for row in matrix]


def step_of_code(secret: str, code: str, now: datetime) -> int | None:
    """Return the step a code is of; None if it is of no step around now."""
    digits = "".join(code.split())
    if not digits.isascii():
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for around in _STEPS_AROUND:
        if hmac.compare_digest(totp.generate_otp(current + around), digits):
            return current + around
    return None
