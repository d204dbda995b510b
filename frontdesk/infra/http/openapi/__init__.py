"""The OpenAPI document of the application, read from its handlers.

Nothing about an address is written twice: its parameters, bodies, answers and refusals
come from the handler's signature, the words from its docstring and those of its shapes.
What a signature can't say, `refuses` and `also_answers` say beside the handler.
"""

from frontdesk.infra.http.openapi.declared import CsvText, also_answers, refuses
from frontdesk.infra.http.openapi.description import Description
from frontdesk.infra.http.openapi.document import openapi_document
from frontdesk.infra.http.openapi.endpoints import Endpoint, endpoints
from frontdesk.infra.http.openapi.names import camel, public_name
from frontdesk.infra.http.openapi.refusals import Door

__all__ = [
    "CsvText",
    "Description",
    "Door",
    "Endpoint",
    "also_answers",
    "camel",
    "endpoints",
    "openapi_document",
    "public_name",
    "refuses",
]
