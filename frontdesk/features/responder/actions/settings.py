"""What managers decide about the responder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from frontdesk.features import projects
from frontdesk.features.projects.events import SettingsChanged
from frontdesk.features.projects.model import Role
from frontdesk.features.projects.wire.settings import AssistantGroup
from frontdesk.features.responder.model.promises import DEFAULT_GATED_WORDS, problem_with_gated
from frontdesk.features.responder.model.refusals import InvalidAssistantSettings
from frontdesk.features.responder.model.settings import ResponderConfig, StoredProvider
from frontdesk.features.responder.store import settings
from frontdesk.infra.audit import record
from frontdesk.infra.models.provider import Provider as ProviderToAsk
from frontdesk.infra.models.provider import check_provider
from frontdesk.infra.outbound import AddressRules, problem_with_host
from frontdesk.infra.secrets import Secret
from frontdesk.kit.audit import Audited, AuditKind, change, changes_between
from frontdesk.kit.errors import Refused, Stale
from frontdesk.kit.ids import ProjectId, UserId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.features.responder.wire import PutResponder, PutResponderProvider
    from frontdesk.features.workflows.events import WorkflowPublished, WorkflowUnpublished
    from frontdesk.infra.database import Transaction
    from frontdesk.infra.secrets import SecretBox

_HINT_CHARACTERS = 4


async def replace_settings(
    tx: Transaction,
    manager_id: UserId,
    project_id: ProjectId,
    wanted: PutResponder,
    seal: Sealing,
) -> ResponderConfig:
    """Replace what the project wants of its responder, and void what it thinks right now.

    Raises `Stale` if somebody changed it since the version the manager saw, `Invalid` with
    the field of a provider that cannot be asked.
    """
    await projects.lock_for_changing(tx, manager_id, project_id, Role.MANAGER)
    before = await settings.find_settings(tx, project_id)
    if seal.version not in (None, before.assistant_version):
        raise Stale
    if seal.responder_version not in (None, before.version):
        raise Stale
    known = {one.id: one for one in before.providers}
    providers = [
        _checked(seal, project_id, known, number, one)
        for number, one in enumerate(wanted.providers)
    ]
    _check_hosts(wanted.allowed_hosts, seal.rules)
    _check_gated_words(wanted.gated_words)
    await settings.replace_providers(tx, project_id, providers)
    version = await projects.save_assistant(tx, project_id, _settings(wanted))
    after = await settings.find_settings(tx, project_id)
    told = SettingsChanged(
        project_id, "assistant", before.to_wire(), after.to_wire(), version, manager_id
    )
    await tx.announce([told])
    await _record_changes(tx, (project_id, manager_id), before, after)
    return after


async def _record_changes(
    tx: Transaction,
    where: tuple[ProjectId, UserId],
    before: ResponderConfig,
    after: ResponderConfig,
) -> None:
    """Keep what was changed: of a model what it is, of its key that it is another one."""
    project_id, manager_id = where
    old, new = before.to_wire(), after.to_wire()
    changes = changes_between(old, new, but=("providers", "version", "tokensToday"))
    said = [_models_of(one) for one in (before, after)]
    if said[0] != said[1]:
        changes.append(change("providers", *said))
    if changes:
        entry = Audited(
            "settings_changed", manager_id, project_id, about="assistant", changes=tuple(changes)
        )
        await record(tx, entry)
    kept, held = _keys_of(before), _keys_of(after)
    for one in (*after.providers, *before.providers):
        was, now = kept.pop(one.id, None), held.pop(one.id, None)
        if was != now:
            kind: AuditKind = "model_key_set" if now else "model_key_removed"
            await record(tx, Audited(kind, manager_id, project_id, about=one.name))


def _keys_of(config: ResponderConfig) -> dict[int, str | None]:
    return {one.id: one.sealed_key for one in config.providers}


def _models_of(config: ResponderConfig) -> list[str]:
    return [f"{one.name}: {one.kind} {one.model}" for one in config.providers]


async def void_after_publishing(
    tx: Transaction, changed: WorkflowPublished | WorkflowUnpublished
) -> None:
    """Let runs that think right now begin again with what is live now."""
    await projects.void_assistant_runs(tx, changed.project_id)


@dataclass(frozen=True)
class Sealing:
    """How keys are sealed and addresses judged here, and which version the manager saw.

    `responder_version` is what the earlier address tells: it also counts what is published.
    """

    box: SecretBox
    rules: AddressRules
    # Raises `PasswordNeeded` unless the manager entered their password a moment ago.
    prove: Callable[[], None]
    version: int | None
    responder_version: int | None


def context_of(project_id: int) -> str:
    """Return what a sealed key belongs to: it opens nowhere else."""
    return f"project:{project_id}/responder"


def _checked(
    seal: Sealing,
    project_id: int,
    known: Mapping[int, StoredProvider],
    number: int,
    wanted: PutResponderProvider,
) -> StoredProvider:
    before = known.get(wanted.id) if wanted.id is not None else None
    if wanted.id is not None and before is None:
        raise _refused(number, "id", "There is no such provider here.")
    # A kept key goes to whatever address stands beside it.
    if wanted.key is not UNSET or (before and (wanted.base_url or None) != before.base_url):
        seal.prove()
    sealed, hint = _key(seal, project_id, before, wanted)
    base_url = (wanted.base_url or "").strip() or None
    opened = None if sealed is None else seal.box.open(sealed, context_of(project_id))
    try:
        check_provider(
            ProviderToAsk(wanted.name, wanted.kind, wanted.model, base_url, opened), seal.rules
        )
    except Refused as error:
        fields = {
            f"providers.{number}.{_camel(name)}": text
            for name, text in (error.fields or {}).items()
        }
        raise InvalidAssistantSettings(error.message, fields=fields) from error
    return StoredProvider(
        before.id if before else 0, wanted.name, wanted.kind, wanted.model, base_url, sealed, hint
    )


def _settings(wanted: PutResponder) -> AssistantGroup:
    kept = {
        name: getattr(wanted, name)
        for name in AssistantGroup.__struct_fields__
        if name != "gated_words"
    }
    return AssistantGroup(**kept, gated_words=_own_gated_words(wanted.gated_words))


def _own_gated_words(wanted: list[str] | UnsetType) -> list[str] | None:
    """Keep a list of the project's own; None for ours, which grows with the product."""
    if isinstance(wanted, UnsetType):
        return None
    words = list(dict.fromkeys(" ".join(one.split()) for one in wanted))
    return None if words == list(DEFAULT_GATED_WORDS) else words


