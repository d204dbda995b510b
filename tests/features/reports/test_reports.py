"""Reports: what the rows say, and nothing else."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import httpx
import pytest

from frontdesk.features.reports import store
from tests.features.routing.people import claims, history, is_here, replies, shows, waits
from tests.front_door import Door, Member, Site, Visitor
from tests.patience import PATIENCE_SECONDS

TODAY = datetime.now(UTC).date().isoformat()


async def report(member: Member, site: Site, **query: str) -> httpx.Response:
    asked = {"from": TODAY, "to": TODAY, **query}
    return await member.http.get(f"/projects/{site.id}/reports/agents", params=asked)


async def stuck(member: Member, site: Site) -> list[dict[str, object]]:
    answer = await member.http.get(f"/projects/{site.id}/reports/stuck")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["data"]
    return found


async def fix(member: Member, site: Site, chat: int) -> httpx.Response:
    return await member.http.post(f"/projects/{site.id}/reports/stuck/{chat}/fix", json={})


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia manages Demo."""
    return await door.member(demo, "Olivia", "manager")


async def test_the_summary_counts_chats_by_state_and_looks_back_an_hour(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    chats = [await waits(door, demo, uid) for uid in ("eve", "ivy", "joe")]
    await ada.writes("Hello?")
    await claims(grace, demo, chats[0])
    await replies(grace, demo, chats[1])
    await replies(grace, demo, chats[2])
    await grace.http.patch(demo.conversation(chats[2]), json={"status": "solved"})
    # The worker may have taken this minute's sample before.
    await door.value("delete from minute_samples")
    for _ in range(2):
        async with door.server.web.database.transaction() as tx:
            await store.take_samples(tx)

    shown = (await grace.http.get(f"/projects/{demo.id}/reports/chat-state-summary")).json()

    counts = [shown[name] for name in ("waiting", "assigned", "waitingForVisitor", "completed")]
    assert counts == [1, 1, 1, 1]
    assert shown["oldestWaitingSince"]
    assert len(shown["history"]) in (1, 2)
    assert shown["history"][-1]["waiting"] == 1
    view = await door.rows(_VIEW, demo.id)
    assert {row["chat_state"]: (row["chats"], row["held"]) for row in view} == {
        "waiting_assignment": (1, 0),
        "assigned": (1, 1),
        "waiting_real_user_reply": (1, 1),
        "completed": (1, 0),
    }


async def test_an_agents_day_is_what_they_did(
    door: Door, demo: Site, ada: Visitor, grace: Member, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await ada.writes("Anybody?")
    await replies(grace, demo, chat, "Hi!")
    await replies(grace, demo, chat, "How can I help?")
    other = await waits(door, demo, "eve")
    await replies(grace, demo, other)

    [shown] = (await report(olivia, demo)).json()["agents"]

    assert (shown["userId"], shown["messagesSent"], shown["chatsHandled"]) == (grace.id, 3, 2)
    assert shown["firstReplies"] == 2
    # Nobody here waited longer than the test lasts.
    assert 0 <= shown["firstReplySeconds"] <= PATIENCE_SECONDS
    assert 0 <= shown["replySeconds"] <= PATIENCE_SECONDS
    [day] = shown["days"]
    assert (day["day"], day["messagesSent"], day["chatsHandled"]) == (TODAY, 3, 2)


async def test_a_chat_of_two_days_is_one_chat_of_the_range(
    door: Door, demo: Site, ada: Visitor, grace: Member, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat, "Hi!")
    await door.value(_A_DAY_EARLIER, chat)
    await ada.writes("And then?")
    await replies(grace, demo, chat, "Then this.")
    await recount(door, demo)
    yesterday = await door.value("select ((now() at time zone 'UTC')::date - 1)::text")

    [shown] = (await report(olivia, demo, **{"from": yesterday})).json()["agents"]

    assert (shown["chatsHandled"], [day["chatsHandled"] for day in shown["days"]]) == (1, [1, 1])


async def test_a_day_is_the_projects_day_and_moves_with_its_time_zone(
    door: Door, demo: Site, ada: Visitor, grace: Member, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(grace, demo, chat, "Hi!")
    await door.value("update messages set created_at = $2 where conversation_id = $1", chat, _NIGHT)
    address = f"/projects/{demo.id}/routing-settings"
    settings = (await olivia.http.get(address)).json()

    days = {}
    for zone in ("Europe/Berlin", "America/New_York", "UTC"):
        await olivia.http.put(address, json={**settings, "timeZone": zone})
        asked = {"from": "2026-03-01", "to": "2026-03-31"}
        [shown] = (await report(olivia, demo, **asked)).json()["agents"]
        days[zone] = [(day["day"], day["messagesSent"]) for day in shown["days"]]
        assert shown["chatsHandled"] == 1

    assert days == {
        "Europe/Berlin": [("2026-03-29", 1)],
        "America/New_York": [("2026-03-28", 1)],
        "UTC": [("2026-03-28", 1)],
    }


async def test_a_spreadsheet_gets_lines_and_no_formula(
    door: Door, demo: Site, ada: Visitor, olivia: Member
) -> None:
    evil = await door.member(demo, '=HYPERLINK("http://x")')
    chat = (await ada.writes("Hello?"))["conversationId"]
    await replies(evil, demo, chat)

    answer = await report(olivia, demo, format="csv")

    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    [head, line] = list(csv.reader(io.StringIO(answer.text)))
    assert head[:3] == ["agent", "day", "messagesSent"]
    assert line[:3] == ['\'=HYPERLINK("http://x")', TODAY, "1"]


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"from": "2026-02-30"},
        {"from": "20260101"},
        {"from": "2026-1-1"},
        {"from": ""},
        {"to": "2020-01-01"},
        {"from": "2020-01-01"},
        {"to": "9999-12-31"},
        {"format": "pdf"},
        {"limit": "5"},
    ],
    ids=str,
)
async def test_a_range_that_makes_no_sense_is_refused(
    demo: Site, olivia: Member, query: dict[str, str]
) -> None:
    answer = await report(olivia, demo, **query)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


