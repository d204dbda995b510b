"""That something is not heard is only ever said behind something that is.

What a server has decided to tell comes milliseconds after the answer to the one who caused it. A
test that looks at once sees nothing, whatever the server does.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, files_named

# The only file that may look at what a connection has heard until now.
PEOPLE = ROOT / "tests/front_door/people.py"


def test_no_test_concludes_from_what_was_not_heard_until_now() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files_named(".py")
        if ROOT / "tests" in path.parents and path != PEOPLE
        for line in _bare(ast.parse(path.read_text()))
    ]

    assert found == []


@pytest.mark.parametrize(
    "bare",
    [
        "assert CANARY not in str(mallory.heard)",
        "assert mallory._heard == []",
        "assert tab.so_far('newMessage') == []",
        "assert not ada.so_far('newMessage')",
        "told = ada.so_far('newMessage')\nassert told == []",
        "async def see():\n    await hears_nothing(ada, of='x', until=asyncio.sleep(1))",
        "async def see():\n    await hears_nothing(ada, of='x', until=desk.ended())",
        "async def see():\n    until = asyncio.sleep(1)\n    await ada.all_heard('x', until=until)",
    ],
)
def test_these_are_found(bare: str) -> None:
    assert list(_bare(ast.parse(bare)))


@pytest.mark.parametrize(
    "behind",
    [
        "async def see():\n    await hears_nothing(ada, of='x', until=eve.hears('messageSent'))",
        "async def see():\n    told = eve.hears('y')\n    assert await ada.everything(until=told)",
        "async def see():\n    await until(lambda: len(ada.so_far('newMessage')) == 3)",
    ],
)
def test_these_are_not(behind: str) -> None:
    assert list(_bare(ast.parse(behind))) == []


def _bare(tree: ast.Module) -> Iterator[int]:
    """Name the lines that look at once, or wait for something that nobody hears."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("heard", "_heard"):
            yield node.lineno
    for scope in [tree, *(one for one in ast.walk(tree) if _is_function(one))]:
        known = _assigned(scope)
        for node in _within(scope):
            if isinstance(node, ast.Assert) and _reaches(node.test, known, "so_far"):
                yield node.lineno
            if isinstance(node, ast.Call) and _name_of(node) in _BEHIND:
                awaited = next((one.value for one in node.keywords if one.arg == "until"), None)
                if awaited is None or not _is_heard(awaited, known):
                    yield node.lineno


_BEHIND = ("hears_nothing", "all_heard", "everything")


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """Walk a scope, but not the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not _is_function(child):
            yield child
            yield from _within(child)


def _assigned(scope: ast.AST) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in _within(scope)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _reaches(looked_at: ast.expr, known: dict[str, ast.expr], name: str) -> bool:
    """Say whether a call of this name stands here, or in what a name here was given."""
    for node in ast.walk(looked_at):
        if isinstance(node, ast.Call) and _name_of(node) == name:
            return True
        if isinstance(node, ast.Name) and node.id in known:
            value = known[node.id]
            rest = {one: known[one] for one in known if one != node.id}
            if _reaches(value, rest, name):
                return True
    return False


def _is_heard(awaited: ast.expr, known: dict[str, ast.expr]) -> bool:
    if isinstance(awaited, ast.Name):
        awaited = known.get(awaited.id, awaited)
    return isinstance(awaited, ast.Call) and _name_of(awaited).startswith("hears")


def _name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
