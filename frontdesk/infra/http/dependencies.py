"""How a handler asks for what the process gives it."""

from typing import Annotated, Any, TypeAlias, TypeVar

from litestar.connection import Request
from litestar.di import NamedDependency
from litestar.params import SkipValidationMarker

T = TypeVar("T")

# Looked up by the parameter's name. Checking its type on every request would cost time
# and fails on protocols; mypy has already checked the handler.
Inject: TypeAlias = Annotated[NamedDependency[T], SkipValidationMarker()]

# Nobody is put into a request here: who asks comes through a door.
AnyRequest: TypeAlias = Request[Any, Any, Any]
