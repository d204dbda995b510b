"""The published JSON Schema of a workflow file."""

from typing import Any

import msgspec

from frontdesk.features.workflows.wire.exchange import WorkflowFile

SCHEMA_ADDRESS = "/api/v1/workflow.schema.json"


def file_schema() -> dict[str, Any]:
    """Describe what an export gives and an import takes."""
    schema = msgspec.json.schema(WorkflowFile)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Frontdesk workflow",
        **schema,
    }
