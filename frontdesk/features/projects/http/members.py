"""Who belongs to a project."""

from __future__ import annotations

from litestar import delete, get, patch
from litestar.params import FromPath, JSONBody

from frontdesk.features.projects import actions, store
from frontdesk.features.projects.actions.members import LastOwner
from frontdesk.features.projects.model import AgentMember, OwnerMember, Profile, Role
from frontdesk.features.projects.wire import MemberPage, MemberWire, PatchMember
from frontdesk.infra.http import AppContext, Cursor, Inject, PageSize, cut_page
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.ids import UserId
from frontdesk.kit.wire import to_wire, to_wire_time


@get("/projects/{project_id:int}/members")
async def list_members(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> MemberPage:
    """List the members of a project."""
    async with app.database.snapshot() as tx:
        rows = await store.list_members(tx, agent.project_id, cursor or 0, limit + 1)
    page, next_cursor = cut_page(rows, limit, lambda row: row.member.user_id)
    return MemberPage([_shown(profile) for profile in page], next_cursor)


@patch("/projects/{project_id:int}/members/{user_id:int}")
@refuses(LastOwner)
async def change_role(
    user_id: FromPath[UserId],
    data: JSONBody[PatchMember],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
) -> MemberWire:
    """Give a member another role."""
    async with app.database.transaction() as tx:
        profile = await actions.change_role(
            tx, owner.user_id, user_id, owner.project_id, Role(data.role)
        )
    return _shown(profile)


@delete("/projects/{project_id:int}/members/{user_id:int}")
@refuses(LastOwner)
async def remove_member(
    user_id: FromPath[UserId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> None:
    """Remove a member, or leave a project.

    Their conversations go back to the queue.
    """
    async with app.database.transaction() as tx:
        await actions.remove_member(tx, agent.user_id, user_id, agent.project_id)


HANDLERS = [list_members, change_role, remove_member]


def _shown(profile: Profile) -> MemberWire:
    member = profile.member
    return to_wire(
        MemberWire,
        profile,
        user_id=member.user_id,
        role=member.role.value,
        created_at=to_wire_time(member.created_at),
    )
