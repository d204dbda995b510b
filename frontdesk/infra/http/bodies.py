"""Request bodies: JSON, small, and exactly the declared shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litestar.connection import Request
from litestar.dto import AbstractDTO
from typing_extensions import override

from frontdesk.kit import strict_json
from frontdesk.kit.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Generator

    from litestar._openapi.schema_generation import SchemaCreator
    from litestar.dto import DTOFieldDefinition
    from litestar.openapi.spec import Reference, Schema
    from litestar.typing import FieldDefinition

MAX_BODY_BYTES = 64 * 1024

# Where msgspec says the trouble is: "Expected `str`, got `int` - at `$.email`".
_AT_FIELD = re.compile(r"^(?P<what>.*) - at `\$\.(?P<field>[A-Za-z0-9_]+)[^`]*`$")


class StrictBody(AbstractDTO[Any]):
    """Decodes `data` as every edge does, instead of Litestar's lenient way."""

    @override
    def decode_bytes(self, value: bytes) -> Any:
        request = self.asgi_connection
        if isinstance(request, Request):
            kind = request.headers.get("content-type", "").partition(";")[0]
            # A cross-site form can send text/plain without asking first; JSON it can't.
            if kind.strip().lower() != "application/json":
                raise NotJson
        field = request.route_handler.parsed_data_field
        parsed = strict_json.decode(value, max_bytes=MAX_BODY_BYTES)
        try:
            return strict_json.convert(parsed, field.annotation)
        except Invalid as error:
            raise _naming_the_field(error) from error

    @override
    @classmethod
    def create_for_field_definition(
        cls, field_definition: FieldDefinition, handler_id: str, backend_cls: Any = None
    ) -> None:
        """Prepare nothing: msgspec keeps its own plans."""

    @override
    @classmethod
    def is_supported_model_type_field(cls, field_definition: FieldDefinition) -> bool:
        """Answers are encoded as they are."""
        return False

    @override
    @classmethod
    def create_openapi_schema(
        cls,
        field_definition: FieldDefinition,
        handler_id: str,
        schema_creator: SchemaCreator,
    ) -> Reference | Schema:
        return schema_creator.for_field_definition(field_definition)

    @override
    @classmethod
    def generate_field_definitions(
        cls, model_type: type[Any]
    ) -> Generator[DTOFieldDefinition, None, None]:
        yield from ()

    @override
    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        return False


def _naming_the_field(error: Invalid) -> Invalid:
    found = _AT_FIELD.match(error.message)
    if found is None:
        return error
    return type(error)(error.message, fields={found["field"]: found["what"]})


class NotJson(Invalid):
    """Send this as application/json."""

    reason = "not_json"
