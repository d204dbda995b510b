"""Keeping entries of the audit log, and forgetting the old ones."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from frontdesk.features.audit import store
from frontdesk.infra.audit import asking_device
from frontdesk.kit.device import Device
from frontdesk.kit.shortened import shortened

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import Audited

log = structlog.get_logger()

_MAX_USER_AGENT = 200
_MAX_ABOUT = 120


async def keep_entry(tx: Transaction, entry: Audited) -> None:
    """Write an entry down with what it is about, and log a line once that is committed."""
    device = _readable(asking_device())
    about = None if entry.about is None else shortened(entry.about, _MAX_ABOUT)
    await store.insert_entry(tx, replace(entry, about=about), device)
    tx.after_commit(
        partial(
            log.info,
            "Audited",
            kind=entry.kind,
            project_id=entry.project_id,
            by=entry.by,
            user_id=entry.user_id,
            client=device.address if device else None,
        )
    )


async def forget_old_entries(tx: Transaction, days: int) -> None:
    """Remove what is older than the installation keeps; called by housekeeping."""
    await store.delete_old_entries(tx, days)


def _readable(device: Device | None) -> Device | None:
    if device is None:
        return None
    user_agent = "".join(sign for sign in device.user_agent if sign.isprintable())
    return Device(shortened(user_agent, _MAX_USER_AGENT), device.address)
