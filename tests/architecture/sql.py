"""The SQL of the code and of the migrations, read with a parser of PostgreSQL's dialect."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sqlglot
from sqlglot import exp
from typing_extensions import override

from tests.architecture.tree import ROOT

MIGRATIONS = ROOT / "migrations/versions"

_BEGINS = re.compile(r"\s*(?:select\s|with \w+ as|insert into\s|update\s|delete from\s)\s*\S")
_SPEAKS_SQL = re.compile(r"\b(?:select|insert into|update|delete from)\s")
# What the parser does not know; no table's name hangs on it.
_UNREAD = re.compile(r"overriding system value")
_CREATED = re.compile(
    r"create table (?P<table>\w+)"
    r"|create (?:or replace )?view (?P<view>\w+) as(?P<select>[^;]+);"
    r"|create (?:or replace )?function (?P<function>\w+)\((?P<head>[^$]*)\$\$(?P<body>.*?)\$\$"
    r"|drop (?:table|view|function) (?:if exists )?(?P<dropped>\w+(?:, \w+)*)",
    re.DOTALL,
)
# Said by a trigger, each of these changes a row: another one, or the one about to be written.
_CHANGES_ROWS = re.compile(
    r"\binsert into\b|\bdelete from\b|(?<!key )(?<!for )\bupdate\b|\bnew\.\w+\s*:?=|\binto new\."
)


@dataclass(frozen=True)
class Statement:
    """One statement, where it stands, and what it names."""

    place: str
    reads: frozenset[str]
    writes: frozenset[str]
    calls: frozenset[str]

    @property
    def feature(self) -> str:
        """The feature, or the layer, whose code it is."""
        _, layer, *parts = self.place.split("/")
        return parts[0] if layer == "features" else layer


@dataclass(frozen=True)
class Stored:
    """What the migrations left in the database: tables, and what views and functions read."""

    tables: frozenset[str]
    reads: Mapping[str, frozenset[str]]
    filling_triggers: frozenset[str]

    def behind(self, statement: Statement) -> Statement:
        """Add the tables that the views and functions of a statement read."""
        named = statement.reads | (statement.calls & self.reads.keys())
        while (found := named.union(*(self.reads.get(name, ()) for name in named))) != named:
            named = found
        return replace(statement, reads=frozenset(named))


def read_statement(text: str, place: str) -> Statement:
    """Say what a statement reads, writes and calls.

    Raises `AssertionError` for one that cannot be read: nothing passes by being obscure.
    """
    try:
        tree = sqlglot.parse_one(_UNREAD.sub("", text), read="postgres")
    except sqlglot.ParseError as error:
        raise AssertionError(f"{place}: this statement cannot be read: {error}") from error
    written = [_target(one, place) for one in tree.find_all(exp.Insert, exp.Update, exp.Delete)]
    locked = [table for lock in tree.find_all(exp.Lock) for table in lock.find_all(exp.Table)]
    elsewhere = {id(table) for table in (*written, *locked)}
    queries = {cte.alias for cte in tree.find_all(exp.CTE)}
    reads = {table.name for table in tree.find_all(exp.Table) if id(table) not in elsewhere}
    return Statement(
        place=place,
        # A function in the place of a table has no name of its own here.
        reads=frozenset(reads - queries - {""}),
        writes=frozenset(table.name for table in written),
        calls=frozenset(call.name.lower() for call in tree.find_all(exp.Anonymous)),
    )


def statements_of(path: Path) -> Iterator[Statement]:
    """Read every statement of a module, put together as it will be when it runs."""
    place, source = path.relative_to(ROOT), path.read_text()
    if not _SPEAKS_SQL.search(source):
        return
    module = ".".join(place.with_suffix("").parts).removesuffix(".__init__")
    texts = _Texts(vars(importlib.import_module(module)))
    texts.visit(ast.parse(source))
    for line, text in texts.found:
        yield read_statement(text, f"{place}:{line}")


def stored_by(migrations: Iterable[str]) -> Stored:
    """Follow the texts of migrations, the oldest first, to what they leave behind."""
    tables, reads, filling = set[str](), dict[str, frozenset[str]](), set[str]()
    for made in (found for text in migrations for found in _CREATED.finditer(text)):
        if made["table"]:
            tables.add(made["table"])
        elif made["view"]:
            view = read_statement(made["select"], made["view"])
            reads[made["view"]] = view.reads | view.calls
        elif made["function"]:
            name = made["function"]
            is_trigger = "returns trigger" in made["head"]
            reads[name] = frozenset() if is_trigger else _read_by_function(name, made["body"])
            filling.discard(name)
            if is_trigger and _CHANGES_ROWS.search(made["body"]):
                filling.add(name)
        else:
            gone = made["dropped"].split(", ")
            tables.difference_update(gone)
            filling.difference_update(gone)
            reads = {name: read for name, read in reads.items() if name not in gone}
    return Stored(frozenset(tables), reads, frozenset(filling))


def migration_texts() -> Iterator[str]:
    """Read what each migration does on its way up, in order."""
    for path in sorted(MIGRATIONS.glob("[0-9]*.py")):
        tree = ast.parse(path.read_text())
        constants = {
            target.id: ast.unparse(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        [upgrade] = [
            one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "upgrade"
        ]
        for node in ast.walk(upgrade):
            if isinstance(node, ast.Name) and node.id in constants:
                yield str(ast.literal_eval(constants[node.id]))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _read_by_function(name: str, body: str) -> frozenset[str]:
    read = read_statement(body.strip().removesuffix(";"), name)
    return read.reads | read.calls


def _target(change: exp.Expression, place: str) -> exp.Table:
    table = change.this.this if isinstance(change.this, exp.Schema) else change.this
    assert isinstance(table, exp.Table), f"{place}: what does this change?"
    return table


class _Texts(ast.NodeVisitor):
    """Collects the texts of a module that are statements."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known
        self.found: list[tuple[int, str]] = []

    @override
    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            text = self._text(node)
            if _BEGINS.match(text):
                self.found.append((node.lineno, text))
                return
        self.generic_visit(node)

    def _text(self, node: ast.AST) -> str:
        """Put a text together from the module's constants.

        What only a call knows stands as `true`: a condition, or else no table of ours.
        """
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.JoinedStr(values=parts):
                return "".join(self._text(part) for part in parts)
            case ast.FormattedValue(value=inner):
                return self._text(inner)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._text(left) + self._text(right)
            case ast.Name(id=name):
                known = self._known.get(name)
                return str(known) if isinstance(known, str | int) else "true"
        return "true"
