"""The web's requests are checked by the OpenAPI document: nothing casts what is answered."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files_named

# The place that takes the document's word for what is answered.
_DOOR = ROOT / "web/client/src/http.ts"
_REQUEST = re.compile(r"\bhttp\s*\.(?:get|post|put|patch|delete)\b|\bcall(?=<)")
_CAST = re.compile(r"[\s)]*(?:\.\w+)?[\s)]*\bas\s+(?!const\b)")
_AROUND = re.compile(r"\bas unknown as\b|(?<![.#\w])fetch\([`'\"]")


def test_no_request_is_answered_with_what_its_caller_says() -> None:
    found = {
        str(path.relative_to(ROOT)): unchecked
        for path in _sources()
        if (unchecked := list(unchecked_requests(path.read_text())))
    }

    assert found == {}


def test_no_request_of_the_dashboard_goes_around_the_checked_ones() -> None:
    dashboard = ROOT / "web/dashboard/src"
    inside = [path for path in _sources() if path.is_relative_to(dashboard)]

    assert len(inside) > 100
    assert [path.name for path in inside if _AROUND.search(path.read_text())] == []


@pytest.mark.parametrize(
    "text",
    [
        "call<Tag>('GET', path)",
        "http.get<Tag>(path)",
        "(await http.get(path, { query: f(1) })) as Tag",
        "http.post(`/a/${id(1)}`, {}) as Promise<Tag>",
        "(await http.get(path)).data as Tag[]",
    ],
)
def test_an_unchecked_request_is_found(text: str) -> None:
    assert len(list(unchecked_requests(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(await http.get(path)).data",
        "http.get(path)\nconst next = `/a/${id}` as const",
        "const path = `/a` as const\nawait http.get(path)",
    ],
)
def test_a_checked_request_is_not(text: str) -> None:
    assert list(unchecked_requests(text)) == []


def unchecked_requests(text: str) -> Iterator[str]:
    """Find requests whose answer has a type of the caller's choice."""
    for request in _REQUEST.finditer(text):
        name, rest = request[0], text[request.end() :]
        is_checked = name.startswith("http") and not rest.startswith("<")
        if not is_checked or _CAST.match(rest[_arguments_end(rest) :]):
            yield name


def _arguments_end(text: str) -> int:
    """Find where the parentheses that open a text are closed."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return place + 1
    return len(text)


def _sources() -> list[Path]:
    inside = re.compile(r"web/\w+/src/.*\.tsx?$")
    return [
        path
        for path in (*files_named(".ts"), *files_named(".tsx"))
        if inside.match(str(path.relative_to(ROOT))) and path != _DOOR
    ]
