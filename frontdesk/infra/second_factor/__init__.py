"""Codes of the moment (TOTP, RFC 6238), and recovery codes for when there is no phone."""

from frontdesk.infra.second_factor.recovery import new_recovery_codes, normal_recovery_code
from frontdesk.infra.second_factor.totp import address_of_secret, new_secret, qr_rows, step_of_code

__all__ = [
    "address_of_secret",
    "new_recovery_codes",
    "new_secret",
    "normal_recovery_code",
    "qr_rows",
    "step_of_code",
]
