"""The tools a model may call, as it is told about them. None takes an id."""

from __future__ import annotations

from frontdesk.infra.models.question import Tool, object_of
from frontdesk.infra.models.schema import Schema


def _text(most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most}


TOOLS: dict[str, Tool] = {
    "handoff": Tool(
        "handoff",
        "Hand the conversation over to a person of the team. Say why, and sum up in one or two "
        "sentences what the visitor needs. Use it when the visitor asks for a person, or when "
        "you cannot help.",
        object_of(reason=_text(500)),
    ),
    "add_note": Tool(
        "add_note",
        "Leave a note for the team. The visitor does not see it.",
        object_of(text=_text(2_000)),
    ),
    "change_status": Tool(
        "change_status",
        "Mark the conversation as pending (the visitor has to answer) or solved.",
        object_of(status={"type": "string", "enum": ["pending", "solved"]}),
    ),
    "set_tag": Tool("set_tag", "Put a tag on the conversation.", object_of(tag=_text(50))),
}
