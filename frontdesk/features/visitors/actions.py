"""What visitors do before they write, and what is kept of them once they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from frontdesk.features.accounts.model import clean_name, normal_email
from frontdesk.features.visitors import access, store
from frontdesk.features.visitors.events import (
    ContactLeft,
    VisitorBlocked,
    VisitorDescribed,
    VisitorUnblocked,
)
from frontdesk.features.visitors.model import (
    ForgedToken,
    Visitor,
    VisitorIdentity,
    VisitorIsBlocked,
    clean_profile,
    described,
    merge_visit,
    new_identity,
    verify,
)
from frontdesk.features.visitors.wire import SiteProfile
from frontdesk.infra.audit import record
from frontdesk.kit.audit import Audited

if TYPE_CHECKING:
    from frontdesk.features.visitors.wire import SetContact
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.audit import AuditKind
    from frontdesk.kit.ids import ProjectId, UserId, VisitorId


async def settle_identity(
    tx: Transaction, project_id: ProjectId, uid: str, token: str | None, secret: bytes
) -> VisitorIdentity:
    """Decide who a widget may say it is; writes nothing.

    A uid nobody has written under is free: a visitor who asks gets a secret for it, and the
    first to have a message stored keeps it. After that only that secret will do.
    Raises `ForgedToken` otherwise.
    """
    taken = await store.find_by_uid(tx, project_id, uid)
    if token is None:
        if taken is not None:
            raise ForgedToken
        return new_identity(project_id, uid)
    identity = verify(token, secret)
    if (identity.project_id, identity.uid) != (project_id, uid):
        raise ForgedToken
    if taken is not None and taken.token_key != identity.key:
        raise ForgedToken
    return identity


async def lock_writers(
    tx: Transaction, identities: Sequence[VisitorIdentity]
) -> Mapping[VisitorIdentity, Visitor]:
    """Lock the row of each visitor who writes, making it for those who write first.

    Holding the row is what makes one visitor's messages wait for each other, whichever
    worker or web process stores them. A visitor whose key is not the stored one is
    missing from the answer.
    """
    held = {(one.project_id, one.uid): one for one in await store.lock(tx, identities)}
    newcomers = [one for one in identities if (one.project_id, one.uid) not in held]
    if newcomers:
        await store.insert(tx, newcomers)
        for one in await store.lock(tx, newcomers):
            held[one.project_id, one.uid] = one
    return {
        identity: visitor
        for identity in identities
        if (visitor := held.get((identity.project_id, identity.uid))) is not None
        and visitor.token_key == identity.key
    }


async def keep_sessions(
    tx: Transaction, sessions: Mapping[Visitor, Sequence[Mapping[str, Any]]]
) -> None:
    """Add what visitors locked by this transaction said of their visits, in this order."""
    merged = []
    for one, heard in sessions.items():
        visit = one.session_metadata
        for seen in heard:
            visit = merge_visit(visit, seen)
        merged.append((one.project_id, one.id, dict(visit)))
    await store.save_sessions(tx, merged)


async def leave_contact(tx: Transaction, identity: VisitorIdentity, contact: SetContact) -> None:
    """Keep how to reach a visitor. The same again changes nothing.

    Raises `Invalid` for what is no address, `VisitorIsBlocked` and `ForgedToken`.
    """
    email = normal_email(contact.email)
    name = None if contact.name is None else clean_name(contact.name)
    before = (await lock_writers(tx, [identity])).get(identity)
    if before is None:
        raise ForgedToken
    if before.is_blocked:
        raise VisitorIsBlocked
    after = replace(before, email=email, name=name or before.name)
    if after != before:
        await store.save_contact(tx, after)
        await tx.announce([ContactLeft(after)])


async def take_profiles(
    tx: Transaction, said: Mapping[Visitor, SiteProfile]
) -> dict[Visitor, Visitor]:
    """Keep what a site says of visitors locked by this transaction; return each as they are now.

    The same again, or nothing at all, is no news.
    """
    before = await store.find_profiles(tx, list(said)) if said else {}
    news = [
        VisitorDescribed(described(visitor, before.get(visitor), profile), profile)
        for visitor, profile in said.items()
        if profile not in (before.get(visitor), SiteProfile())
    ]
    if news:
        await store.save_profiles(tx, [(one.visitor, one.profile) for one in news])
        await tx.announce(news)
    changed = {(one.visitor.project_id, one.visitor.id): one.visitor for one in news}
    return {one: changed.get((one.project_id, one.id), one) for one in said}


async def keep_profile(tx: Transaction, identity: VisitorIdentity, said: SiteProfile) -> bool:
    """Store what a site says of a visitor who has a row already; return whether they have.

    Raises `VisitorIsBlocked` for one who is blocked.
    """
    profile = clean_profile(said)
    held = [one for one in await store.lock(tx, [identity]) if one.token_key == identity.key]
    if any(one.is_blocked for one in held):
        raise VisitorIsBlocked
    await take_profiles(tx, dict.fromkeys(held, profile))
    return bool(held)


async def block_visitor(
    tx: Transaction,
    project_id: ProjectId,
    member_id: UserId,
    visitor_id: VisitorId,
    reason: str | None,
) -> None:
    """Close a visitor's chat for good. One who is blocked stays so, for the first reason."""
    visitor = await access.lock_for_changing(tx, project_id, visitor_id)
    if not visitor.is_blocked:
        await store.set_block(tx, visitor, member_id, (reason or "").strip() or None)
        await tx.announce([VisitorBlocked(replace(visitor, is_blocked=True), member_id)])
        await record(tx, _of("visitor_blocked", member_id, visitor))


async def unblock_visitor(
    tx: Transaction, project_id: ProjectId, member_id: UserId, visitor_id: VisitorId
) -> None:
    """Let a visitor write again."""
    visitor = await access.lock_for_changing(tx, project_id, visitor_id)
    if visitor.is_blocked:
        await store.lift_block(tx, visitor)
        await tx.announce([VisitorUnblocked(replace(visitor, is_blocked=False), member_id)])
        await record(tx, _of("visitor_unblocked", member_id, visitor))


def _of(kind: AuditKind, member_id: UserId, visitor: Visitor) -> Audited:
    name = visitor.name or f"visitor {visitor.id}"
    return Audited(kind, member_id, visitor.project_id, about=name)
