"""The HTTP API as pages to read: one per area, written from the OpenAPI document."""

from __future__ import annotations

import json
from typing import Any

_ORIGIN = "https://chat.example"
_INTRODUCTION = """\
# HTTP API

Addresses begin with `/api/v1`. The machine-readable description is [openapi.json](../openapi.json);
how it changes is in [How the API changes](../versions.md).

{text}
| Area | |
|---|---|
{areas}
"""
_MARK = "<!-- Written by `make protocol` from the handlers. Do not edit. -->\n\n"
_SAFE_METHODS = ("get",)


def http_reference(document: dict[str, Any]) -> dict[str, str]:
    """Write each page, by its file's name."""
    areas = {tag["name"]: tag["description"] for tag in document["tags"]}
    rows = [f"| [{_title(name)}]({name}.md) | {text} |" for name, text in areas.items()]
    text = document["info"]["description"]
    pages = {"index.md": _MARK + _INTRODUCTION.format(text=text, areas="\n".join(rows))}
    for name, text in areas.items():
        sections = [
            _operation(document, path, method, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if name in operation["tags"]
        ]
        pages[f"{name}.md"] = "\n".join([f"{_MARK}# {_title(name)}\n\n{text}\n", *sections])
    return pages


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> str:
    answers = {
        status: _followed(document, answer) for status, answer in operation["responses"].items()
    }
    parts = [
        f"## {operation['summary']}",
        f"`{method.upper()} {path}`",
        *operation["description"].split("\n\n")[1:],
        _parameters(operation),
        "```sh\n" + _curl(path, method, operation) + "\n```",
        *(_answer(status, answer) for status, answer in answers.items() if _is_good(status)),
        _refusals({status: one for status, one in answers.items() if not _is_good(status)}),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _parameters(operation: dict[str, Any]) -> str:
    rows = [
        f"| `{one['name']}` | {one['in']} | {one['description']} |"
        for one in operation["parameters"]
    ]
    return "\n".join(["| | in | |", "|---|---|---|", *rows]) if rows else ""


def _curl(path: str, method: str, operation: dict[str, Any]) -> str:
    filled = "/".join("1" if part.startswith("{") else part for part in path.split("/"))
    needed = [
        f"{one['name']}={one['schema'].get('example', '2026-11-28')}"
        for one in operation["parameters"]
        if one["in"] == "query" and one["required"]
    ]
    address = f"{_ORIGIN}{filled}" + (f"?{'&'.join(needed)}" if needed else "")
    words = ["curl" if method in _SAFE_METHODS else f"curl -X {method.upper()}", f"'{address}'"]
    schemes = {name for option in operation["security"] for name in option}
    words += [_SHOWN[name] for name in _SHOWN if name in schemes]
    if body := operation.get("requestBody"):
        example = json.dumps(body["content"]["application/json"]["example"], ensure_ascii=False)
        words += ["-H 'Content-Type: application/json'", f"-d '{example}'"]
    return " \\\n  ".join(words)


_SHOWN = {
    "session": "-b 'frontdesk_session=…'",
    "csrf": "-H 'X-CSRF-Token: …'",
    "visitor": "-H 'Authorization: Visitor …'",
}


def _answer(status: str, answer: dict[str, Any]) -> str:
    content = answer.get("content", {}).get("application/json")
    if content is None:
        return f"**{status}**"
    text = json.dumps(content["example"], indent=2, ensure_ascii=False)
    return f"**{status}**\n\n```json\n{text}\n```"


def _refusals(answers: dict[str, dict[str, Any]]) -> str:
    rows = [
        f"| {status} | {'<br>'.join(line[2:] for line in answer['description'].splitlines())} |"
        for status, answer in answers.items()
    ]
    return "\n".join(["| Refused | because |", "|---|---|", *rows])


def _followed(document: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    reference = answer.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = document["components"]["responses"][reference] if reference else answer
    return found


def _is_good(status: str) -> bool:
    return status.startswith("2")


def _title(area: str) -> str:
    return area.capitalize()
