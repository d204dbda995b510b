"""The door to everything that needs the model library.

Importing that library takes more than a second and 70 MB, which neither a web process nor
a worker without a model should pay. So nothing outside this folder imports it, and this
file loads what lies behind it when the first question is asked, in a thread.
"""

from __future__ import annotations

import asyncio
import importlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from frontdesk.infra.models.client import ModelClients
    from frontdesk.infra.outbound.addresses import AddressRules

_BEHIND = "frontdesk.infra.models.library.behind"


async def open_library(rules: AddressRules, connect_seconds: float) -> ModelClients:
    """Load the library, and open lines that keep to these rules."""
    behind = await asyncio.to_thread(importlib.import_module, _BEHIND)
    return cast("ModelClients", behind.LibraryClients(rules, connect_seconds))
