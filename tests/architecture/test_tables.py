"""Every table has one owner, and nothing reads the tables of a feature above it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from alembic.script import ScriptDirectory

from tests.architecture.sql import (
    Statement,
    Stored,
    migration_texts,
    read_statement,
    statements_of,
    stored_by,
)
from tests.architecture.tables import FILLING_TRIGGERS, OWNERS, READ_FROM_ABOVE
from tests.architecture.tree import ROOT

_OWNER = {table: owner for owner, tables in OWNERS.items() for table in tables}
# Of PostgreSQL and of the tool that migrates.
_NOBODYS = frozenset({"alembic_version", "jsonb_build_object", "jsonb_each", "pg_roles"})


def test_every_table_has_one_owner() -> None:
    owned = [table for tables in OWNERS.values() for table in tables]

    assert len(owned) == len(set(owned))
    assert (stored().tables | _read_by_views()) - _OWNER.keys() == set()


def test_nobody_writes_the_rows_of_another_feature() -> None:
    assert list(foreign_writes(known_statements())) == []


def test_nothing_reads_upward() -> None:
    assert list(upward_reads(known_statements(), stored())) == []


def test_what_is_read_from_above_is_named_with_its_reason() -> None:
    read = {(one.feature, table) for one in known_statements() for table in _foreign(one)}
    named = {(above, table) for above, tables in READ_FROM_ABOVE.items() for table in tables}

    assert read == named


def test_migrations_stand_in_one_line() -> None:
    scripts = ScriptDirectory(ROOT / "migrations")

    assert len(scripts.get_heads()) == 1, "two migrations follow the same one"


def test_triggers_guard_and_do_not_fill_in() -> None:
    assert stored().filling_triggers == FILLING_TRIGGERS.keys()


def test_statements_stand_in_stores() -> None:
    elsewhere = [
        one.place
        for one in known_statements()
        if one.place.startswith("frontdesk/features") and "/store" not in one.place
    ]

    assert elsewhere == []


@pytest.mark.parametrize(
    "text",
    [
        "update conversations set priority = 'urgent' where id = $1",
        "insert into conversations select * from tags",
        "with gone as (delete from conversations c using tags t returning c.id) select from gone",
    ],
)
def test_a_foreign_write_is_found(text: str) -> None:
    assert list(foreign_writes([_written_by("tags", text)])) == [
        "frontdesk/features/tags/store.py writes conversations of conversations"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "select (select count(*) from messages) from visitors",
        "update visitors v set name = m.content from messages m where m.id = v.id",
        "with m as (select 1) select * from m join lateral (select * from messages) x on true",
        "select * from busiest_visitors",
        "select * from count_by($1)",
    ],
)
def test_an_upward_read_is_found_also_through_a_view(text: str) -> None:
    stored = stored_by(
        [
            """
            create view busiest_visitors as select visitor_id from messages;
            create function count_by(p bigint) returns bigint language sql as $$
                select count(*) from busiest_visitors
            $$;
        """
        ]
    )

    found = list(upward_reads([_written_by("visitors", text)], stored))

    assert found == ["frontdesk/features/visitors/store.py reads messages of messages"]


def test_a_trigger_that_fills_in_is_found_until_it_is_dropped() -> None:
    fills = (
        "create function fill() returns trigger language plpgsql as $$ begin "
        "new.name := 'x'; return new; end $$;"
    )
    guards = (
        "create function guard() returns trigger language plpgsql as $$ begin "
        "perform from t for no key update; raise exception 'no'; end $$;"
    )

    assert stored_by([fills, guards]).filling_triggers == {"fill"}
    assert stored_by([fills, "drop function fill"]).filling_triggers == set()


def test_a_statement_that_cannot_be_read_does_not_pass() -> None:
    with pytest.raises(AssertionError, match="cannot be read"):
        read_statement("select from from where", "here")


@cache
def known_statements() -> tuple[Statement, ...]:
    layers = (ROOT / "frontdesk" / layer for layer in ("features", "infra"))
    paths = sorted(path for layer in layers for path in layer.rglob("*.py"))
    return tuple(one for path in paths for one in statements_of(path))


@cache
def stored() -> Stored:
    return stored_by(migration_texts())


@cache
def _order() -> list[str]:
    """The layers in the declared order, ground floor first; infra knows no feature."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    [floors] = [
        one["layers"] for one in contracts if one.get("containers") == ["frontdesk.features"]
    ]
    return ["infra", *(floor for floor in reversed(floors))]


def _floor(feature: str) -> int:
    [floor] = [n for n, floor in enumerate(_order()) if f"({feature})" in floor or feature == floor]
    return floor


def foreign_writes(statements: Iterable[Statement]) -> Iterator[str]:
    for one in statements:
        for table in sorted(one.writes):
            if _OWNER.get(table) != one.feature:
                yield f"{_file(one)} writes {table} of {_OWNER.get(table)}"


def upward_reads(statements: Iterable[Statement], stored: Stored) -> Iterator[str]:
    for one in statements:
        behind = stored.behind(one)
        for table in sorted((behind.reads & _OWNER.keys()) - one.writes):
            owner = _OWNER[table]
            is_level = owner != one.feature and _floor(owner) == _floor(one.feature)
            if _floor(owner) > _floor(one.feature) or is_level:
                yield f"{_file(one)} reads {table} of {owner}"


def _foreign(one: Statement) -> Iterator[str]:
    named = stored().behind(one).reads - _NOBODYS
    return (table for table in named if _OWNER.get(table) != one.feature)


def _read_by_views() -> set[str]:
    guards = {name for name, read in stored().reads.items() if not read}
    return set(stored().reads) - guards


def _written_by(feature: str, text: str) -> Statement:
    return read_statement(text, f"frontdesk/features/{feature}/store.py")


def _file(one: Statement) -> str:
    return one.place.rpartition(":")[0] or one.place
