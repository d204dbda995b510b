"""Visitors and members as they come: through a socket, and over HTTP."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

import httpx
import socketio
from socketio.exceptions import DisconnectedError
from typing_extensions import override

from tests import declared
from tests.front_door.documented import is_documented
from tests.http_client import http_client
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from frontdesk.kit.audience import Peer


class SocketClient:
    """One Socket.IO connection, and everything that was heard on it."""

    peer: ClassVar[Peer]

    def __init__(self) -> None:
        self.client = socketio.AsyncClient(reconnection=False, logger=False)
        self._heard: list[tuple[str, Any]] = []
        self.is_closed = asyncio.Event()
        self._news = asyncio.Condition()
        self.client.on("*", self._receive)
        self.client.on("disconnect", self._end)

    async def open(self, url: str, headers: dict[str, str], auth: object = None) -> None:
        await self.client.connect(
            url, headers=headers, auth=auth, transports=["websocket"], wait_timeout=PATIENCE_SECONDS
        )

    async def close(self) -> None:
        await self.client.disconnect()

    async def ask(self, event: str, payload: object = None) -> Any:  # noqa: ANN401 - an ack
        """Send an event and return its acknowledgement."""
        sent = {} if payload is None else payload
        ack = await self.client.call(event, sent, timeout=PATIENCE_SECONDS)
        declared.note_ack(self.peer, event, ack)
        return ack

    async def hears(self, event: str, matching: Callable[[Any], bool] = lambda _: True) -> Any:  # noqa: ANN401 - an event's payload
        """Return the first such event's payload, waiting for it if need be."""
        async with asyncio.timeout(PATIENCE_SECONDS), self._news:
            while True:
                for name, payload in self._heard:
                    if name == event and matching(payload):
                        return payload
                await self._news.wait()

    async def all_heard(self, event: str, *, until: Awaitable[object]) -> list[Any]:
        """Return every such event's payload that came before what is waited for."""
        return [told for name, told in await self.everything(until=until) if name == event]

    async def everything(self, *, until: Awaitable[object]) -> list[tuple[str, Any]]:
        """Return all that was heard before something else was, here or by somebody else."""
        await until
        await self._reads_on()
        return list(self._heard)

    def so_far(self, event: str) -> list[Any]:
        """Return what came until now; what did not come may still be on its way."""
        return [payload for name, payload in self._heard if name == event]

    async def ends(self) -> None:
        """Wait until the server has closed this connection."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.is_closed.wait()

    async def _reads_on(self) -> None:
        """Read what the server has written to this socket, by asking for an answer behind it."""
        if self.client.connected:
            with suppress(DisconnectedError):
                await self.ask("anythingMore?")

    async def _receive(self, event: str, payload: object = None) -> None:
        # Before anything is waited for, so that an answer never overtakes an event.
        self._heard.append((event, payload))
        declared.note_event(self.peer, event, payload)
        async with self._news:
            self._news.notify_all()

    async def _end(self, _reason: str = "") -> None:
        self.is_closed.set()


async def hears_nothing(*lines: SocketClient, of: str, until: Awaitable[object]) -> None:
    """See that none of them hears of something: as an event's name, or anywhere in one.

    `until` is heard after the moment at which they would have heard it, by one of them or by
    somebody who is told in the same way. Without it nothing is proved: what a server has
    decided to send comes milliseconds after the answer to the one who caused it.
    """
    await until
    for line in lines:
        heard = [str(one) for one in await line.everything(until=_at_once())]
        found = [one for one in heard if of in one]
        assert not found, found


async def hears_back(visitor: Visitor, message: dict[str, Any]) -> None:
    """Wait until a visitor is told of a message of their own, as the last of all who are."""
    await visitor.hears("messageSent", lambda sent: sent["finalMessage"]["id"] == message["id"])


async def _at_once() -> None:
    """Wait for nothing."""


class Visitor(SocketClient):
    """Somebody with a widget; `origin` is the site it is embedded in."""

    peer = "visitor"

    def __init__(self, url: str, project_id: int, uid: str) -> None:
        super().__init__()
        self.url = url
        self.project_id = project_id
        self.uid = uid
        self.token: str | None = None

    async def connect(self, origin: str | None = None) -> None:
        await self.open(f"{self.url}?projectId={self.project_id}", {"Origin": origin or self.url})

    async def identify(self, **more: object) -> Any:  # noqa: ANN401 - an ack
        payload = {"projectId": self.project_id, "visitorUid": self.uid, **more}
        if self.token is not None:
            payload.setdefault("visitorToken", self.token)
        ack = await self.ask("identify", payload)
        self.token = ack.get("visitorToken", self.token)
        return ack

    async def writes(self, content: str, temp_id: str | None = None) -> Any:  # noqa: ANN401
        """Send a message that must be stored; return it."""
        message = {"content": content, "tempId": temp_id or content[:64]}
        while not (ack := await self.ask("sendMessage", message))["ok"]:
            # As a widget does it: nothing was stored, or nobody could say so in time.
            assert ack["error"]["code"] == "unavailable", ack
        return ack["message"]


class Member(SocketClient):
    """Somebody who is signed in: over HTTP at once, by socket after `connect`."""

    peer = "agent"

    def __init__(self, url: str, user_id: int, name: str, cookie: str, csrf: str) -> None:
        super().__init__()
        self.url = url
        self.id = user_id
        self.name = name
        self.cookie = f"frontdesk_session={cookie}"
        headers = {"Cookie": self.cookie, "X-CSRF-Token": csrf}
        self.http = http_client(
            base_url=f"{url}/api/v1",
            headers=headers,
            timeout=PATIENCE_SECONDS,
            event_hooks={"response": [is_documented, _note_feed_page]},
        )

    async def connect(self) -> None:
        await self.open(self.url, {"Origin": self.url, "Cookie": self.cookie})

    async def joins(self, project_id: int, **more: object) -> Any:  # noqa: ANN401 - an ack
        if not self.client.connected:
            await self.connect()
        return await self.ask("joinProjectRoom", {"projectId": project_id, **more})

    @override
    async def close(self) -> None:
        await super().close()
        await self.http.aclose()


async def _note_feed_page(response: httpx.Response) -> None:
    if response.is_success and response.url.path.endswith("/feed"):
        await response.aread()
        declared.note_feed_page(response.json())
