"""Invitations: made by an owner, accepted by the holder of the link."""

from __future__ import annotations

import base64
import hashlib
import hmac

from litestar import Response, delete, get, post
from litestar.params import FromPath, JSONBody

from frontdesk.features import accounts
from frontdesk.features.accounts.model import (
    EmailTaken,
    InvalidEmail,
    NewUser,
    PasswordNeeded,
    SignedIn,
    UnreadableName,
    UnsafePassword,
    User,
    clean_name,
    normal_email,
    require_proof,
)
from frontdesk.features.accounts.wire import UserWire
from frontdesk.features.projects import access, actions, store
from frontdesk.features.projects.model import (
    Invitation,
    InvitationForAnother,
    InvitationOver,
    MemberAlready,
    OwnerMember,
    SomethingMissing,
)
from frontdesk.features.projects.wire.projects import (
    AcceptedInvitation,
    AcceptInvitation,
    CreatedInvitation,
    CreateInvitation,
    InvitationPage,
    InvitationPreview,
    InvitationWire,
)
from frontdesk.infra.database import Transaction
from frontdesk.infra.http import (
    AnyRequest,
    AppContext,
    Cursor,
    IdempotencyKey,
    Inject,
    OpenSession,
    PageSize,
    csrf_token,
    cut_page,
    device_of,
    once,
    session_token_of,
    with_session,
)
from frontdesk.infra.http.openapi import refuses
from frontdesk.infra.passwords import TooBusy
from frontdesk.kit.ids import MAX_ID, ProjectId
from frontdesk.kit.wire import to_wire, to_wire_time


@get("/projects/{project_id:int}/invitations")
async def list_invitations(
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> InvitationPage:
    """List the open invitations to a project."""
    now = app.clock.now()
    async with app.database.snapshot() as tx:
        rows = await store.list_invitations(tx, owner.project_id, cursor or MAX_ID, limit + 1, now)
    page, next_cursor = cut_page(rows, limit, lambda row: row.id)
    return InvitationPage([_shown(invitation) for invitation in page], next_cursor)


@post("/projects/{project_id:int}/invitations", status_code=201)
@refuses(PasswordNeeded, InvalidEmail)
async def create_invitation(
    data: JSONBody[CreateInvitation],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
    idempotency_key: Inject[IdempotencyKey],
) -> CreatedInvitation:
    """Make a one-time link into a project."""
    require_proof(owner.proved_at, app.clock.now())

    def token_of(number: int) -> str:
        return _token_of(owner.project_id, number, app)

    async def offer(tx: Transaction) -> InvitationWire:
        return _shown(await actions.invite(tx, owner.user_id, owner.project_id, data, token_of))

    # The answer that is kept for a resend has no link in it: that is derived again.
    invitation = await once(
        app.database, idempotency_key, f"user:{owner.user_id}", InvitationWire, offer
    )
    url = f"{app.settings.public_url}/invite/{token_of(invitation.id)}"
    return CreatedInvitation(invitation, url)


@delete("/projects/{project_id:int}/invitations/{invitation_id:int}")
@refuses(PasswordNeeded)
async def revoke_invitation(
    invitation_id: FromPath[int],
    owner: Inject[OwnerMember],
    app: Inject[AppContext],
) -> None:
    """Close an invitation that no one has accepted yet."""
    require_proof(owner.proved_at, app.clock.now())
    async with app.database.transaction() as tx:
        await actions.revoke_invitation(
            tx, owner.user_id, owner.project_id, invitation_id, app.clock.now()
        )


@get("/invitations/{token:str}")
@refuses(InvitationOver)
async def preview_invitation(token: FromPath[str], app: Inject[AppContext]) -> InvitationPreview:
    """Show what an invitation's link leads to."""
    async with app.database.snapshot() as tx:
        invitation, project_name = await access.find_invitation(
            tx, accounts.hash_token(token), app.clock.now()
        )
    return InvitationPreview(
        project_name=project_name,
        role=invitation.role.value,
        email=invitation.email,
        invited_by_name=invitation.invited_by_name,
        expires_at=to_wire_time(invitation.expires_at),
    )


@post("/invitations/{token:str}/accept", status_code=200)
@refuses(
    SomethingMissing,
    InvalidEmail,
    UnsafePassword,
    UnreadableName,
    InvitationForAnother,
    EmailTaken,
    MemberAlready,
    InvitationOver,
    TooBusy,
)
async def accept_invitation(
    request: AnyRequest,
    token: FromPath[str],
    data: JSONBody[AcceptInvitation],
    someone_or_nobody: Inject[SignedIn | None],
    app: Inject[AppContext],
) -> Response[AcceptedInvitation]:
    """Accept an invitation.

    With an empty body as the account one is signed in to, else as a new person.
    """
    if someone_or_nobody is not None and data == AcceptInvitation():
        return await _accept_as_someone(request, token, someone_or_nobody, app)
    device = device_of(request, app.settings)
    person = await _new_person(token, data, app)
    now = app.clock.now()
    async with app.database.transaction() as tx:
        user, project_id = await actions.accept_as_new_person(tx, token, person, now)
        session = await accounts.open_session(tx, user.id, device, now)
    answer = _accepted(user, session, project_id, app)
    return with_session(request, answer, OpenSession(session, user.email), app.settings)


async def _accept_as_someone(
    request: AnyRequest, token: str, someone: SignedIn, app: AppContext
) -> Response[AcceptedInvitation]:
    async with app.database.transaction() as tx:
        project_id = await actions.accept_as_someone(tx, token, someone, app.clock.now())
    session = session_token_of(request, is_secure=app.settings.is_https)
    answer = _accepted(someone.user, session, project_id, app)
    opened = OpenSession(session, someone.user.email)
    return with_session(request, answer, opened, app.settings)


async def _new_person(token: str, data: AcceptInvitation, app: AppContext) -> NewUser:
    """Check everything before the slow work of hashing, the invitation first."""
    async with app.database.snapshot() as tx:
        invitation, _ = await access.find_invitation(
            tx, accounts.hash_token(token), app.clock.now()
        )
    given = {"email": data.email or invitation.email, "name": data.name, "password": data.password}
    missing = {field: "This is needed." for field, value in given.items() if not value}
    if missing:
        raise SomethingMissing(fields=missing)
    email = normal_email(given["email"] or "")
    name = clean_name(given["name"] or "")
    password_hash = await accounts.hash_new_password(given["password"] or "", email, (name,))
    return NewUser(email, name, password_hash)


HANDLERS = [
    list_invitations,
    create_invitation,
    revoke_invitation,
    preview_invitation,
    accept_invitation,
]


def _token_of(project_id: ProjectId, number: int, app: AppContext) -> str:
    """Derive an invitation's secret, so that a resent request hears the same link."""
    message = f"invitation:{project_id}:{number}".encode()
    digest = hmac.new(app.settings.secret_key, message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _accepted(
    user: User, session: str, project_id: ProjectId, app: AppContext
) -> AcceptedInvitation:
    csrf = csrf_token(app.settings.secret_key, session)
    return AcceptedInvitation(UserWire.of(user), csrf, project_id)


def _shown(invitation: Invitation) -> InvitationWire:
    return to_wire(InvitationWire, invitation)
