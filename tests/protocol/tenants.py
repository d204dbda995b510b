"""A project with one of everything in it, and a way to see whether anything of it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.features.workflows.graphs import end, line
from tests.features.workflows.people import draw, publish

if TYPE_CHECKING:
    from tests.front_door import Door, Member, Site, Visitor


@dataclass(frozen=True)
class Tenant:
    """Who owns a project, who writes to it, and the id of everything in it."""

    site: Site
    owner: Member
    visitor: Visitor
    ids: dict[str, object]


async def settle(door: Door, name: str, word: str) -> Tenant:
    """Open a project with one of everything in it; every text there contains the word."""
    site = await door.project(word)
    owner = await door.member(site, name, "owner")
    visitor = await door.visitor(site, "ada")
    message = await visitor.writes(word)
    conversation = message["conversationId"]
    chat, project = site.conversation(conversation), f"/projects/{site.id}"
    agent = await door.member(site, "Agent")
    made = await publish(owner, site, await draw(owner, site, line(end()), word))
    ids = {
        "project_id": site.id,
        "conversation_id": conversation,
        "visitor_id": message["visitorId"],
        "user_id": agent.id,
        "workflow_id": made["id"],
        "number": 1,
        "draft_id": await door.value(_DRAFT, site.id, conversation, word),
        "note_id": await _made(owner, f"{chat}/notes", {"text": word}),
        "tag_id": await _made(owner, f"{project}/tags", {"name": word}),
        "canned_id": await _made(
            owner, f"{project}/canned-responses", {"shortcut": "hi", "content": word}
        ),
        "invitation_id": await _made(owner, f"{project}/invitations", {"role": "agent"}),
        # As bodies name them.
        "projectId": site.id,
        "conversationId": conversation,
        "viewing": conversation,
        "assigneeId": agent.id,
    }
    return Tenant(site, owner, visitor, ids)


async def everything_in(door: Door, site: Site) -> dict[str, Any]:
    """Read every row that belongs to a project, and count the jobs that name it."""
    tables = [row["table"] for row in await door.rows(_TABLES)]
    found = {
        table: [
            str(row)
            for row in await door.rows(
                f"select * from {table} where project_id = $1 order by {table}::text",  # noqa: S608
                site.id,
            )
        ]
        for table in tables
    }
    found["projects"] = [str(await door.row("select * from projects where id = $1", site.id))]
    found["jobs"] = [str(await door.value(_JOBS, f'"project_id":{site.id}[,}}]'))]
    return found


async def _made(owner: Member, path: str, body: object) -> int:
    answer = await owner.http.post(path, json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    return int(made["id"] if "id" in made else made["invitation"]["id"])


_DRAFT = """
with run as (
    insert into responder_runs (project_id, conversation_id, trigger_seq, attempt, mode, turn,
                                hard_turn, responder_version, state, ended_at)
    values ($1, $2, 1, 1, 'draft', 1, 1, 1, 'drafted', now()) returning id
)
insert into drafts (project_id, conversation_id, run_id, trigger_seq, text, reason)
select $1, $2, id, 1, $3, 'draft' from run returning id
"""
# What a relay moves is no change, nor how far a consumer has read, nor what is counted each minute.
_TABLES = """
select relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'project_id'
  and relname not in ('outbox', 'feed', 'feed_cursors', 'feed_positions', 'minute_samples')
order by 1
"""
_JOBS = "select count(*) from pgqueuer where convert_from(payload, 'UTF8') ~ $1"
