"""Keyset pages: a cursor is the id of the last row shown."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeAlias, TypeVar

from litestar.params import QueryParameter

from frontdesk.kit.ids import MAX_ID

T = TypeVar("T")

PageSize: TypeAlias = Annotated[int, QueryParameter(ge=1, le=200)]
Cursor: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID)]


def cut_page(
    rows: Sequence[T], limit: int, id_of: Callable[[T], int]
) -> tuple[list[T], str | None]:
    """Split `limit` + 1 rows into a page and the cursor of the next one, if any."""
    page = list(rows[:limit])
    has_more = len(rows) > limit
    return page, str(id_of(page[-1])) if has_more else None
