"""A refusal has a reason of its own, which clients decide by."""

import ast
import json
import re
from collections import Counter
from pathlib import Path

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.kit import errors
from frontdesk.kit.errors import Refused
from tests.architecture.tree import ROOT, files_named
from tools.refusals import all_refusals, reasons

# Raised as they are by anybody; with a sentence of its own, a refusal is another one.
GENERAL = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, Refused) and value.__base__ is Refused
}
# Of these something more exact can always be said.
KINDS = {"invalid", "conflict", "gone", "rate_limited", "unavailable", "internal"}


def test_every_refusal_has_a_reason_of_its_own() -> None:
    borrowed = [one.__name__ for one in all_refusals() if "reason" not in vars(one)]

    assert borrowed == []
    assert [name for name, count in Counter(reasons()).items() if count > 1] == []


def test_every_reason_an_event_declares_is_one() -> None:
    declared = {name for event in PROTOCOL.from_clients.values() for name in event.reasons}

    assert declared - set(reasons()) == set()


def test_a_reason_is_written_in_snake_case() -> None:
    assert [name for name in reasons() if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_every_refusal_says_in_a_sentence_what_it_means_and_what_a_client_does() -> None:
    silent = [
        one.__name__
        for one in all_refusals()
        if not (one.__doc__ or "").endswith((".", ".\n    ")) or not one.advice.endswith(".")
    ]

    assert silent == []


def test_no_refusal_is_told_apart_by_its_sentence_alone() -> None:
    package = [path for path in files_named(".py") if path.is_relative_to(ROOT / "frontdesk")]

    assert [place for path in package for place in _general_with_a_sentence(path)] == []


def test_a_general_refusal_with_a_sentence_is_found(tmp_path: Path) -> None:
    path = tmp_path / "sentence.py"
    path.write_text('raise Conflict("You are too late.")\nraise NotFound\nraise Late("Later.")\n')

    assert _general_with_a_sentence(path) == ["sentence.py:1"]


def test_the_http_api_lists_reasons_of_which_each_means_one_thing() -> None:
    document = json.loads((ROOT / "docs/api/openapi.json").read_text())
    refusals = [one for one in document["components"]["responses"].values() if "x-reasons" in one]

    assert len(refusals) > 20
    assert {reason for one in refusals for reason in one["x-reasons"]} & KINDS == set()


def _general_with_a_sentence(path: Path) -> list[str]:
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id in GENERAL
        and node.exc.args
    ]
