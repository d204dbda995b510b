"""The door of a project: from a path and a credential to a member whose role was checked.

A handler below `/projects/{project_id}` asks for `agent`, `manager` or `owner` and gets a
member who is at least that. A stranger hears 404, a member whose role does not reach, 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from litestar.params import FromPath

from frontdesk.features import accounts
from frontdesk.features.projects import access
from frontdesk.features.projects.model import AgentMember, ManagerMember, OwnerMember, Role
from frontdesk.infra.http import AnyRequest, AppContext, Inject, check_csrf, session_token_of
from frontdesk.kit.errors import Forbidden
from frontdesk.kit.ids import ProjectId

T = TypeVar("T", bound=AgentMember)


async def provide_member(
    request: AnyRequest, project_id: FromPath[ProjectId], app: Inject[AppContext]
) -> AgentMember:
    """Find who asks and their place in the project, in one transaction."""
    token = session_token_of(request, is_secure=app.settings.is_https)
    async with app.database.transaction() as tx:
        someone = await accounts.recognise(tx, token, app.clock.now())
        check_csrf(request, app.settings.secret_key, token, app.settings.own_origin)
        place = await access.find_member(tx, someone.user.id, project_id, Role.AGENT)
    return AgentMember(
        place.project_id,
        place.user_id,
        place.role,
        place.created_at,
        user=someone.user,
        proved_at=someone.proved_at,
    )


def _door(kind: type[T]) -> Callable[..., Any]:
    async def provide(agent: Inject[AgentMember]) -> AgentMember:
        if not agent.role.reaches(kind.needs):
            raise Forbidden
        return kind(
            agent.project_id,
            agent.user_id,
            agent.role,
            agent.created_at,
            user=agent.user,
            proved_at=agent.proved_at,
        )

    return provide


# The others are found through `agent`, so that is where a process may look on.
DOORS: dict[str, Callable[..., Any]] = {
    "agent": provide_member,
    "manager": _door(ManagerMember),
    "owner": _door(OwnerMember),
}
