"""The body of a workflow's request is JSON, a form or plain text, and says which.

It was one text, filled as a whole: what a visitor wrote could add fields of its own. A text
that is JSON becomes JSON, one whose header called it a form becomes a form; its content type
is then set by what it is. Published versions never change but for this: what they ask for
is what they asked for.

Revision ID: 0015
"""

import json
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS, _MAX_NAME = 50, 100
_DRAFTS = "select ctid::text, draft from workflows"
_VERSIONS = "select ctid::text, definition from workflow_versions"
_WRITE_DRAFT = """
update workflows set draft = cast(:new as jsonb)
where ctid = cast(cast(:at as text) as tid)
"""
_WRITE_VERSION = """
update workflow_versions set definition = cast(:new as jsonb)
where ctid = cast(cast(:at as text) as tid)
"""
_Change: TypeAlias = Callable[[dict[str, Any]], None]


def upgrade() -> None:
    """Say of each body what it is."""
    _rewrite(_with_kind)


def downgrade() -> None:
    """Make each body a text again, and name its type in a header."""
    _rewrite(_as_text)


def _rewrite(change: _Change) -> None:
    # Nobody saves a draft of the old shape meanwhile.
    op.execute("lock table workflows in share row exclusive mode")
    op.execute("alter table workflow_versions disable trigger workflow_versions_immutable")
    _rewrite_rows(_DRAFTS, _WRITE_DRAFT, change)
    _rewrite_rows(_VERSIONS, _WRITE_VERSION, change)
    op.execute("alter table workflow_versions enable trigger workflow_versions_immutable")


def _rewrite_rows(reading: str, writing: str, change: _Change) -> None:
    bind = op.get_bind()
    for place, definition in bind.execute(sa.text(reading)).all():
        for node in definition["nodes"]:
            if node.get("action", {}).get("kind") == "http_request":
                change(node["action"])
        bind.execute(sa.text(writing), {"new": json.dumps(definition), "at": place})


def _with_kind(action: dict[str, Any]) -> None:
    named = [one["value"] for one in action["headers"] if one["name"].lower() == "content-type"]
    action["headers"] = [one for one in action["headers"] if one["name"].lower() != "content-type"]
    action["body"] = _kind_of(action["body"], named[0].lower() if named else "")


def _kind_of(body: str, content_type: str) -> dict[str, Any]:
    if content_type.startswith(_FORM):
        pairs = parse_qsl(body, keep_blank_values=True)
        if len(pairs) <= _MAX_FIELDS and all(0 < len(name) <= _MAX_NAME for name, _ in pairs):
            return {"kind": "form", "fields": [{"name": n, "value": v} for n, v in pairs]}
    try:
        json.loads(body)
    except ValueError:
        return {"kind": "text", "text": body}
    return {"kind": "json", "template": body}


def _as_text(action: dict[str, Any]) -> None:
    content_type, text = _text_of(action["body"])
    action["headers"].append({"name": "Content-Type", "value": content_type})
    action["body"] = text


def _text_of(body: dict[str, Any]) -> tuple[str, str]:
    match body["kind"]:
        case "json":
            return "application/json", body["template"]
        case "form":
            return _FORM, "&".join(f"{one['name']}={one['value']}" for one in body["fields"])
        case _:
            return "text/plain; charset=utf-8", body["text"]
