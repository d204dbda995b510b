"""The last word on what the responder may say is the statement that says it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from frontdesk.features import conversations
from frontdesk.features.conversations.model.responding import Fence
from frontdesk.features.conversations.store.fence import save_behind_fence
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.front_door import Door, Site, Visitor

MISSED = {
    "nothing": {},
    "a newer message": {"trigger_seq": 0},
    "somebody who took it": {"turn": -1},
    "somebody who answered it": {"hard_turn": -1, "may_be_held": True},
    "other settings of the responder": {"responder_version": -1},
}


@pytest.mark.parametrize("missed", MISSED.values(), ids=MISSED)
async def test_what_is_said_has_missed_nothing(
    door: Door, demo: Site, ada: Visitor, missed: dict[str, Any]
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]
    version = await door.value("select responder_version from projects where id = $1", demo.id)
    now = await door.row(
        "select turn, hard_turn, visitor_seq from conversations where id = $1", chat
    )
    stood = Fence(now["turn"], now["hard_turn"], version, now["visitor_seq"])

    async with door.server.web.database.transaction() as tx:
        before = await conversations.lock_for_posting(tx, ProjectId(demo.id), ConversationId(chat))
        after = msgspec.structs.replace(before, last_message_snippet="We open at nine.")
        is_said = await save_behind_fence(tx, (before, after), replace(stood, **missed))

    assert is_said is (not missed)
    snippet = await door.value("select last_message_snippet from conversations where id = $1", chat)
    assert snippet == ("Hello?" if missed else "We open at nine.")
