"""Who is who in the bundled PostgreSQL: Frontdesk owns its database, and is no superuser.

The superuser has no password, so nobody signs in as them over the network. Statements of
theirs are run by the server itself, before it serves anybody.
"""

import secrets
from pathlib import Path

from frontdesk.infra.embedded.programs import Program, run_to_the_end
from frontdesk.infra.embedded.users import ServerUser

DATABASE = "frontdesk"
SUPERUSER = "frontdesk"
# Whom Frontdesk works as. Until version 0.2 it worked as the superuser.
ROLE = "frontdesk_app"
# A file in the cluster's folder that says its database has changed hands.
_MARK = "frontdesk_app"

# Whatever an earlier version's migrations made belonged to the superuser.
_CHANGE_HANDS = """
do $$
begin
    if not exists (select from pg_roles where rolname = 'frontdesk_app') then
        create role frontdesk_app login nosuperuser nocreatedb nocreaterole;
    end if;
    if not exists (select from pg_roles where rolname = 'frontdesk_responder') then
        create role frontdesk_responder nologin;
    end if;
end $$;

alter role frontdesk_app password ':password';

grant frontdesk_responder to frontdesk_app;

alter database frontdesk owner to frontdesk_app;

do $$
declare
    line text;
begin
    for line in
        select format('alter table %s owner to frontdesk_app', c.oid::regclass)
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
        union all
        select format('alter sequence %s owner to frontdesk_app', c.oid::regclass)
        from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                            and d.objid = c.oid and d.deptype in ('a', 'i'))
        union all
        select format('alter routine %s owner to frontdesk_app', p.oid::regprocedure)
        from pg_proc p where p.pronamespace = 'public'::regnamespace
        union all
        select format('alter type %s owner to frontdesk_app', t.oid::regtype)
        from pg_type t
        where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')
    loop
        execute line;
    end loop;
end $$;

alter role frontdesk password null;
"""


def settle_role(binaries: Path, folder: Path, user: ServerUser | None, password: str) -> None:
    """Give the database to the role Frontdesk works as, once. The server must not run.

    Each statement may be repeated: a start that was cut short does it again.
    """
    mark = folder / _MARK
    if mark.exists():
        return
    run_statements(binaries, folder, user, _CHANGE_HANDS.replace(":password", password))
    mark.touch(mode=0o644)


def open_superuser(binaries: Path, folder: Path, user: ServerUser | None) -> str:
    """Give the superuser a new password and return it. The server must not run.

    For whoever works on the server itself, as tests and benchmarks do.
    """
    password = secrets.token_urlsafe(24)
    run_statements(binaries, folder, user, f"alter role {SUPERUSER} password '{password}';\n")
    return password


def run_statements(
    binaries: Path,
    folder: Path,
    user: ServerUser | None,
    statements: str,
    database: str = DATABASE,
) -> None:
    """Run statements as the superuser; each ends with a semicolon and an empty line."""
    single = Program(
        name="postgres --single",
        argv=(
            *(str(binaries / "postgres"), "--single", "-j"),
            *("-c", "exit_on_error=on", "-D", "{directory}", database),
        ),
        directory=folder,
        user=user,
        stdin=f"{statements}\n".encode(),
    )
    run_to_the_end(single)
