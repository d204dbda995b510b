"""A visitor and an agent whose devices keep the client's promises, and write down what happened.

They are as simple as a correct client can be: unconfirmed messages are sent again, in order,
after every reconnect; an event is applied only when its number is the next one, and a gap is
fetched. What `web/client` does with more care is tested there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import socketio
import socketio.exceptions

from tests import declared
from tests.fleet import PUBLIC_URL, SITE_ORIGIN
from tests.http_client import http_client
from tests.races.checker import History, SeenMessage

if TYPE_CHECKING:
    from tests.front_door import Member, Site

_ACK_SECONDS = 7.0
_RETRY_SECONDS = 0.05
# A visitor writes this often, and has at most so many messages under way.
_INTERVAL_SECONDS = 0.03
# On a busy machine a drill takes longer; after this many she writes ten times less often.
_EAGER_FOR = 100
_AT_ONCE = 50
_LOST = (socketio.exceptions.SocketIOError, httpx.HTTPError, OSError, TimeoutError)


@dataclass
class Sender:
    """A visitor with an outbox. `urls` are the doors she knows; she tries them in turn."""

    uid: str
    site: Site
    urls: Sequence[str]
    history: History
    token: str | None = None
    # Set when nothing new is to be written; what is in the outbox is still sent.
    is_finishing: bool = False
    _outbox: list[str] = field(default_factory=list)
    _written: int = 0
    _tries: int = 0

    async def keep_sending(self) -> None:
        """Write and send until told to finish, and then until all is confirmed."""
        async with aiohttp.ClientSession() as session:
            while self._outbox or not self.is_finishing:
                with suppress(*_LOST):
                    client = await self._connect(session)
                    try:
                        await self._send_over(client)
                    finally:
                        await client.disconnect()
                await asyncio.sleep(_RETRY_SECONDS)

    async def _connect(self, session: aiohttp.ClientSession) -> socketio.AsyncClient:
        url = self.urls[self._tries % len(self.urls)]
        self._tries += 1
        client = socketio.AsyncClient(reconnection=False, logger=False, http_session=session)
        await client.connect(
            f"{url}?projectId={self.site.id}",
            headers={"Origin": SITE_ORIGIN},
            transports=["websocket"],
            wait_timeout=3,
        )
        said = {"projectId": self.site.id, "visitorUid": self.uid}
        if self.token is not None:
            said["visitorToken"] = self.token
        ack = await client.call("identify", said, timeout=3)
        self.token = ack.get("visitorToken", self.token)
        if not ack["ok"]:
            await client.disconnect()
            raise ConnectionError(ack["error"]["code"])
        return client

    async def _send_over(self, client: socketio.AsyncClient) -> None:
        """Send what is left over, in order, and go on writing without waiting for answers."""
        with suppress(ExceptionGroup):
            async with asyncio.TaskGroup() as sending:
                for temp_id in list(self._outbox):
                    sending.create_task(self._deliver(client, temp_id))
                while not self.is_finishing:
                    if len(self._outbox) < _AT_ONCE:
                        sending.create_task(self._deliver(client, self._write_one()))
                    is_eager = self._written < _EAGER_FOR
                    await asyncio.sleep(_INTERVAL_SECONDS if is_eager else 10 * _INTERVAL_SECONDS)

    def _write_one(self) -> str:
        self._written += 1
        temp_id = f"{self.uid}-{self._written}"
        self._outbox.append(temp_id)
        self.history.attempted[self.uid].append(temp_id)
        return temp_id

    async def _deliver(self, client: socketio.AsyncClient, temp_id: str) -> None:
        message = {"content": temp_id, "tempId": temp_id}
        while temp_id in self._outbox:
            ack = await client.call("sendMessage", message, timeout=_ACK_SECONDS)
            self._note(temp_id, ack)

    def _note(self, temp_id: str, ack: Any) -> None:  # noqa: ANN401 - as above
        if ack["ok"]:
            self.history.confirmed.add(temp_id)
            self._outbox.remove(temp_id)
        elif ack["error"]["code"] not in ("unavailable", "rate_limited"):
            self.history.refused.add(temp_id)
            self._outbox.remove(temp_id)


@dataclass
class Viewer:
    """An agent's screen: applies the feed by its numbers, and fetches what is missing."""

    name: str
    member: Member
    site: Site
    urls: Sequence[str]
    history: History
    # The address under which its dashboard is served.
    origin: str = PUBLIC_URL
    seen: int = 0
    _tries: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self, *, is_over: Callable[[], bool] = lambda: False) -> None:
        """Stay connected until cancelled; run as a task."""
        async with aiohttp.ClientSession() as session:
            while not is_over():
                with suppress(*_LOST):
                    await self._stay_connected(session)
                await asyncio.sleep(_RETRY_SECONDS)

    async def _stay_connected(self, session: aiohttp.ClientSession) -> None:
        client = socketio.AsyncClient(reconnection=False, logger=False, http_session=session)
        client.on("*", self._receive)
        self._tries += 1
        await client.connect(
            self._url, headers=self._headers, transports=["websocket"], wait_timeout=3
        )
        try:
            await self._fetch(client)
            while client.connected:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 0.25)
                    self._changed.clear()
                    await self._fetch(client)
        finally:
            await client.disconnect()

    @property
    def _url(self) -> str:
        return self.urls[self._tries % len(self.urls)]

    @property
    def _headers(self) -> dict[str, str]:
        return {"Origin": self.origin, "Cookie": self.member.cookie}

    async def _fetch(self, client: socketio.AsyncClient) -> None:
        said = {"projectId": self.site.id, "afterFeedSeq": self.seen}
        ack = await client.call("joinProjectRoom", said, timeout=5)
        if not ack["ok"]:
            raise ConnectionError(ack["error"]["code"])
        for entry in ack["events"]:
            self._take(entry["event"], entry["payload"])
        if ack["resync"]:
            # More than a socket is told at once: read on, page by page.
            await self._read_on(ack["feedSeq"])

    async def _read_on(self, latest_seq: int) -> None:
        async with http_client(base_url=self._url, headers=self._headers) as http:
            while self.seen < latest_seq:
                after = {"after": self.seen, "limit": 200}
                page = await http.get(f"/api/v1/projects/{self.site.id}/feed", params=after)
                for entry in page.raise_for_status().json()["data"]:
                    self._take(entry["event"], entry["payload"])

    async def _receive(self, event: str, payload: Any = None) -> None:  # noqa: ANN401 - any event
        declared.note_event("agent", event, payload)
        if event == "newMessage":
            self.history.wire[self.name].append(payload["content"])
        if event == "feedHead":
            if payload["feedSeq"] > self.seen:
                self._changed.set()
        elif isinstance(payload, dict) and "feedSeq" in payload:
            self._take(event, payload)

    def _take(self, event: str, payload: dict[str, Any]) -> None:
        number = payload["feedSeq"]
        if number > self.seen + 1:
            self._changed.set()
        if number == self.seen + 1:
            self.seen = number
            if event == "newMessage":
                shown = SeenMessage(payload["content"], payload["conversationId"], payload["seq"])
                self.history.shown[self.name].append(shown)
