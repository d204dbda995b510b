"""R14, R20, R22: a snapshot and what follows make the whole; other projects' ids mean nothing."""

from __future__ import annotations

import asyncio
from typing import Any

from frontdesk.infra.testing.pauses import set_gate
from tests.house import connect_member, connect_visitor, open_fleet, until


async def test_pages_and_live_events_together_are_what_postgres_holds(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        site = await fleet.door(web).project()
        ada = await connect_visitor(web.url, site, "ada")
        await asyncio.gather(*(ada.writes(f"before-{number}") for number in range(30)))
        tab = await connect_visitor(web.url, site, "ada", ada.token)

        writing = asyncio.gather(*(ada.writes(f"during-{number}") for number in range(30)))
        seen: dict[int, str] = {}
        before = None
        while before is None or before > 1:
            page = await tab.ask("fetchMessages", _page(before))
            seen.update({one["seq"]: one["content"] for one in page["messages"]})
            before = page["messages"][0]["seq"]
        await writing
        await until(lambda: len(tab.all_heard("messageSent")) >= 30)
        seen.update(_live(tab.all_heard("messageSent")))

        rows = await fleet.database.fetch("select seq, content from messages")
        assert seen == {row["seq"]: row["content"] for row in rows}
        assert len(seen) == 60
        await ada.close()
        await tab.close()


async def test_an_event_between_subscribing_and_the_snapshot_is_not_lost(
    database_url: str, redis_url: str
) -> None:
    """Every moment of Grace's arrival meets a commit, once with the relay held, once not."""
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        door = fleet.door(web)
        site = await door.project()
        ada = await connect_visitor(web.url, site, "ada")
        for number in range(20):
            if number % 2:
                _hold_relay_for_a_few_turns(number)
            writing = asyncio.create_task(ada.writes(f"m{number}"))
            for _ in range(number):
                await asyncio.sleep(0)
            grace = await door.member(site, "Grace")
            joined = await connect_member(web.url, grace, site, afterFeedSeq=0)
            await writing

            head = number + 1
            known = {one["feedSeq"] for one in joined["events"]}

            def has_all(grace: Any = grace, known: Any = known, head: int = head) -> bool:  # noqa: ANN401 - bound now
                live = {one["feedSeq"] for one in grace.all_heard("newMessage")}
                return bool(known | live == set(range(1, head + 1)))

            await until(has_all)
        await ada.close()


async def test_the_same_temp_id_and_uid_in_another_project_cross_nothing(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        door = fleet.door(web)
        demo, other = await door.project("Demo"), await door.project("Other")
        ada = await connect_visitor(web.url, demo, "ada")
        namesake = await connect_visitor(web.url, other, "ada")
        eve = await connect_visitor(web.url, demo, "eve")

        messages = [
            await ada.writes("Ada's secret", "t1"),
            await namesake.writes("Something else", "t1"),
            await eve.writes("Eve's own", "t1"),
        ]

        assert len({one["id"] for one in messages}) == 3
        assert len({one["conversationId"] for one in messages}) == 3
        for stranger in (namesake, eve):
            heard = str(stranger.heard)
            assert "Ada's secret" not in heard
            stolen = await stranger.ask(
                "identify",
                {"projectId": demo.id, "visitorUid": "ada", "visitorToken": stranger.token},
            )
            assert stolen["ok"] is False
        for one in (ada, namesake, eve):
            await one.close()


def _page(before: int | None) -> dict[str, int]:
    return {"limit": 7} if before is None else {"limit": 7, "beforeSeq": before}


def _live(sent: list[Any]) -> dict[int, str]:
    return {one["finalMessage"]["seq"]: one["finalMessage"]["content"] for one in sent}


def _hold_relay_for_a_few_turns(turns: int) -> None:
    async def gate() -> None:
        for _ in range(turns * 3):
            await asyncio.sleep(0)

    set_gate("relay.numbered", gate)
