"""Runs that must turn red: the same as the others, on a build with a known bug."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from frontdesk.infra.ingest import Intake
from frontdesk.infra.outbox import FeedTail, Relay
from tests.fleet import connect_member, connect_visitor, open_fleet
from tests.races.drill import Drill
from tests.servers import Servers


async def test_acknowledging_before_the_commit_loses_confirmed_messages(
    fragile: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the answer says that Redis has it."""
    submit = Intake.submit

    def answer_at_once(
        intake: Intake, key: str, dedupe: str, body: bytes
    ) -> asyncio.Future[msgspec.Raw]:
        _ = submit(intake, key, dedupe, body)
        answer: asyncio.Future[msgspec.Raw] = asyncio.get_running_loop().create_future()
        answer.set_result(msgspec.Raw(b'{"ok":true}'))
        return answer

    monkeypatch.setattr(Intake, "submit", answer_at_once)
    async with open_fleet(fragile.database_url, fragile.redis_url) as fleet:
        web = await fleet.start_web()
        drill = Drill(fleet, [web.url])

        async def lose_everything_in_memory() -> None:
            await fleet.redis.flushall()
            web.process.intake._unanswered.clear()  # noqa: SLF001 - what a kill does to it
            web.process.intake._fresh.clear()  # noqa: SLF001 - as above
            await fleet.start_worker()

        verdict = await drill.run(lose_everything_in_memory)

    assert verdict.lost > 0


async def test_without_a_look_into_the_feed_a_lost_publication_is_never_shown(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: the outbox row is gone, the publication too, and nobody looks at the head."""

    async def do_nothing(*_: object) -> None:
        return

    monkeypatch.setattr(Relay, "_publish", do_nothing)
    monkeypatch.setattr(FeedTail, "catch_up", do_nothing)
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        door = fleet.door(web)
        site = await door.project()
        grace = await door.member(site, "Grace")
        await connect_member(web.url, grace, site)
        ada = await connect_visitor(web.url, site, "ada")
        await ada.writes("Hello?")

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2):
                await grace.hears("newMessage")
        await ada.close()
