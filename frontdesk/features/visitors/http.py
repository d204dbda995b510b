"""The visitor's door: from a path and a visitor token to whom it speaks for.

A handler below `/public/projects/{project_id}` that asks for `visitor` gets one whose token
is ours and this project's, who is not blocked, and who comes from a page that may show the
widget. Nothing a browser adds by itself opens it, so it needs no token against forgery.
"""

from __future__ import annotations

from litestar.params import FromPath

from frontdesk.features import projects
from frontdesk.features.projects.model import OriginNotAllowed, allowed_origin
from frontdesk.features.visitors import access
from frontdesk.features.visitors.model import VisitorIdentity, verify
from frontdesk.infra.http import AnyRequest, AppContext, Inject, visitor_token_of
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId


async def provide_visitor(
    request: AnyRequest, project_id: FromPath[ProjectId], app: Inject[AppContext]
) -> VisitorIdentity:
    """Find the visitor who asks; there may be no row of theirs before their first message."""
    identity = verify(visitor_token_of(request), app.settings.secret_key)
    if identity.project_id != project_id:
        raise NotFound
    async with app.database.snapshot() as tx:
        project = await projects.find_public(tx, project_id)
        if project is None:
            raise NotFound
        origin, own = request.headers.get("origin"), app.settings.own_origin
        if origin is not None and not allowed_origin(project, origin, own):
            raise OriginNotAllowed
        await access.check_identity(tx, identity)
    return identity
