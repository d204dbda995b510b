"""What Redis takes as a value, and what an entry of a stream is made of."""

from typing import TypeAlias

Value: TypeAlias = "bytes | bytearray | memoryview[int] | str | int | float"
Fields: TypeAlias = "dict[Value, Value]"
