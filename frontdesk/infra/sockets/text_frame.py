"""A websocket's text frame as a server writes it."""

# FIN and TEXT: a message of one frame.
WHOLE_TEXT = 0x81
# Lengths that say that the length follows in two, or in eight, bytes.
LENGTH_16, LENGTH_64 = 126, 127


def text_frame(text: bytes) -> bytes:
    """Write a server's text frame; servers don't mask, so one will do for every receiver."""
    length = len(text)
    if length < LENGTH_16:
        return bytes((WHOLE_TEXT, length)) + text
    if length < 1 << 16:
        return bytes((WHOLE_TEXT, LENGTH_16)) + length.to_bytes(2, "big") + text
    return bytes((WHOLE_TEXT, LENGTH_64)) + length.to_bytes(8, "big") + text
