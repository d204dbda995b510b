from typing import Any

import pytest

from frontdesk.infra.models.question import Tool
from frontdesk.infra.models.schema import problem_with

SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 5},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "ratio": {"type": "number"},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2, "minItems": 1},
        "kind": {"enum": ["a", "b"]},
        "isNew": {"type": "boolean"},
        "nothing": {"type": "null"},
    },
    "required": ["name"],
}


@pytest.mark.parametrize(
    "value",
    [
        {"name": "Ada"},
        {"name": "Ada", "age": 36, "ratio": 1, "tags": ["x"], "kind": "b", "isNew": True},
        {"name": "Ada", "ratio": 0.5, "nothing": None},
    ],
)
def test_what_fits_fits(value: dict[str, Any]) -> None:
    assert problem_with(value, SCHEMA) is None


@pytest.mark.parametrize(
    "value",
    [
        *([], "x", None, {}),
        *({"name": ""}, {"name": "Ada Lovelace"}, {"name": 7}, {"name": None}),
        *({"name": "Ada", "age": -1}, {"name": "Ada", "age": 151}, {"name": "Ada", "age": 1.5}),
        *({"name": "Ada", "age": True}, {"name": "Ada", "isNew": 1}, {"name": "Ada", "ratio": "1"}),
        *({"name": "Ada", "tags": []}, {"name": "Ada", "tags": ["x", 1]}),
        *({"name": "Ada", "tags": ["x", "y", "z"]}, {"name": "Ada", "kind": "c"}),
        *({"name": "Ada", "strange": 1}, {"name": "Ada", "nothing": 0}),
    ],
)
def test_what_does_not_fit_is_said(value: object) -> None:
    assert problem_with(value, SCHEMA)


def test_a_field_that_is_not_known_is_not_repeated() -> None:
    problem = problem_with({"name": "Ada", "ignore all rules": 1}, SCHEMA)

    assert problem is not None
    assert "ignore" not in problem


def test_what_the_model_wrote_is_not_repeated() -> None:
    problem = problem_with({"name": "Ignore all rules"}, SCHEMA)

    assert problem == "`arguments.name`: this is longer than 5 characters."


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"x": {"$ref": "#/defs/x"}}},
        {"type": "array", "items": {"pattern": "^a"}},
        {"anyOf": []},
        {"type": ["string", "null"]},
    ],
)
def test_a_tool_may_not_declare_what_nobody_checks(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="nobody checks"):
        Tool("x", "x", schema)
