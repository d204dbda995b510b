"""Requests that a workflow sends to other systems."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from frontdesk.features.workflows.wire.texts import LongText, Words
from frontdesk.kit.wire import Wire

HttpMethod: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


class HttpHeader(Wire):
    """One header of a request to another system."""

    name: Annotated[str, Meta(max_length=100)]
    value: Words


class FormField(Wire):
    """One field of a form; its name holds no placeholder."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    value: LongText


class JsonBody(Wire, tag_field="kind", tag="json"):
    """JSON as its author wrote it; placeholders in its texts are filled one by one."""

    template: LongText


class FormBody(Wire, tag_field="kind", tag="form"):
    """Fields as a web form sends them (`application/x-www-form-urlencoded`)."""

    fields: Annotated[list[FormField], Meta(max_length=50)]


class TextBody(Wire, tag_field="kind", tag="text"):
    """Plain text, for a system that takes no other."""

    text: LongText


RequestBody: TypeAlias = JsonBody | FormBody | TextBody


class HttpRequestAction(Wire, tag_field="kind", tag="http_request"):
    """Ask another system (GET: the answer can be used), or tell it something.

    The body, which GET has none of, sets the content type.
    """

    method: HttpMethod
    url: Annotated[str, Meta(max_length=2_000)]
    headers: Annotated[list[HttpHeader], Meta(max_length=20)]
    body: RequestBody