def _check_hosts(hosts: list[str], rules: AddressRules) -> None:
    found = {f"allowedHosts.{n}": problem_with_host(host, rules) for n, host in enumerate(hosts)}
    fields = {field: problem for field, problem in found.items() if problem}
    if fields:
        raise InvalidAssistantSettings(next(iter(fields.values())), fields=fields)


def _check_gated_words(words: list[str] | UnsetType) -> None:
    if isinstance(words, UnsetType):
        return
    found = {f"gatedWords.{n}": problem_with_gated(one) for n, one in enumerate(words)}
    fields = {field: problem for field, problem in found.items() if problem}
    if fields:
        raise InvalidAssistantSettings(next(iter(fields.values())), fields=fields)


def _key(
    seal: Sealing, project_id: int, before: StoredProvider | None, wanted: PutResponderProvider
) -> tuple[str | None, str | None]:
    if wanted.key is UNSET:
        same_place = before is not None and (before.kind, before.base_url or "") == (
            wanted.kind,
            (wanted.base_url or "").strip(),
        )
        # A stored key never goes to another address than the one it was given for.
        if before is None or not same_place:
            return None, None
        return before.sealed_key, before.key_hint
    if wanted.key is None:
        return None, None
    sealed = seal.box.seal(Secret(wanted.key), context_of(project_id))
    return sealed, wanted.key[-_HINT_CHARACTERS:]


def _refused(number: int, field: str, problem: str) -> InvalidAssistantSettings:
    return InvalidAssistantSettings(problem, fields={f"providers.{number}.{field}": problem})


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
