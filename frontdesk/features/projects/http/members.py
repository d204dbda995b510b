"""Who belongs to a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody

from frontdesk.features.accounts.model import PasswordNeeded, require_proof
from frontdesk.features.projects import actions, store
from frontdesk.features.projects.actions.members import LastOwner
from frontdesk.features.projects.model import (
    AgentMember,
    MemberElsewhere,
    OwnAccount,
    OwnerMember,
    Profile,
    Role,
)
from frontdesk.features.projects.wire.projects import (
    MemberPage,
    MemberState,
    MemberWire,
    PatchMember,
)
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import AppContext, Cursor, Inject, PageSize, cut_page
from frontdesk.infra.http.openapi import refuses
from frontdesk.kit.errors import Forbidden
from frontdesk.kit.ids import ProjectId, UserId
from frontdesk.kit.wire import to_wire, to_wire_time

_MEMBER = "/projects/{project_id:int}/members/{user_id:int}"


class Availability(Protocol):
    """Who knows which members are here: a feature above this one."""

    async def find_availabilities(
        self, tx: Transaction, project_id: ProjectId, user_ids: Collection[UserId], /
    ) -> Mapping[UserId, MemberState]:
        """Return how each of these members can be reached."""
        ...


@get("/projects/{project_id:int}/members")
async def list_members(
    agent: Inject[AgentMember],
    app: Inject[AppContext],
    availability: Inject[Availability],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> MemberPage:
    """List the members of a project."""
    async with app.database.snapshot() as tx:
        rows = await store.list_members(tx, agent.project_id, cursor or 0, limit + 1)
        page, next_cursor = cut_page(rows, limit, lambda row: row.member.user_id)
        here = [profile.member.user_id for profile in page]
        states = await availability.find_availabilities(tx, agent.project_id, here)
    return MemberPage([_shown(profile, states) for profile in page], next_cursor)


@patch(_MEMBER)
@refuses(PasswordNeeded, LastOwner)
async def change_role(
    user_id: FromPath[UserId],
    data: JSONBody[PatchMember],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
    availability: Inject[Availability],
) -> MemberWire:
    """Give a member another role."""
    require_proof(owner.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        profile = await actions.change_role(
            tx, owner.user_id, user_id, owner.project_id, Role(data.role)
        )
        states = await availability.find_availabilities(tx, owner.project_id, [user_id])
    return _shown(profile, states)


@delete(_MEMBER)
@refuses(Forbidden, PasswordNeeded, LastOwner)
async def remove_member(
    user_id: FromPath[UserId],
    agent: Inject[AgentMember],
    app: Inject[AppContext],
) -> None:
    """Remove a member, or leave a project.

    Their conversations go back to the queue.
    """
    if user_id != agent.user_id:
        require_proof(agent.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        await actions.remove_member(tx, agent.user_id, user_id, agent.project_id)


@post(f"{_MEMBER}/deactivate", status_code=200)
@refuses(PasswordNeeded, OwnAccount, MemberElsewhere)
async def deactivate_member(
    user_id: FromPath[UserId],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
) -> MemberWire:
    """Deactivate a member's account: they are signed out everywhere and can't sign in.

    For owners of everything the member belongs to. Their place and their role stay, and their
    conversations go back to the queue.
    """
    require_proof(owner.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        profile = await actions.deactivate_member(
            tx, owner.user_id, user_id, owner.project_id, app.clock.now()
        )
    return _shown(profile, {})


@post(f"{_MEMBER}/reactivate", status_code=200)
@refuses(PasswordNeeded, OwnAccount, MemberElsewhere)
async def reactivate_member(
    user_id: FromPath[UserId],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
) -> MemberWire:
    """Let a member whose account was deactivated sign in again."""
    require_proof(owner.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        profile = await actions.reactivate_member(
            tx, owner.user_id, user_id, owner.project_id, app.clock.now()
        )
    return _shown(profile, {})


HANDLERS = [list_members, change_role, remove_member, deactivate_member, reactivate_member]


def _shown(profile: Profile, states: Mapping[UserId, MemberState]) -> MemberWire:
    member = profile.member
    return to_wire(
        MemberWire,
        profile,
        user_id=member.user_id,
        role=member.role.value,
        created_at=to_wire_time(member.created_at),
        state=states.get(member.user_id, "offline"),
    )
