"""Who may do what in which project. An outsider hears NotFound, whatever the reason."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime

from frontdesk.features.projects import store
from frontdesk.features.projects.model import (
    AgentMember,
    Invitation,
    InvitationOver,
    Member,
    Project,
    ProjectsOpenedByOwners,
    Role,
)
from frontdesk.features.projects.store.settings import GroupT
from frontdesk.features.projects.wire.settings import RoutingGroup
from frontdesk.infra.database import Database, Transaction
from frontdesk.infra.expiring_cache import ExpiringCache
from frontdesk.kit.clock import Clock
from frontdesk.kit.errors import Forbidden, NotFound
from frontdesk.kit.ids import ProjectId, UserId

KEPT_SECONDS = 5.0


async def find_member(
    tx: Transaction, user_id: UserId, project_id: ProjectId, at_least: Role
) -> Member:
    """Find one's place in a project, if its role reaches far enough.

    Other people's projects, deleted ones and those that never were answer alike.
    """
    member = await store.find_member(tx, project_id, user_id)
    if member is None:
        raise NotFound
    if not member.role.reaches(at_least):
        raise Forbidden
    return member


async def find_for_reading(tx: Transaction, project_id: ProjectId) -> Project:
    """Find a project; callers have settled that a member asks."""
    project = await store.find_project(tx, project_id)
    if project is None:
        raise NotFound
    return project


async def lock_for_changing(
    tx: Transaction, user_id: UserId, project_id: ProjectId, at_least: Role
) -> tuple[Project, Member]:
    """Find a project one may change, and lock its row until commit.

    The role is read again once the row is ours: it may have been taken away while we
    waited for the one that held it.
    """
    await find_member(tx, user_id, project_id, at_least)
    project = await store.lock_project(tx, project_id)
    if project is None:
        raise NotFound
    return project, await find_member(tx, user_id, project_id, at_least)


async def find_settings(
    tx: Transaction, project_id: ProjectId, group: type[GroupT]
) -> tuple[GroupT, int]:
    """Find a group of a project's settings, and the version `If-Match` takes for it."""
    found = await store.find_settings(tx, project_id, group)
    if found is None:
        raise NotFound
    return found


async def routing_of(tx: Transaction, project_id: ProjectId) -> RoutingGroup:
    """Return how a project gives chats to its agents."""
    routing, _ = await find_settings(tx, project_id, RoutingGroup)
    return routing


async def find_public(tx: Transaction, project_id: ProjectId) -> Project | None:
    """Find a project for its widget; the caller must check the origin, too."""
    return await store.find_project(tx, project_id)


async def find_invitation(
    tx: Transaction, token_hash: bytes, now: datetime
) -> tuple[Invitation, str]:
    """Find an open invitation and its project's name, for the holder of the link."""
    return _still_open(await store.find_invitation(tx, token_hash, now))


async def lock_invitation(
    tx: Transaction, token_hash: bytes, now: datetime
) -> tuple[Invitation, str]:
    """Find an open invitation, and lock its row: of two acceptances, one comes second."""
    return _still_open(await store.lock_invitation(tx, token_hash, now))


async def lost_memberships(
    tx: Transaction, places: Collection[tuple[int, int, Role]]
) -> set[tuple[int, int, Role]]:
    """Return which of these (user, project, role) are not so any more, to close their sockets."""
    return await store.not_members(tx, list(places)) if places else set()


def _still_open(found: tuple[Invitation, str] | None) -> tuple[Invitation, str]:
    if found is None:
        raise NotFound
    if found[0].is_over:
        raise InvitationOver
    return found


async def lock_member(
    tx: Transaction, user_id: UserId, project_id: ProjectId, at_least: Role
) -> Member:
    """Find one's place and keep it from being taken away until commit."""
    member = await store.share_member(tx, project_id, user_id)
    if member is None:
        raise NotFound
    if not member.role.reaches(at_least):
        raise Forbidden
    return member


async def lock_membership(tx: Transaction, asker: AgentMember) -> Member:
    """Keep the place of a member who asks for something from being taken away until commit.

    The door let them in before this transaction began: they may have been removed since.
    """
    return await lock_member(tx, asker.user_id, asker.project_id, asker.needs)


@asynccontextmanager
async def changing(database: Database, asker: AgentMember) -> AsyncIterator[Transaction]:
    """Begin a change; the asker keeps their place until it is committed."""
    async with database.transaction() as tx:
        await lock_membership(tx, asker)
        yield tx


async def lock_taker(tx: Transaction, user_id: UserId, project_id: ProjectId) -> Member:
    """Find the place of an agent who is about to have one more chat, and lock it exclusively.

    Another transaction that gives this agent a chat waits until commit, so load is counted in
    turn; a removal of the agent comes before or after.
    """
    member = await store.lock_member_alone(tx, project_id, user_id)
    if member is None:
        raise NotFound
    return member


class ProjectCache:
    """Projects, each at most a few seconds old: a changed setting holds soon after."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._kept = ExpiringCache(clock, self._find_now)

    async def find(self, project_id: int) -> Project:
        """Return a project; raise `NotFound` when there is none.

        While the database is away, what was true a moment ago will do. A message that is
        refused here would be overtaken by the one behind it.
        """
        return await self._kept.find_or_last(project_id, KEPT_SECONDS)

    def forget(self, project_id: int) -> None:
        """Look a project up again the next time: it has changed in a way that can't wait."""
        self._kept.forget(project_id)

    async def _find_now(self, project_id: int) -> Project:
        async with self._database.snapshot() as tx:
            project = await find_public(tx, ProjectId(project_id))
        if project is None:
            raise NotFound
        return project


async def require_owner_of_any(tx: Transaction, user_id: UserId) -> None:
    """Raise `ProjectsOpenedByOwners` unless this user owns a project, or nobody owns any."""
    if not await store.may_open_projects(tx, user_id):
        raise ProjectsOpenedByOwners
