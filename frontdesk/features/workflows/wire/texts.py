"""How long the texts of a workflow may be."""

from typing import Annotated, TypeAlias

from msgspec import Meta

LongText: TypeAlias = Annotated[str, Meta(max_length=5_000)]
Words: TypeAlias = Annotated[str, Meta(max_length=500)]
