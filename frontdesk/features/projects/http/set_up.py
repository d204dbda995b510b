"""The first start: a one-time link that makes the first owner and their project."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import accounts
from frontdesk.features.accounts.model import (
    EmailTaken,
    InvalidEmail,
    NewUser,
    UnreadableName,
    UnsafePassword,
    clean_name,
    normal_email,
)
from frontdesk.features.accounts.wire import UserWire
from frontdesk.features.projects import actions, store
from frontdesk.features.projects.http.projects import shown
from frontdesk.features.projects.model import InvalidDomain, Role, SetUpLinkOver, normal_domains
from frontdesk.features.projects.wire.projects import (
    CreateProject,
    SetUp,
    SetUpDone,
    SetUpNeeded,
    SetUpStatus,
)
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Inject,
    OpenSession,
    check_same_origin,
    csrf_token,
    device_of,
    with_session,
)
from frontdesk.infra.http.credentials import ForeignOrigin
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import TooBusy
from frontdesk.kit.errors import NotFound
from frontdesk.kit.wire import to_wire_time


@get("/setup")
async def show_whether_set_up(app: Inject[AppContext]) -> SetUpNeeded:
    """Show whether this installation still waits for its first owner."""
    async with app.database.snapshot() as tx:
        return SetUpNeeded(is_needed=not await accounts.has_any_user(tx))


@get("/setup/{token:str}")
@refuses(SetUpLinkOver)
async def show_set_up(token: FromPath[str], app: Inject[AppContext]) -> SetUpStatus:
    """Show whether a set-up link is still open."""
    return SetUpStatus(expires_at=await _open_until(token, app))


@post("/setup/{token:str}", status_code=201)
@refuses(
    InvalidEmail,
    UnsafePassword,
    UnreadableName,
    InvalidDomain,
    ForeignOrigin,
    EmailTaken,
    SetUpLinkOver,
    TooBusy,
)
async def set_up(
    request: AnyRequest, token: FromPath[str], data: JSONBody[SetUp], app: Inject[AppContext]
) -> Response[SetUpDone]:
    """Make the first owner and their project, and sign them in."""
    check_same_origin(request, app.settings.own_origin)
    await _open_until(token, app)
    email = normal_email(data.email)
    normal_domains(data.allowed_domains)
    name = clean_name(data.name)
    about = (name, data.project_name)
    owner = NewUser(email, name, await accounts.hash_new_password(data.password, email, about))
    wanted = CreateProject(name=data.project_name, allowed_domains=data.allowed_domains)
    device = device_of(request, app.settings)
    now = app.clock.now()
    async with app.database.transaction() as tx:
        user, project = await actions.set_up(tx, token, owner, wanted, now)
        session = await accounts.open_session(tx, user.id, device, now)
    csrf = csrf_token(app.settings.secret_key, session)
    done = SetUpDone(UserWire.of(user), csrf, shown(project, Role.OWNER))
    opened = OpenSession(session, user.email)
    return with_session(request, done, opened, app.settings, status_code=201)


HANDLERS = [show_whether_set_up, show_set_up, set_up]


async def _open_until(token: str, app: AppContext) -> str:
    async with app.database.snapshot() as tx:
        found = await store.find_setup_link(tx, accounts.hash_token(token), app.clock.now())
        is_over = found is not None and (not found[1] or await accounts.has_any_user(tx))
    if found is None:
        raise NotFound
    if is_over:
        raise SetUpLinkOver
    return to_wire_time(found[0])
