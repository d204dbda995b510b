"""What routing's tests do again and again."""

from __future__ import annotations

import asyncio
from typing import Any

from frontdesk.features import conversations, messages
from frontdesk.features.conversations.model.responding import Fence
from frontdesk.features.messages.model import ResponderDraft
from frontdesk.features.routing import jobs
from frontdesk.kit.ids import ConversationId, ProjectId
from tests.front_door import Door, Member, Site


async def is_here(door: Door, site: Site, *members: Member, state: str = "available") -> None:
    """Let members be here, as if they had beaten a moment ago."""
    for member in members:
        await door.value(_BEAT, site.id, member.id, state)


async def seen_ago(door: Door, site: Site, member: Member, *, minutes: float) -> None:
    """Let a member have been silent for so long, in every way."""
    await door.value(_AGO, site.id, member.id, minutes)


async def idle_for(door: Door, site: Site, member: Member, *, minutes: float) -> None:
    """Let a member beat, without having touched a key for so long."""
    await door.value(_IDLE, site.id, member.id, minutes)


async def waits(door: Door, site: Site, uid: str, text: str = "Hello?") -> int:
    """Let somebody new write; return the id of their conversation."""
    visitor = await door.visitor(site, uid)
    return int((await visitor.writes(text))["conversationId"])


async def takes_next(member: Member, site: Site) -> Any:  # noqa: ANN401 - an answer
    return await member.http.post(f"/projects/{site.id}/queue/next", json={})


async def claims(member: Member, site: Site, chat: int) -> Any:  # noqa: ANN401 - as above
    return await member.http.post(site.conversation(chat, "/claim"), json={})


async def releases(member: Member, site: Site, chat: int) -> Any:  # noqa: ANN401 - as above
    return await member.http.post(site.conversation(chat, "/release"), json={})


async def replies(member: Member, site: Site, chat: int, text: str = "Hi!") -> Any:  # noqa: ANN401 - as above
    answer = await member.http.post(site.thread(chat), json={"text": text})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def assistant_answers(door: Door, site: Site, chat: int) -> None:
    """Let the responder's answer pass its fence."""
    async with door.server.web.database.transaction() as tx:
        held = await conversations.lock_for_posting(tx, ProjectId(site.id), ConversationId(chat))
        fence = Fence(held.turn, held.hard_turn, 1, held.visitor_seq)
        temp_id = f"answer-{chat}-{held.visitor_seq}-0"
        said = [ResponderDraft(temp_id, "At nine.", is_visitor_online=True)]
        assert await messages.post_responder_messages(tx, held, fence, said)


async def shows(member: Member, site: Site, chat: int) -> dict[str, Any]:
    answer = await member.http.get(site.conversation(chat))
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def history(member: Member, site: Site, chat: int) -> list[tuple[int, str, str | None]]:
    """Who held a chat, how, and why no longer; the first one first."""
    answer = await member.http.get(site.conversation(chat, "/assignments"))
    held = [(one["agentId"], one["how"], one["releaseReason"]) for one in answer.json()["data"]]
    return held[::-1]


async def sweep(door: Door) -> None:
    """Look through everything, as three workers at once."""
    await asyncio.gather(*(jobs.sweep(door.server.web.database) for _ in range(3)))


async def rewind(door: Door, chat: int, *, minutes: int) -> None:
    """Let everything about a chat have happened so much earlier."""
    await door.value(_REWIND, chat, minutes)


async def agent_was_silent(door: Door, chat: int) -> None:
    """Let its agent have had a chat for six minutes in which they did nothing."""
    await door.value(_WAS_SILENT, chat)


_BEAT = """
insert into agent_presence (project_id, user_id, state, told) values ($1, $2, $3, $3)
on conflict (project_id, user_id) do update
set state = $3, seen_at = now(), active_at = now(), left_at = null, told = $3
"""
_AGO = """
update agent_presence set seen_at = now() - make_interval(secs => $3 * 60),
    active_at = now() - make_interval(secs => $3 * 60)
where project_id = $1 and user_id = $2
"""
_IDLE = """
update agent_presence set seen_at = now(), active_at = now() - make_interval(secs => $3 * 60)
where project_id = $1 and user_id = $2
"""
_REWIND = """
update conversations set agent_replied_at = agent_replied_at - make_interval(mins => $2)
where id = $1
"""
_WAS_SILENT = """
with forgotten as (update agent_presence set attention = '{}')
update conversations set assigned_at = assigned_at - interval '6 minutes',
    waiting_since = waiting_since - interval '6 minutes',
    agent_replied_at = agent_replied_at - interval '1 minute' where id = $1
"""
