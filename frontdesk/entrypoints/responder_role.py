"""What the database role of the responder may do, and the grants that every migration repeats.

A role belongs to the server and its rights to one database, so a restored dump has neither.
"""

import asyncpg

ROLE = "frontdesk_responder"

_MAY_READ = (
    *("projects", "members", "users", "visitors", "conversations", "messages", "assignments"),
    *("agent_presence", "responder_runs", "drafts", "responder_effects", "feed_cursors"),
)
_MAY_INSERT = ("messages", "outbox", "responder_effects", "conversation_events")
# Everything but who holds a conversation and where it is in its life.
_MAY_CHANGE = (
    *("chat_state", "last_seq", "last_message_id", "last_message_snippet", "last_message_at"),
    *("waiting_since", "queued_at", "tries", "version", "revision", "updated_at"),
    *("responder_turns", "responder_tokens"),
)

_GRANT = f"""
do $$
begin
    if not exists (select from pg_roles where rolname = '{ROLE}') then
        create role {ROLE} nologin;
    end if;
exception
    -- Another database of this server is being migrated at the same moment.
    when duplicate_object or unique_violation then null;
end $$;
do $$
begin
    if not pg_has_role('{ROLE}', 'member') then
        execute format('grant {ROLE} to %I', current_user);
    end if;
end $$;
grant usage on schema public to {ROLE};
grant select on {", ".join(_MAY_READ)} to {ROLE};
grant insert on {", ".join(_MAY_INSERT)} to {ROLE};
grant update ({", ".join(_MAY_CHANGE)}) on conversations to {ROLE};
"""

_MISSING = """
select format('%s on %s', right_name, table_name)
from unnest($1::text[], $2::text[]) as needed (right_name, table_name)
where not has_table_privilege($4, table_name, right_name)
union all
select 'update of ' || column_name || ' on conversations' from unnest($3::text[]) as column_name
where not has_column_privilege($4, 'conversations', column_name, 'update')
"""

_NEEDED = [
    *(("select", table) for table in _MAY_READ),
    *(("insert", table) for table in _MAY_INSERT),
]


async def grant_responder_role(database_url: str) -> str:
    """Make the role where there is none, and give it its rights; say why it can't be done.

    Safe to repeat, and for two databases of one server.
    """
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute(_GRANT)
    except asyncpg.InsufficientPrivilegeError as error:
        return f"{ROLE} has not got its rights: {error}"
    finally:
        await connection.close()
    return ""


async def missing_rights(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    """Name what the role needs and may not do; the role itself must exist."""
    rights, tables = zip(*_NEEDED, strict=True)
    lists = (list(rights), list(tables), list(_MAY_CHANGE))
    return [str(row[0]) for row in await connection.fetch(_MISSING, *lists, ROLE)]
