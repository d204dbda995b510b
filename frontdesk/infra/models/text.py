"""Text from a model, as text: no NUL, no half characters. What it means is not judged here."""

from __future__ import annotations

_HIGH = ("\ud800", "\udbff")


def cleaned(text: str) -> str:
    """Join surrogates that belong together, and drop what PostgreSQL refuses."""
    if text.isascii():
        return text.replace("\x00", "")
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return whole.replace("\x00", "")


class Cleaner:
    """Cleans a text that comes in pieces; half a character waits for its other half."""

    def __init__(self) -> None:
        self._half = ""

    def clean(self, piece: str) -> str:
        text, self._half = self._half + piece, ""
        if text and _HIGH[0] <= text[-1] <= _HIGH[1]:
            text, self._half = text[:-1], text[-1]
        return cleaned(text)
