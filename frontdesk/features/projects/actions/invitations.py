"""One-time links into a project."""

from collections.abc import Callable
from datetime import datetime

from frontdesk.features import accounts
from frontdesk.features.accounts.model import NewUser, SignedIn, User, normal_email
from frontdesk.features.projects import access, store
from frontdesk.features.projects.model import Invitation, InvitationForAnother, MemberAlready, Role
from frontdesk.features.projects.wire.projects import CreateInvitation
from frontdesk.infra.audit import record
from frontdesk.infra.database import Transaction
from frontdesk.kit.audit import Audited
from frontdesk.kit.errors import NotFound
from frontdesk.kit.ids import ProjectId, UserId


async def invite(
    tx: Transaction,
    owner_id: UserId,
    project_id: ProjectId,
    offer: CreateInvitation,
    token_of: Callable[[int], str],
) -> Invitation:
    """Offer a place in the project to the holder of this invitation's token."""
    _, owner = await access.lock_for_changing(tx, owner_id, project_id, Role.OWNER)
    email = normal_email(offer.email) if offer.email else None
    number = await store.take_invitation_id(tx)
    token_hash = accounts.hash_token(token_of(number))
    made = await store.insert_invitation(tx, owner, (Role(offer.role), email), (number, token_hash))
    await record(tx, Audited("invitation_created", owner_id, project_id, about=_offered(made)))
    return made


async def revoke_invitation(
    tx: Transaction,
    owner_id: UserId,
    project_id: ProjectId,
    invitation_id: int,
    now: datetime,
) -> None:
    """Close an offer nobody has taken yet."""
    await access.find_member(tx, owner_id, project_id, Role.OWNER)
    revoked = await store.revoke_invitation(tx, project_id, invitation_id, now)
    if revoked is None:
        raise NotFound
    await record(tx, Audited("invitation_revoked", owner_id, project_id, about=_offered(revoked)))


async def accept_as_new_person(
    tx: Transaction, token: str, person: NewUser, now: datetime
) -> tuple[User, ProjectId]:
    """Take the offered place with a new account."""
    invitation, _ = await access.lock_invitation(tx, accounts.hash_token(token), now)
    user = await accounts.add_user(tx, person, now)
    await _take_place(tx, invitation, user, now)
    return user, invitation.project_id


async def accept_as_someone(
    tx: Transaction, token: str, someone: SignedIn, now: datetime
) -> ProjectId:
    """Take the offered place with the account one is signed in to."""
    invitation, _ = await access.lock_invitation(tx, accounts.hash_token(token), now)
    await _take_place(tx, invitation, someone.user, now)
    return invitation.project_id


async def _take_place(tx: Transaction, invitation: Invitation, user: User, now: datetime) -> None:
    if invitation.email not in {None, user.email}:
        raise InvitationForAnother
    project_id = invitation.project_id
    if not await store.insert_member(tx, project_id, user.id, invitation.role, now):
        raise MemberAlready
    await store.close_invitation(tx, invitation, user.id, now)
    role = invitation.role.value
    await record(tx, Audited("member_joined", user.id, project_id, user.id, about=role))


def _offered(invitation: Invitation) -> str:
    """Say to whom an invitation was given, and as what; never by which link."""
    return f"{invitation.email or 'anyone with the link'} ({invitation.role.value})"
