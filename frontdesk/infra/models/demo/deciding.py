"""How the demo model fills in a tool's arguments: by keywords, and always validly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.infra.models.demo.words import last_said, meaning_of, words_of

if TYPE_CHECKING:
    from frontdesk.infra.models.question import Question, Tool
    from frontdesk.infra.models.schema import Schema

_DEFAULTS = ("other", "default", "else", "none", "no", "unknown")
_YES = {"yes", "yeah", "yep", "sure", "ok", "okay", "ja", "please", "correct", "right"}
_NO = {"no", "nope", "nein", "never"}
_MAX_QUOTED = 200


def filled_in(question: Question, tool: Tool) -> dict[str, Any]:
    """Fill in what a tool requires."""
    required = tool.arguments.get("required", [])
    properties: dict[str, Schema] = tool.arguments.get("properties", {})
    return {
        name: _value(
            question,
            f"{tool.description} {properties[name].get('description', '')}",
            properties[name],
        )
        for name in required
        if name in properties
    }


def _value(question: Question, about: str, schema: Schema) -> object:
    if "enum" in schema:
        return _chosen(question, about, schema["enum"])
    match schema.get("type"):
        case "boolean":
            return _is_so(question, about)
        case "integer" | "number":
            return schema.get("minimum", min(0, schema.get("maximum", 0)))
        case "array":
            return [_value(question, about, schema.get("items", {}))] * schema.get("minItems", 0)
        case "object":
            return {
                name: _value(question, about, schema["properties"][name])
                for name in schema.get("required", [])
            }
    return _quoted(question, schema)


def _chosen(question: Question, about: str, choices: list[Any]) -> object:
    """Pick a case by the words it shares with what was said; yes or no by the question itself."""
    named = {str(choice).lower(): choice for choice in choices}
    said = meaning_of(last_said(question))
    scores = {name: len(said & _meaning_of_case(question, name)) for name in named}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0:
        return named[best]
    if "yes" in named and "no" in named:
        return named["yes" if _is_so(question, about) else "no"]
    return next((named[name] for name in _DEFAULTS if name in named), choices[-1])


def _meaning_of_case(question: Question, name: str) -> frozenset[str]:
    """Join a case's name with what the prompt says of it, in a line `name: hint`."""
    lines = question.system.splitlines()
    hints = [line for line in lines if line.lower().startswith(f"{name}:")]
    return meaning_of(" ".join([name, *hints]))


def _is_so(question: Question, about: str) -> bool:
    said = last_said(question)
    words = set(words_of(said))
    if len(words) <= len(_YES) and words & (_YES | _NO) == words and words:
        return bool(words & _YES)
    return bool(meaning_of(said) & meaning_of(about))


def _quoted(question: Question, schema: Schema) -> str:
    most = min(_MAX_QUOTED, schema.get("maxLength", _MAX_QUOTED))
    text = " ".join(last_said(question).split())[:most]
    return text.ljust(schema.get("minLength", 0), ".")
