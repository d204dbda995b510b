"""The responder's dependencies, and the runs it is in right now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.presence import OnlineVisitors
    from frontdesk.features.responder.jobs.publisher import StreamPublisher
    from frontdesk.features.responder.model.context import RunContext
    from frontdesk.features.responder.model.result import RunResult
    from frontdesk.features.responder.model.run import Run, VoidReason
    from frontdesk.infra.database import Database
    from frontdesk.infra.models.asking import Models
    from frontdesk.infra.outbound import OutboundHttp
    from frontdesk.infra.secrets import SecretBox
    from frontdesk.infra.sockets import EphemeralEvents
    from frontdesk.kit.clock import Clock


@dataclass(eq=False)
class Thinking:
    """A run of this process, while its models are asked."""

    context: RunContext
    publisher: StreamPublisher
    task: asyncio.Task[RunResult]
    void_because: VoidReason | None = None


# A thousand turns that begin at once leave connections for what visitors write.
_AT_THE_DATABASE = 4


@dataclass
class ResponderDependencies:
    """The parts of a worker that the responder uses."""

    database: Database
    models: Models
    outbound: OutboundHttp
    box: SecretBox
    ephemeral: EphemeralEvents
    online: OnlineVisitors
    clock: Clock
    thinking: set[Thinking] = field(default_factory=set)
    # From the beginning of a run until it is settled.
    running: set[Run] = field(default_factory=set)
    at_the_database: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(_AT_THE_DATABASE)
    )
