"""The SQL of what a project wants of its responder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frontdesk.features.responder.model.promises import DEFAULT_GATED_WORDS
from frontdesk.features.responder.model.settings import ResponderConfig, StoredProvider

if TYPE_CHECKING:
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ProjectId


async def find_settings(tx: Transaction, project_id: ProjectId) -> ResponderConfig:
    """Read the responder's part of a project that exists."""
    row = await tx.fetch_one(_FIND, project_id)
    if row is None:
        raise AssertionError("the project was found a moment ago")
    columns = dict(row.items())
    gated = DEFAULT_GATED_WORDS if columns["gated_words"] is None else columns["gated_words"]
    providers = await tx.fetch(_PROVIDERS, project_id)
    return ResponderConfig(
        **{**columns, "gated_words": gated},
        providers=tuple(
            StoredProvider(**{name: one[name] for name in StoredProvider.__dataclass_fields__})
            for one in providers
        ),
    )


async def find_allowed_hosts(tx: Transaction, project_id: int) -> list[str]:
    """Return the hosts workflows may reach; none for a project that is gone."""
    return list(await tx.fetch_value(_HOSTS, project_id) or [])


async def find_version(tx: Transaction, project_id: ProjectId) -> int:
    """Return the version a run's fence compares."""
    return int(await tx.fetch_value(_VERSION, project_id))


async def replace_providers(
    tx: Transaction, project_id: ProjectId, providers: Sequence[StoredProvider]
) -> None:
    """Write the list as a whole; those with an id keep it."""
    kept = [one.id for one in providers if one.id]
    await tx.execute(_DROP_PROVIDERS, project_id, kept)
    for position, one in enumerate(providers):
        values = (one.name, one.kind, one.model, one.base_url, one.sealed_key, one.key_hint)
        if one.id:
            await tx.execute(_UPDATE_PROVIDER, project_id, one.id, position, *values)
        else:
            await tx.execute(_INSERT_PROVIDER, project_id, position, *values)


_FIND = """
select responder_mode as mode, responder_when as "when", responder_style as style,
       responder_prompt as prompt, assigned_meanwhile, answer_within_seconds,
       turns_per_conversation, tokens_per_conversation, tokens_per_day,
       responder_hosts as allowed_hosts, responder_gated_words as gated_words,
       allowed_domains as link_domains, responder_version as version, assistant_version,
       (select coalesce(sum(tokens_in + tokens_out), 0)::bigint from responder_runs r
        where r.project_id = p.id
          and r.started_at >= date_trunc('day', now(), p.time_zone)) as tokens_today
from projects p where id = $1
"""

_PROVIDERS = "select * from responder_providers where project_id = $1 order by position"

_HOSTS = "select responder_hosts from projects where id = $1"

_VERSION = "select responder_version from projects where id = $1"

_DROP_PROVIDERS = """
delete from responder_providers where project_id = $1 and id <> all($2::bigint[])
"""

_UPDATE_PROVIDER = """
update responder_providers
set position = $3, name = $4, kind = $5, model = $6, base_url = $7, sealed_key = $8,
    key_hint = $9
where project_id = $1 and id = $2
"""

_INSERT_PROVIDER = """
insert into responder_providers
    (project_id, position, name, kind, model, base_url, sealed_key, key_hint)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
