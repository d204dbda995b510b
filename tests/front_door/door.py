"""What a test starts from: its own projects, its own people, and a look at what is stored."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontdesk.infra.http import csrf_token
from frontdesk.infra.ingest import keys
from tests.front_door.people import Member, Visitor
from tests.patience import PATIENCE_SECONDS

if TYPE_CHECKING:
    import asyncpg

    from tests.front_door.people import SocketClient
    from tests.front_door.server import InProcessServer


@dataclass(frozen=True)
class Site:
    """A project, and the start of its conversations' addresses."""

    id: int

    @property
    def inbox(self) -> str:
        return f"/projects/{self.id}/inbox/conversations"

    def conversation(self, conversation_id: int, more: str = "") -> str:
        return f"{self.inbox}/{conversation_id}{more}"

    def thread(self, conversation_id: int) -> str:
        return self.conversation(conversation_id, "/messages")


@dataclass
class Door:
    """The front door of a running server, for one test."""

    server: InProcessServer
    _lines: list[SocketClient] = field(default_factory=list)

    async def project(self, name: str = "Demo", **settings: object) -> Site:
        """Make a project; settings are columns of `projects`."""
        columns: dict[str, object] = {
            "name": name,
            "persona_name": f"{name} Support",
            "allowed_domains": ["shop.example", "*.shop.example"],
            "message_rate_limit": None,
            **settings,
        }
        places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
        sql = f"insert into projects ({', '.join(columns)}) values ({places}) returning id"  # noqa: S608
        return Site(await self.value(sql, *columns.values()))

    async def member(self, site: Site, name: str, role: str = "agent") -> Member:
        """Make a signed-in member of a project."""
        token = secrets.token_urlsafe(16)
        user_id = await self.value(_INSERT_USER, f"{name.lower()}-{token}@demo.test", name)
        await self.value(_INSERT_MEMBER, site.id, user_id, role)
        await self.value(_INSERT_SESSION, user_id, hashlib.sha256(token.encode()).digest())
        csrf = csrf_token(self.server.settings.secret_key, token)
        member = Member(self.server.url, user_id, name, token, csrf)
        self._lines.append(member)
        return member

    def bring(self, line: SocketClient) -> None:
        """Let somebody who came in another way leave with the others."""
        self._lines.append(line)

    async def tab(self, site: Site, uid: str = "ada", token: str | None = None) -> Visitor:
        """Open a visitor's tab: connected, not identified."""
        visitor = Visitor(self.server.url, site.id, uid)
        visitor.token = token
        self._lines.append(visitor)
        await visitor.connect()
        return visitor

    async def visitor(self, site: Site, uid: str = "ada", token: str | None = None) -> Visitor:
        """Open a visitor's tab and identify them."""
        visitor = await self.tab(site, uid, token)
        ack = await visitor.identify()
        assert ack["ok"], ack
        return visitor

    async def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - a column
        return await self.server.database.fetchval(sql, *values)

    async def rows(self, sql: str, *values: object) -> list[asyncpg.Record]:
        return await self.server.database.fetch(sql, *values)

    async def row(self, sql: str, *values: object) -> dict[str, Any]:
        [row] = await self.rows(sql, *values)
        return dict(row)

    async def traces(self, site: Site) -> tuple[int, ...]:
        """Count everything a message leaves behind: rows, events, entries still waiting."""
        [counted] = await self.rows(_TRACES, site.id)
        waiting = [
            await self.server.redis.xlen(keys.stream(shard))
            for shard in range(self.server.settings.ingest_shards)
        ]
        return (*(int(count or 0) for count in counted), sum(waiting))

    async def hears_all(self, site: Site, witness: Member) -> None:
        """Wait until a member in the room was told of everything committed so far."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self.value(_UNTOLD, site.id):  # noqa: ASYNC110 - the relay empties it
                await asyncio.sleep(0.01)
        head = await self.value("select feed_seq from feed_cursors where project_id = $1", site.id)
        await witness.hears("feedHead", lambda told: told["feedSeq"] >= head)

    async def close(self) -> None:
        for line in self._lines:
            await line.close()


_INSERT_USER = "insert into users (email, name, password_hash) values ($1, $2, '') returning id"
_INSERT_MEMBER = "insert into members (project_id, user_id, role) values ($1, $2, $3)"
_INSERT_SESSION = """
insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')
"""
_UNTOLD = "select count(*) from outbox where project_id = $1"
_TRACES = """
select (select count(*) from visitors where project_id = $1),
       (select count(*) from conversations where project_id = $1),
       (select count(*) from messages where project_id = $1),
       (select count(*) from conversation_events where project_id = $1),
       (select sum(revision) from conversations where project_id = $1),
       (select count(*) from outbox where project_id = $1)
           + (select feed_seq from feed_cursors where project_id = $1)
"""
