"""The worker process: stores what visitors wrote, and relays what was announced."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from frontdesk.entrypoints.housekeeping import run_housekeeping
from frontdesk.entrypoints.metrics.own_port import serve_metrics
from frontdesk.entrypoints.metrics.process import database_connections
from frontdesk.entrypoints.wiring import CONSUMERS, WIRING
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.presence import OnlineVisitors
from frontdesk.features.presence.jobs import keep_settling_states
from frontdesk.features.presence.model import Attendance
from frontdesk.features.reports.jobs import keep_sampling
from frontdesk.features.responder.jobs import (
    RESPONDER_SENDERS,
    ResponderDependencies,
    keep_answering,
    keep_beating,
    keep_watching,
    responder_jobs,
)
from frontdesk.features.routing.jobs import Pusher, keep_sweeping, routing_jobs
from frontdesk.infra.consumers import AT_ONCE, ConsumerRunner
from frontdesk.infra.database import Database, keep_watching_database
from frontdesk.infra.deliveries import DeliveryRunner
from frontdesk.infra.ephemeral import EphemeralEvents, deliver_to_nobody
from frontdesk.infra.ingest import Consumer
from frontdesk.infra.jobs import JobWorker
from frontdesk.infra.models.asking import Models
from frontdesk.infra.outbound import AddressRules, OutboundHttp
from frontdesk.infra.outbox import Relay
from frontdesk.infra.outbox.commit_notifier import listen
from frontdesk.infra.redis import RedisLink
from frontdesk.infra.secrets import SecretBox
from frontdesk.infra.tasks import running
from frontdesk.kit.clock import SystemClock

if TYPE_CHECKING:
    from frontdesk.entrypoints.settings import Settings

# Consumers have connections of their own, so that slow ones leave the rest of a worker alone.
_CONNECTIONS = 10 + AT_ONCE * len(CONSUMERS)


async def main(settings: Settings, stop: asyncio.Event) -> None:
    """Work until `stop` is set."""
    name = f"worker-{uuid4().hex[:12]}"
    database = Database(settings.database_url, WIRING, max_connections=_CONNECTIONS)
    await database.open(name)
    link = RedisLink(settings.redis_url)
    await link.probe()
    relay, pusher = Relay(database, link), Pusher(database)
    consumers = ConsumerRunner(database, CONSUMERS)
    relay.when_numbered(consumers.receive)
    # Nobody is connected here: what passes goes to the web processes.
    ephemeral = EphemeralEvents(link, deliver_to_nobody)
    attendance = Attendance(database, ephemeral)
    clock = SystemClock()
    rules = AddressRules(settings.private_hosts)
    models, outbound = Models(rules, clock), OutboundHttp(rules)
    deps = ResponderDependencies(
        database,
        models,
        outbound,
        SecretBox.from_keys(settings.secret_key),
        ephemeral,
        OnlineVisitors(link),
        clock,
    )
    consumer = Consumer(
        link, partial(store_batch, database), worker=name, shards=settings.ingest_shards
    )
    deliveries = DeliveryRunner(database, outbound, RESPONDER_SENDERS)
    # What this process commits it relays itself, without asking PostgreSQL to notify.
    wanting = [one.notifier.notify for one in (relay, pusher, deliveries)]
    for notify in wanting:
        database.when_announced(notify)
    async with running(
        link.keep_probing(),
        keep_watching_database(database),
        consumer.run(),
        relay.run(),
        consumers.run(),
        listen(database, wanting),
        JobWorker(database, [*routing_jobs(database), *responder_jobs(deps)]).run(),
        deliveries.run(),
        keep_watching(deps),
        keep_beating(deps),
        keep_answering(database),
        pusher.run(),
        keep_sweeping(database),
        keep_settling_states(attendance),
        keep_sampling(database),
        run_housekeeping(database, link, settings.audit_days),
        serve_metrics(settings.metrics, lambda: [database_connections(database)]),
    ):
        await stop.wait()
    await models.close()
    await outbound.close()
    await link.close()
    await database.close()
