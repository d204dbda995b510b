"""A text that must not be seen."""

import hmac
from typing import NoReturn

from typing_extensions import override

_HIDDEN = "Secret(…)"


class Secret:
    """Holds a secret so that printing, formatting, logging or pickling it shows nothing.

    `reveal` is the one way to the text; its callers are easy to find.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, to be sent to whom it is meant for and nowhere else."""
        return self._text

    @override
    def __repr__(self) -> str:
        return _HIDDEN

    @override
    def __format__(self, spec: str, /) -> str:
        return format(_HIDDEN, spec)

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._text.encode(), other._text.encode())

    @override
    def __hash__(self) -> int:
        return hash((Secret, self._text))

    @override
    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not copied to where it could be read.")
