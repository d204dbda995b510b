"""Sending deliveries: any number of workers, each delivery by one of them at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

import structlog

from frontdesk.infra.database import AWAY
from frontdesk.infra.deliveries import store
from frontdesk.infra.notifier import Notifier
from frontdesk.infra.outbound import OutboundFailed, OutboundRequest, OutboundResponse
from frontdesk.infra.pause_points import pause_point
from frontdesk.kit.failures import kind_of

if TYPE_CHECKING:
    from frontdesk.infra.database import Database, Transaction
    from frontdesk.infra.deliveries.store import LeasedDelivery

log = structlog.get_logger()

# Where a sender's requests may go in a project, as its members have it set right now.
AllowedHosts: TypeAlias = Callable[["Transaction", int], Awaitable[Sequence[str]]]

LOOK_SECONDS = 1.0
AT_ONCE = 64
AT_ONCE_OF_PROJECT = 4

_SUCCESS = range(200, 300)
# Ours was too slow for it, or too much; a 5xx is its own trouble.
_TRY_AGAIN = {408, 429}
_SERVER_ERRORS_FROM = 500


class SendsRequests(Protocol):
    """`OutboundHttp`, as far as it is used here."""

    async def ask(self, request: OutboundRequest, hosts: Sequence[str], /) -> OutboundResponse:
        """Send one request; raises `OutboundFailed`."""
        ...


class DeliveryRunner:
    """Sends what is due, and notes what comes of it."""

    def __init__(
        self, database: Database, outbound: SendsRequests, senders: Mapping[str, AllowedHosts]
    ) -> None:
        self._database = database
        self._outbound = outbound
        self._senders = senders
        self.notifier = Notifier()
        self._under_way: Counter[int] = Counter()

    async def run(self) -> None:
        """Send for ever; run as a task."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self.notifier.wait(LOOK_SECONDS)
                try:
                    leased = await self._lease()
                except AWAY as error:
                    log.warning("Deliveries have to wait", error=kind_of(error))
                    continue
                for one in leased:
                    self._under_way[one.project_id] += 1
                    tasks.create_task(self._try(one))

    async def _lease(self) -> list[LeasedDelivery]:
        room = AT_ONCE - self._under_way.total()
        if room <= 0:
            return []
        async with self._database.transaction() as tx:
            return await store.lease(
                tx, list(self._senders), AT_ONCE_OF_PROJECT, room, +self._under_way
            )

    async def _try(self, leased: LeasedDelivery) -> None:
        try:
            await deliver(self._database, self._outbound, self._senders[leased.sender], leased)
        except AWAY as error:
            # Nobody knows now whether it was heard: when the lease is over it is sent again.
            log.warning("A delivery could not be noted", error=kind_of(error))
        finally:
            self._under_way[leased.project_id] -= 1
            self.notifier.notify()


async def deliver(
    database: Database, outbound: SendsRequests, allowed: AllowedHosts, leased: LeasedDelivery
) -> None:
    """Send one request, with nothing held meanwhile, and note what came of it."""
    async with database.snapshot() as tx:
        hosts = await allowed(tx, leased.project_id)
    await pause_point("deliveries.leased")
    try:
        answer = await outbound.ask(_with_key(leased), hosts)
    except OutboundFailed as failure:
        await _note_failure(database, leased, failure)
        return
    await pause_point("deliveries.sent")
    await _note_answer(database, leased, answer.status)


def _with_key(leased: LeasedDelivery) -> OutboundRequest:
    request = leased.request
    headers = (*request.headers, ("idempotency-key", leased.key))
    return OutboundRequest(request.method, request.url, headers, request.body)


async def _note_failure(
    database: Database, leased: LeasedDelivery, failure: OutboundFailed
) -> None:
    if failure.may_ask_again:
        await _try_later(database, leased, None, failure.why)
        return
    async with database.transaction() as tx:
        await store.refuse(tx, leased, failure.why)
    log.warning("A delivery was not sent", **_names(leased), why=failure.why)


async def _note_answer(database: Database, leased: LeasedDelivery, status: int) -> None:
    if status in _TRY_AGAIN or status >= _SERVER_ERRORS_FROM:
        await _try_later(database, leased, status, "It answered with an error of its own.")
        return
    is_success = status in _SUCCESS
    async with database.transaction() as tx:
        await store.end(tx, leased, "delivered" if is_success else "refused", status)
    if not is_success:
        log.warning("A delivery was refused", **_names(leased), status=status)


async def _try_later(
    database: Database, leased: LeasedDelivery, status: int | None, problem: str
) -> None:
    async with database.transaction() as tx:
        is_given_up = await store.try_later(tx, leased, status, problem)
    if is_given_up:
        log.warning("A delivery was given up", **_names(leased), status=status, why=problem)


def _names(leased: LeasedDelivery) -> dict[str, object]:
    return {"project": leased.project_id, "sender": leased.sender, "delivery": leased.id}
