"""Cutting texts where a reader sees the end of a character, not inside one."""

import regex


def shortened(text: str, at_most: int) -> str:
    """Cut a text to so many characters as people count them, with `…` where it was cut."""
    if len(text) <= at_most:
        return text
    signs = regex.findall(r"\X", text)
    return text if len(signs) <= at_most else "".join(signs[: at_most - 1]) + "…"
