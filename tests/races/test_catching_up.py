"""R14, R20, R22: a snapshot and what follows make the whole; other projects' ids mean nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

from frontdesk.features.messages import store
from frontdesk.features.messages.store import rows
from frontdesk.infra.pause_points import set_gate
from frontdesk.kit.audience import OneVisitor
from tests.fleet import connect_member, connect_visitor, open_fleet, until

if TYPE_CHECKING:
    from frontdesk.features.messages.model import Message
    from frontdesk.infra.database import Transaction


async def test_pages_and_live_events_together_are_what_postgres_holds(
    database_url: str, redis_url: str
) -> None:
    seen, stored = await _read_while_ada_writes(database_url, redis_url)

    assert seen == stored
    assert len(stored) > 60


async def test_pages_by_time_lose_what_was_stored_at_the_same_moment(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: a page ends at a moment, and a batch is stored in one."""
    by_time = rows._PAGE_BEFORE.replace("m.seq < $3", _EARLIER)  # noqa: SLF001
    assert by_time != rows._PAGE_BEFORE  # noqa: SLF001
    monkeypatch.setattr(rows, "_PAGE_BEFORE", by_time)

    seen, stored = await _read_while_ada_writes(database_url, redis_url)

    assert seen < stored


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
                live = {one["feedSeq"] for one in grace.so_far("newMessage")}
                return bool(known | live == set(range(1, head + 1)))

            await until(has_all)
        await ada.close()


async def test_the_same_temp_id_and_uid_in_another_project_cross_nothing(
    database_url: str, redis_url: str
) -> None:
    assert await _what_crosses(database_url, redis_url) == set()


async def test_a_temp_id_without_its_sender_blocks_everybody_else(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: what was stored before is looked up by its temp id alone."""
    monkeypatch.setattr(store, "find_by_temp_ids", _find_by_temp_id_alone)

    assert "blocked" in await _what_crosses(database_url, redis_url)


async def test_a_room_without_its_key_tells_everybody(
    database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: all visitors are in one room."""
    monkeypatch.setattr(OneVisitor, "room", "visitors")

    assert await _what_crosses(database_url, redis_url) == {"disclosed"}


async def _find_by_temp_id_alone(
    tx: Transaction, _: str, wanted: Iterable[tuple[int, int, str]]
) -> dict[tuple[int, int, str], Message]:
    select = f"{rows._SELECT} where m.temp_id = $1 limit 1"  # noqa: SLF001
    found = {key: await tx.fetch_one(select, key[2]) for key in wanted}
    return {key: rows._read(row) for key, row in found.items() if row is not None}  # noqa: SLF001


async def _what_crosses(database_url: str, redis_url: str) -> set[str]:
    """Let three people write with one temp id, two of them with one uid; say what went wrong."""
    crossed: set[str] = set()
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        door = fleet.door(web)
        demo, other = await door.project("Demo"), await door.project("Other")
        ada = await connect_visitor(web.url, demo, "ada")
        namesake = await connect_visitor(web.url, other, "ada")
        eve = await connect_visitor(web.url, demo, "eve")

        texts = {ada: "Ada's secret", namesake: "Something else", eve: "Eve's own"}
        for one, text in texts.items():
            ack = await one.ask("sendMessage", {"content": text, "tempId": "t1"})
            if not (ack["ok"] and ack["message"]["content"] == text):
                crossed.add("blocked")
        for stranger in (namesake, eve):
            stolen = {"projectId": demo.id, "visitorUid": "ada", "visitorToken": stranger.token}
            assert (await stranger.ask("identify", stolen))["ok"] is False
            if "Ada's secret" in str(await stranger.everything(until=ada.hears("messageSent"))):
                crossed.add("disclosed")
        for one in texts:
            await one.close()
    return crossed


async def _read_while_ada_writes(
    database_url: str, redis_url: str
) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Page through a conversation that grows at every step; return what was seen and stored."""
    async with open_fleet(database_url, redis_url) as fleet:
        web = await fleet.start_web()
        await fleet.start_worker()
        site = await fleet.door(web).project()
        ada = await connect_visitor(web.url, site, "ada")
        await asyncio.gather(*(ada.writes(f"before-{number}") for number in range(60)))
        tab = await connect_visitor(web.url, site, "ada", ada.token)

        seen: set[tuple[int, str]] = set()
        written = 0
        page = await tab.ask("fetchMessages", _page(None))
        while page["messages"]:
            seen.update((one["seq"], one["content"]) for one in page["messages"])
            await ada.writes(f"during-{written}")
            written += 1
            page = await tab.ask("fetchMessages", _page(page["messages"][0]["seq"]))
        await until(lambda: len(tab.so_far("messageSent")) >= written)
        seen.update(_live(tab.so_far("messageSent")))

        rows = await fleet.database.fetch("select seq, content from messages")
        await ada.close()
        await tab.close()
    return seen, {(row["seq"], row["content"]) for row in rows}


def _page(before: int | None) -> dict[str, int]:
    return {"limit": 7} if before is None else {"limit": 7, "beforeSeq": before}


def _live(sent: list[Any]) -> set[tuple[int, str]]:
    return {(one["finalMessage"]["seq"], one["finalMessage"]["content"]) for one in sent}


def _hold_relay_for_a_few_turns(turns: int) -> None:
    async def gate() -> None:
        for _ in range(turns * 3):
            await asyncio.sleep(0)

    set_gate("relay.numbered", gate)


_EARLIER = """m.created_at < (
    select created_at from messages where project_id = $1 and conversation_id = $2 and seq = $3)"""