async def test_what_waits_too_long_is_stuck_and_one_click_gives_it_to_somebody(
    door: Door, demo: Site, ada: Visitor, grace: Member, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    assert await stuck(olivia, demo) == []
    await door.value(_WAITED_LONG, chat)
    await is_here(door, demo, grace)
    await door.value("delete from agent_presence where user_id = $1", olivia.id)

    [found] = await stuck(olivia, demo)
    answer = await fix(olivia, demo, chat)
    again = await fix(olivia, demo, chat)

    assert (found["conversationId"], found["reason"]) == (chat, "waiting_too_long")
    assert answer.json()["chatState"] == "assigned"
    assert answer.json()["assigneeId"] in (grace.id, olivia.id)
    assert (again.status_code, await stuck(olivia, demo)) == (409, [])


async def test_without_anybody_there_a_stuck_chat_comes_first(
    door: Door, demo: Site, ada: Visitor, olivia: Member
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    await door.value("update conversations set tries = 3 where id = $1", chat)
    await is_here(door, demo, olivia, state="away")

    [found] = await stuck(olivia, demo)
    await fix(olivia, demo, chat)

    shown = await shows(olivia, demo, chat)
    assert found["reason"] == "lost_too_often"
    assert (shown["priority"], shown["tries"], shown["chatState"]) == (
        "urgent",
        0,
        "waiting_assignment",
    )


@pytest.mark.parametrize("bent", ["assignment", "state"])
async def test_rows_that_contradict_each_other_are_found_and_set_right(
    door: Door, demo: Site, grace: Member, olivia: Member, bent: str
) -> None:
    chat = await waits(door, demo, "ada")
    await claims(grace, demo, chat)
    await is_here(door, demo, olivia, state="away")
    await is_here(door, demo, grace, state="away")
    await door.server.database.execute(_BENT[bent].format(chat))

    [found] = await stuck(olivia, demo)
    fixed = (await fix(olivia, demo, chat)).json()

    assert (found["conversationId"], found["reason"]) == (chat, "contradiction")
    assert (fixed["chatState"], fixed["assigneeId"]) == ("waiting_assignment", None)
    assert await stuck(olivia, demo) == []
    assert [end for _, _, end in await history(grace, demo, chat)].count(None) == 0


async def recount(door: Door, site: Site) -> None:
    async with door.server.web.database.transaction() as tx:
        await tx.execute("delete from agent_daily_stats where project_id = $1", site.id)
        await tx.execute(
            "insert into agent_daily_stats select * from recount_agent_daily_stats($1)", site.id
        )


# In the night in which Berlin's clocks skip an hour: 00:30 there, the day before elsewhere.
_NIGHT = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
_VIEW = "select * from chat_state_summary where project_id = $1"
_A_DAY_EARLIER = """
update messages set created_at = created_at - interval '1 day' where conversation_id = $1
"""
_WAITED_LONG = """
update conversations set waiting_since = waiting_since - interval '31 minutes' where id = $1
"""
# What the triggers would refuse: as somebody with a restore or a bare hand might leave it.
_BENT = {
    "assignment": "set session_replication_role = replica;"
    " update assignments set released_at = now(), release_reason = 'released'"
    " where conversation_id = {}; set session_replication_role = origin",
    "state": "set session_replication_role = replica;"
    " update conversations set chat_state = 'waiting_real_user_reply' where id = {};"
    " set session_replication_role = origin",
}
