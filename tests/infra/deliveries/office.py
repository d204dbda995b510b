"""Deliveries to receivers that answer as a test says, and what became of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontdesk.infra.deliveries import DeliveryRunner, OutboundDelivery, plan_deliveries
from frontdesk.infra.deliveries import store as deliveries
from frontdesk.infra.deliveries.runner import AT_ONCE_OF_PROJECT, deliver
from frontdesk.infra.outbound import OutboundFailed, OutboundRequest, OutboundResponse
from tests.infra.outbox.postbox import open_database

if TYPE_CHECKING:
    from frontdesk.infra.database import Database, Transaction

PROJECT = "insert into projects (name, persona_name) values ('Demo', 'Demo') returning id"
HOSTS = ["shop.example"]


@dataclass
class Receivers:
    """Other people's servers: what they heard, and how they answer next."""

    answers: list[int | OutboundFailed] = field(default_factory=list)
    requests: list[OutboundRequest] = field(default_factory=list)
    hosts: list[Sequence[str]] = field(default_factory=list)
    # Requests to this address wait until the gate opens.
    slow: str = ""
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, request: OutboundRequest, hosts: Sequence[str], /) -> OutboundResponse:
        self.requests.append(request)
        self.hosts.append(hosts)
        if request.url == self.slow:
            await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, OutboundFailed):
            raise answer
        return OutboundResponse(answer, "")

    def sent_keys(self) -> list[str]:
        return [dict(one.headers)["idempotency-key"] for one in self.requests]


async def allowed(_: Transaction, project_id: int) -> Sequence[str]:
    """Every project of these tests reaches the shop."""
    return HOSTS if project_id else []


@dataclass
class PostOffice:
    """A database with deliveries in it."""

    database: Database
    database_url: str
    receivers: Receivers = field(default_factory=Receivers)

    async def project(self) -> int:
        async with self.database.transaction() as tx:
            return int(await tx.fetch_value(PROJECT))

    async def plans(
        self, project_id: int, *keys: str, url: str = "https://shop.example/told"
    ) -> None:
        request = OutboundRequest("POST", url, (("authorization", "canary"),), "what Ada wrote")
        planned = [OutboundDelivery(project_id, "tests", key, request) for key in keys]
        async with self.database.transaction() as tx:
            await plan_deliveries(tx, planned)

    async def plans_and_fails(self, project_id: int) -> None:
        """Plan in a transaction that does not commit."""
        request = OutboundRequest("POST", "https://shop.example")
        async with self.database.transaction() as tx:
            await plan_deliveries(tx, [OutboundDelivery(project_id, "tests", "lost", request)])
            raise ConnectionResetError

    async def sends(self) -> int:
        """Send what is due, one after the other; return how many that was."""
        async with self.database.transaction() as tx:
            leased = await deliveries.lease(tx, ["tests"], AT_ONCE_OF_PROJECT, 100, {})
        for one in leased:
            await deliver(self.database, self.receivers, allowed, one)
        return len(leased)

    async def sends_again(self) -> int:
        """Send what waits, whatever pause was ordered."""
        await self.rows("update deliveries set next_at = now() where state = 'waiting'")
        return await self.sends()

    async def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        async with self.database.transaction() as tx:
            return [dict(row.items()) for row in await tx.fetch(sql, *values)]

    async def states(self) -> list[str]:
        rows = await self.rows("select state from deliveries order by project_id, id")
        return [row["state"] for row in rows]

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[DeliveryRunner]:
        """Send as a worker does, on connections of its own."""
        async with open_database(self.database_url) as own:
            runner = DeliveryRunner(own, self.receivers, {"tests": allowed})
            task = asyncio.create_task(runner.run())
            yield runner
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
