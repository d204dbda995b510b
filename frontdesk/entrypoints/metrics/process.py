"""What a process has right now, besides what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.entrypoints.metrics.exposition import Gauge

if TYPE_CHECKING:
    from frontdesk.infra.database import Database


def database_connections(database: Database) -> Gauge:
    busy, idle = database.count_connections()
    return Gauge(
        "frontdesk_database_connections",
        "Connections of this process' pool.",
        {"busy": float(busy), "idle": float(idle)},
        "state",
    )


def open_sockets(number: int) -> Gauge:
    return Gauge("frontdesk_sockets", "Sockets that are connected.", {"": float(number)})
