"""What docs/how-it-works/chat-states.md tells an administrator to ask works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontdesk.features.conversations.model.decide import _RULES
from tests.features.routing.people import claims, is_here, replies, seen_ago, takes_next
from tests.front_door import Door, Member, Site, Visitor

PAGE = Path(__file__).parents[3] / "docs/how-it-works/chat-states.md"
QUERIES = re.findall(r"```sql\n(.*?);\n```", PAGE.read_text(), re.DOTALL)


async def test_every_query_of_the_page_runs_and_says_what_the_page_says(
    door: Door, demo: Site, ada: Visitor, grace: Member, alan: Member
) -> None:
    await is_here(door, demo, grace, alan)
    chat = (await ada.writes("hey"))["conversationId"]
    await ada.writes("how are you?")
    await takes_next(grace, demo)
    answered = (await (await door.visitor(demo, "eve")).writes("Hello?"))["conversationId"]
    await replies(alan, demo, answered)

    found: dict[str, list[dict[str, object]]] = {}
    for query in QUERIES:
        rows = await door.rows(_filled(query, demo.id, chat))
        found[query] = [dict(row) for row in rows]

    def rows_of(words: str) -> list[dict[str, object]]:
        [rows] = [rows for query, rows in found.items() if words in query]
        return rows

    by_state = {row["chat_state"]: row["chats"] for row in rows_of("chat_state_summary")}
    assert (by_state["assigned"], by_state["waiting_real_user_reply"]) == (1, 1)
    assert [row["id"] for row in rows_of("c.chat_state = 'assigned'")] == [chat]
    [resting] = rows_of("'waiting_real_user_reply'")
    assert (resting["id"], resting["last_agent"]) == (answered, "Alan")
    assert resting["agent_replied_at"] is not None
    assert len(rows_of("information_schema.routines")) == 2
    assert rows_of("select should_keep_assignment") == [{"should_keep_assignment": True}]
    assert rows_of("as message_count") == [{"message_count": 2}]
    [today] = rows_of("s.messages_sent")
    assert (today["name"], today["messages_sent"], today["chats_handled"]) == ("Alan", 1, 1)
    for words in ("> 3", "> 1", "detect_stuck_chats(", "except select"):
        assert rows_of(words) == []


@pytest.mark.parametrize("is_gone", [False, True])
@pytest.mark.parametrize("is_answered", [False, True])
async def test_the_database_says_whether_the_agent_keeps_the_chat_as_the_product_does(
    door: Door, demo: Site, ada: Visitor, grace: Member, *, is_answered: bool, is_gone: bool
) -> None:
    chat = (await ada.writes("hey"))["conversationId"]
    await is_here(door, demo, grace)
    await claims(grace, demo, chat)
    if is_answered:
        await replies(grace, demo, chat)
    if is_gone:
        await seen_ago(door, demo, grace, minutes=4)

    said = await door.value("select should_keep_assignment($1, $2)", demo.id, chat)
    await ada.writes("how are you?")

    kept = await door.value("select assignee_id from conversations where id = $1", chat)
    assert said is (kept == grace.id)


async def test_nobody_keeps_a_chat_nobody_has(door: Door, demo: Site, ada: Visitor) -> None:
    chat = (await ada.writes("hey"))["conversationId"]

    asked = "select should_keep_assignment($1, $2)"
    assert [await door.value(asked, demo.id, one) for one in (chat, chat + 1)] == [False, False]


def test_the_page_has_a_row_for_everything_that_can_happen() -> None:
    table = PAGE.read_text().partition("## Every transition")[2].partition("## Three modes")[0]

    # A status set by hand has two rows; that a chat the assistant leaves enters the queue
    # changes no state and has none.
    assert len(re.findall(r"^\| (?!What)", table, re.MULTILINE)) == len(_RULES)


def _filled(query: str, project: int, conversation: int) -> str:
    return query.replace(":project", f"{project}").replace(":conversation", f"{conversation}")
