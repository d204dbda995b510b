"""Workflows of the version before ask other systems for the same after the migration."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest
from alembic import command

from frontdesk.entrypoints.migrate import alembic_config

if TYPE_CHECKING:
    from tests.servers import Servers

TEXTS: list[tuple[str, str | None, dict[str, Any]]] = [
    (
        '{"a": "{{message}}"}',
        "application/json",
        {"kind": "json", "template": '{"a": "{{message}}"}'},
    ),
    ("[1]", None, {"kind": "json", "template": "[1]"}),
    (
        "order={{message}}&note=",
        "application/x-www-form-urlencoded; charset=utf-8",
        {
            "kind": "form",
            "fields": [{"name": "order", "value": "{{message}}"}, {"name": "note", "value": ""}],
        },
    ),
    ("Hello {{message}}", None, {"kind": "text", "text": "Hello {{message}}"}),
    ("", None, {"kind": "text", "text": ""}),
]
_PROJECT = """
with somebody as (
    insert into users (email, name, password_hash) values ('olivia@shop.example', 'Olivia', 'x')
    returning id
), project as (insert into projects (name, persona_name) values ('Shop', 'Shop') returning id),
workflow as (
    insert into workflows (project_id, name, draft) select id, 'Flow', $1 from project
    returning project_id, id
)
insert into workflow_versions (project_id, workflow_id, number, definition, published_by, remark)
select workflow.project_id, workflow.id, 1, $1, somebody.id, '' from workflow, somebody
"""


async def test_a_body_of_text_becomes_what_it_was_meant_to_be(own_servers: Servers) -> None:
    url = own_servers.database_url
    await asyncio.to_thread(command.downgrade, alembic_config(url), "0014")
    await _store(url, [_request(text, content_type) for text, content_type, _ in TEXTS])

    await asyncio.to_thread(command.upgrade, alembic_config(url), "head")

    expected = [_request(body, None) for _, _, body in TEXTS]
    assert await _stored(url) == [expected, expected]
    with pytest.raises(asyncpg.CheckViolationError):
        await _run(url, "update workflow_versions set remark = 'a version never changes'")


def _request(body: object, content_type: str | None) -> dict[str, Any]:
    headers = [{"name": "Content-Type", "value": content_type}] if content_type else []
    return {
        "kind": "http_request",
        "headers": [*headers, {"name": "X", "value": "k"}],
        "body": body,
    }


async def _store(url: str, actions: list[dict[str, Any]]) -> None:
    nodes = [{"type": "start"}, *({"action": action} for action in actions)]
    await _run(url, _PROJECT, json.dumps({"nodes": nodes}))


async def _stored(url: str) -> list[Any]:
    rows = await _run(
        url, "select draft from workflows union all select definition from workflow_versions"
    )
    return [[node["action"] for node in json.loads(row[0])["nodes"][1:]] for row in rows]


async def _run(url: str, sql: str, *values: object) -> list[Any]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(sql, *values)
    finally:
        await connection.close()
