"""Recording what the audit log keeps, and from where it was asked for."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import Audited
    from frontdesk.kit.device import Device

# Set by the edge for as long as it answers a request; not there in commands and in workers.
_asking: ContextVar[Callable[[], Device] | None] = ContextVar("asking", default=None)


async def record(tx: Transaction, entry: Audited) -> None:
    """Keep an entry of the audit log: with what it is about, or not at all.

    The feature `audit` writes it down within this transaction, with the address and the browser
    of the request that is being answered, and logs one line when it is committed.
    """
    await tx.announce([entry])


def remember_device(describe: Callable[[], Device]) -> None:
    """Say from where this task's request comes, to whom asks for it."""
    _asking.set(describe)


def asking_device() -> Device | None:
    """Return from where the request comes that this task answers; None if it answers none."""
    describe = _asking.get()
    return None if describe is None else describe()
