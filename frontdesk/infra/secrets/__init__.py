"""Other people's keys: encrypted where they rest, invisible where they are handled.

    box = SecretBox.from_keys(settings.secret_key)
    sealed = box.seal(Secret("sk-…"), f"project:{project_id}/provider:{provider_id}")
    secret = box.open(sealed, f"project:{project_id}/provider:{provider_id}")

`sealed` is text for a column. It opens only with the same context, so a value copied into
another project's row is worthless there. `box.is_current(sealed)` says whether it was sealed
with today's key or should be sealed again.
"""

from frontdesk.infra.secrets.box import SecretBox, Unopenable
from frontdesk.infra.secrets.secret import Secret

__all__ = ["Secret", "SecretBox", "Unopenable"]
