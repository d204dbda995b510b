"""Describing an error for the log without quoting anybody."""

import traceback

_FRAMES = 8


def place_of(error: BaseException) -> list[str]:
    """Name the lines an error came through; its own text may repeat what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno}" for frame in frames]
