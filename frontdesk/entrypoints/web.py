"""The web process: HTTP, sockets, and the tasks that keep both true. Assembly only."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from uuid import uuid4

import socketio
from litestar import Litestar
from litestar.di import Provide

from frontdesk.entrypoints import health, openapi, pages
from frontdesk.entrypoints.metrics.http import WebMetrics
from frontdesk.entrypoints.metrics.installation import InstallationMetrics
from frontdesk.entrypoints.metrics.process import database_connections, open_sockets
from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.entrypoints.routes import ROUTES, doors
from frontdesk.entrypoints.wiring import WIRING
from frontdesk.features import conversations, messages, presence
from frontdesk.features.messages import ReplyTimes, TeamFaces
from frontdesk.features.messages.jobs import store_batch
from frontdesk.features.messages.socket import (
    AgentDependencies,
    FailedMessages,
    MessageRates,
    VisitorDependencies,
    agent_events,
    emit_entry,
    keep_announcing_heads,
    visitor_events,
)
from frontdesk.features.presence import BlockedAddresses, OnlineVisitors, TeamCache
from frontdesk.features.presence.jobs import RightsWatch, keep_beating, keep_those_who_speak
from frontdesk.features.presence.model import Attendance
from frontdesk.features.presence.socket import admit, presence_events
from frontdesk.features.projects import ProjectCache
from frontdesk.features.responder.jobs.trial import TrialDependencies
from frontdesk.features.responder.socket import responder_events
from frontdesk.features.routing.socket import QueuePlaces
from frontdesk.infra.database import Database, keep_watching_database
from frontdesk.infra.http import (
    EXCEPTION_HANDLERS,
    AppContext,
    HeadAsGet,
    HttpSettings,
    RememberDevice,
    SecurityHeaders,
    connection_address,
)
from frontdesk.infra.ingest import Intake
from frontdesk.infra.ingest.keys import replies
from frontdesk.infra.limits import AttemptLimiter, Places, SlidingWindow
from frontdesk.infra.models.asking import Models
from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.outbox import FEED_CHANNEL, FeedTail
from frontdesk.infra.outbox.commit_notifier import CommitNotifier
from frontdesk.infra.redis import RedisLink, Subscriber
from frontdesk.infra.secrets import SecretBox
from frontdesk.infra.serving import connections_for_files
from frontdesk.infra.sockets import (
    ADDRESS,
    EPHEMERAL_CHANNEL,
    EphemeralEvents,
    Hub,
    PollGuard,
    SocketServer,
    dispatch,
)
from frontdesk.infra.tasks import running
from frontdesk.kit.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from litestar.types import ASGIApp

    from frontdesk.entrypoints.settings import Settings
    from frontdesk.kit.clock import Clock

# Two frameworks type ASGI apart.
Asgi: TypeAlias = "Callable[[Any, Any, Any], Awaitable[None]]"

_CONNECTIONS = 10
_SOCKET_PATH = "/socket.io"


class WebProcess:
    """Everything one web process holds; nothing is opened before its lifespan starts."""

    def __init__(self, settings: Settings) -> None:
        """Create the parts in the order in which they need each other; may raise `TooFewFiles`."""
        self.settings = settings
        self.max_connections = connections_for_files(settings.serving.connections)
        self.name = f"web-{uuid4().hex[:12]}"
        self.clock = SystemClock()
        self.http = HttpSettings(
            settings.public_url,
            settings.secret_key,
            settings.trusted_proxies,
            settings.anybody_opens_projects,
        )
        self.link = RedisLink(settings.redis_url)
        self.hub = Hub()
        self.database = Database(settings.database_url, WIRING, max_connections=_CONNECTIONS)
        self.places = QueuePlaces(self.database, self.hub)
        self.tail = FeedTail(self.database, [partial(emit_entry, self.hub), self.places.receive])
        self.online = OnlineVisitors(self.link)
        self.blocked = BlockedAddresses(self.link, settings.blocked_address_seconds)
        self.ephemeral = EphemeralEvents(self.link, self.hub.deliver)
        self.attendance = Attendance(self.database, self.ephemeral)
        self.projects = ProjectCache(self.database, self.clock)
        self.intake = Intake(
            self.link,
            partial(store_batch, self.database),
            self.clock,
            process=self.name,
            shards=settings.ingest_shards,
        )
        self.failed_messages = FailedMessages(self.ephemeral)
        self.intake.when_given_up(self.failed_messages.note)
        self.trial = _trial_dependencies(settings, self.clock)
        self.commit_notifier = CommitNotifier(self.database)
        self.database.when_announced(self.commit_notifier.notifier.notify)
        self.sockets = self._socket_server()
        self.litestar = self._litestar()
        self.app = _application(self._engine, self.litestar, self.http)

    def _socket_server(self) -> SocketServer:
        window = SlidingWindow(self.link, self.clock)
        visitor_deps = VisitorDependencies(
            database=self.database,
            intake=self.intake,
            window=window,
            rates=MessageRates(
                self.database, window, self.projects.find, self.settings.newcomers, self.blocked
            ),
            tail=self.tail,
            online=self.online,
            ephemeral=self.ephemeral,
            secret=self.settings.secret_key,
        )
        server = SocketServer(
            self.hub,
            partial(admit, self.database, self.projects.find, self.http.own_origin, self.clock),
            dispatch(
                PROTOCOL,
                [
                    *visitor_events(visitor_deps),
                    *agent_events(
                        AgentDependencies(self.database, self.tail, self.attendance, self.clock)
                    ),
                    *presence_events(self.online, self.attendance, self.clock),
                    *responder_events(self.database),
                ],
            ),
            [partial(presence.leave, self.online, self.attendance)],
            places=Places(
                in_all=self.max_connections,
                per_address=self.settings.serving.sockets_per_address,
            ),
        )
        self._engine = socketio.ASGIApp(server, socketio_path=_SOCKET_PATH)
        return server

    def _litestar(self) -> Litestar:
        attempts = AttemptLimiter(self.link, self.clock)
        given = {
            "app": AppContext(self.database, self.clock, self.http, attempts),
            "database": self.database,
            "clock": self.clock,
            "settings": self.http,
            "online": self.online,
            "blocked_addresses": self.blocked,
            "ephemeral": self.ephemeral,
            "health": health.Health(self.database, self.link, self.settings.ingest_shards),
            "metrics": WebMetrics(
                self.settings.metrics.token,
                InstallationMetrics(self.database, self.link, self.settings.ingest_shards),
                lambda: [open_sockets(len(self.hub.sockets)), database_connections(self.database)],
            ),
            "files": pages.StaticFiles(pages.STATIC),
            "document": openapi.Document(),
            "projects": self.projects,
            "team": TeamCache(self.database, self.clock),
            "reply_times": ReplyTimes(self.database, self.clock),
            "faces": TeamFaces(self.database, self.clock),
            # What a feature asks of those above it; their front doors answer.
            "availability": presence,
            "visitors_chats": conversations,
            "threads": messages,
            "demo_site": self.settings.demo_site,
            "trial": self.trial,
            "audit_days": self.settings.audit_days,
        }
        return Litestar(
            route_handlers=ROUTES,
            dependencies={
                **{name: Provide(_giver(value)) for name, value in given.items()},
                **doors(self.attendance),
            },
            exception_handlers=EXCEPTION_HANDLERS,
            lifespan=[self._life],
            openapi_config=None,
            logging_config=None,
        )

    @asynccontextmanager
    async def _life(self, _: Litestar) -> AsyncIterator[None]:
        await self.database.open(self.name)
        await self.link.probe()
        rights = RightsWatch(
            self.database, self.hub, self.projects, self.http.own_origin, self.clock
        )
        subscriber = Subscriber(
            self.link,
            {
                replies(self.name): self.intake.receive,
                FEED_CHANNEL: self.tail.receive,
                EPHEMERAL_CHANNEL: self.ephemeral.receive,
            },
            on_gap=self.tail.look,
        )
        async with running(
            self.link.keep_probing(),
            keep_watching_database(self.database),
            subscriber.run(),
            self.intake.run(),
            self.failed_messages.run(),
            self.tail.run(),
            self.commit_notifier.run(),
            self.places.run(),
            keep_announcing_heads(self.database, self.tail, self.hub),
            keep_beating(self.online, self.ephemeral, self.hub),
            keep_those_who_speak(self.online, self.ephemeral),
            rights.run(),
            rights.listen(),
            rights.keep_checking(),
        ):
            yield
        for socket in list(self.hub.sockets.values()):
            self.hub.close(socket)
        await asyncio.sleep(0)
        await self.trial.close()
        await self.link.close()
        await self.database.close()


def _trial_dependencies(settings: Settings, clock: Clock) -> TrialDependencies:
    rules = AddressRules(settings.private_hosts)
    return TrialDependencies(Models(rules, clock), SecretBox.from_keys(settings.secret_key), rules)


def _application(sockets: Asgi, requests: Asgi, http: HttpSettings) -> Asgi:
    """Serve sockets and requests: between a websocket's frames and engine.io stands nothing."""
    known = RememberDevice(cast("ASGIApp", requests), http.trusted_proxies)
    answered = SecurityHeaders(HeadAsGet(known), http.own_origin)
    polled = SecurityHeaders(HeadAsGet(cast("ASGIApp", PollGuard(sockets))), http.own_origin)

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - two frameworks type ASGI apart
        if not scope.get("path", "").startswith(_SOCKET_PATH):
            await answered(scope, receive, send)
            return
        scope[ADDRESS] = connection_address(http.trusted_proxies, scope)
        if scope["type"] == "websocket":
            await sockets(scope, receive, send)
        else:
            await polled(scope, receive, send)

    return app


def _giver(value: object) -> Callable[[], Awaitable[Any]]:
    async def give() -> Any:  # noqa: ANN401 - whatever the process has under that name
        return value

    return give
