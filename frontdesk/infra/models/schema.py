"""The part of JSON Schema that tools' arguments may use, and checking values against it.

Every provider understands this much of it. A schema with another keyword is refused when the
tool is made, so nothing is declared to one model and unknown to the next.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator, ValidationErrorKind

Schema: TypeAlias = dict[str, Any]

_KNOWN = {
    *("type", "description", "title", "default", "enum"),
    *("properties", "required", "additionalProperties"),
    *("items", "minItems", "maxItems"),
    *("minLength", "maxLength", "minimum", "maximum"),
}


def unknown_keywords(schema: Schema) -> set[str]:
    """Name what this schema uses and not every provider knows."""
    unknown = set(schema) - _KNOWN
    if isinstance(schema.get("type"), list):
        unknown.add("type")
    for inner in (*schema.get("properties", {}).values(), schema.get("items")):
        if inner is not None:
            unknown |= unknown_keywords(inner)
    return unknown


def problem_with(value: object, schema: Schema) -> str | None:
    """Return the first thing that is wrong, in words a model can follow; None if nothing is.

    A field the schema does not name is wrong unless it says otherwise. The words never repeat
    what the model wrote: they go back to it as ours.
    """
    closed = {"type": "object", "additionalProperties": False, **schema}
    error = next(Draft202012Validator(closed, mask="this").iter_errors(value), None)
    if error is None:
        return None
    at = ".".join(map(str, ["arguments", *error.instance_path]))
    if isinstance(error.kind, ValidationErrorKind.AdditionalProperties):
        return f"`{at}` has a field that this tool does not know."
    return f"`{at}`: {error.message}."
