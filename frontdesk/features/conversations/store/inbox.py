"""The inbox list: filtered, newest activity first, paged by keyset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from frontdesk.features.conversations.store.rows import COLUMNS, JOINED, read
from frontdesk.kit.errors import InvalidCursor
from frontdesk.kit.ids import MAX_ID

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.conversations.wire import ChatState, Status
    from frontdesk.infra.database import Transaction
    from frontdesk.kit.ids import ConversationId, ProjectId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MAX_MICROS = 4_102_444_800_000_000


@dataclass(frozen=True)
class InboxFilter:
    """Which conversations to list; None means any."""

    status: Status | None = None
    chat_state: ChatState | None = None
    assignee_id: int | None = None
    is_unassigned: bool = False
    is_unread: bool = False
    tag: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class InboxCursor:
    """The last row of the page before."""

    at: datetime
    id: int

    def to_text(self) -> str:
        """Write it as clients send it back."""
        # Whole numbers, so that nothing is rounded: a batch stores many rows of one moment.
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> InboxCursor:
        """Read what a client sent; raise `Invalid` for anything we never wrote."""
        micros, dash, row_id = text.partition("-")
        if not dash or not (_is_number(micros, _MAX_MICROS) and _is_number(row_id, MAX_ID)):
            raise InvalidCursor(fields={"cursor": "Not a cursor."})
        return cls(_EPOCH + int(micros) * _MICROSECOND, int(row_id))


async def list_inbox(
    tx: Transaction,
    project_id: ProjectId,
    wanted: InboxFilter,
    cursor: InboxCursor | None,
    limit: int,
) -> list[Conversation]:
    """Return up to `limit` conversations behind the cursor."""
    values: list[object] = [project_id, limit]
    conditions = ["c.project_id = $1", "c.last_message_at is not null"]

    def also(condition: str, *more: object) -> None:
        places = [f"${len(values) + number}" for number in range(1, len(more) + 1)]
        values.extend(more)
        conditions.append(condition.format(*places))

    for value, condition in _conditions(wanted):
        also(condition, value)
    if wanted.is_unassigned:
        also("c.assignee_id is null")
    if wanted.is_unread:
        also("c.customer_count > c.agent_read_count")
    if cursor:
        also("(c.last_message_at, c.id) < ({}::timestamptz, {}::bigint)", cursor.at, cursor.id)
    # Only our own texts and the numbers of parameters are put together here.
    sql = f"{_SELECT} where {' and '.join(conditions)} {_NEWEST_FIRST}"
    return [read(row) for row in await tx.fetch(sql, *values)]


def _conditions(wanted: InboxFilter) -> list[tuple[object, str]]:
    text = None if not wanted.text else f"%{_escaped(wanted.text)}%"
    offered: list[tuple[object, str]] = [
        (wanted.status, "c.status = {}"),
        (wanted.chat_state, "c.chat_state = {}"),
        (wanted.assignee_id, "c.assignee_id = {}"),
        (wanted.tag, "c.tags @> array[{}::text]"),
        (text, _MATCHES),
    ]
    return [(value, condition) for value, condition in offered if value is not None]


async def find_several(
    tx: Transaction, project_id: ProjectId, conversation_ids: Sequence[ConversationId]
) -> list[Conversation]:
    """Return these conversations of a project, in the order in which they are asked for."""
    rows = await tx.fetch(_SEVERAL, project_id, list(conversation_ids))
    return [read(row) for row in rows]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _is_number(text: str, at_most: int) -> bool:
    is_plain = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ID))
    return is_plain and int(text) <= at_most


_SELECT = f"select {COLUMNS} from {JOINED}"  # noqa: S608 - only our own column names

_MATCHES = (
    "(v.name ilike {0} or v.email ilike {0} or v.uid ilike {0} or c.last_message_snippet ilike {0})"
)

_NEWEST_FIRST = "order by c.last_message_at desc, c.id desc limit $2"

_SEVERAL = f"""
{_SELECT} join unnest($2::bigint[]) with ordinality as w (id, n) on w.id = c.id
where c.project_id = $1 order by w.n
"""
