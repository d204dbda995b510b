"""Websockets and engine.io by hand: the least a client has to do, so that it can do more of it.

The generator shares its machine with what it measures, so each packet it handles is
time taken from the server. A library spends several times what the parsing itself costs.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable, Mapping
from typing import TypeAlias, cast
from urllib.parse import urlencode

from typing_extensions import override

OnPacket: TypeAlias = Callable[[bytes], None]

_TEXT = 0x81
_CLOSE, _PING, _PONG = 0x8, 0x9, 0x8A
_MASKED = 0x80
# A mask of zeros leaves the payload as it is, and any mask is valid.
_NO_MASK = bytes(4)
_LENGTH_16, _LENGTH_64 = 126, 127


class WebSocket(asyncio.Protocol):
    """One websocket to engine.io; hands each text frame to a callback."""

    def __init__(self, request: bytes, on_packet: OnPacket, on_lost: Callable[[str], None]) -> None:
        """Take the upgrade request, and who hears packets and the end."""
        self._request = request
        self._on_packet = on_packet
        self._on_lost = on_lost
        self.end = ""
        self._rest = b""
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        # uvloop's transports are no subclass of asyncio's, but do the same.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    @override
    def data_received(self, data: bytes) -> None:
        """Take what arrived, however it was cut."""
        self._rest = self._rest + data if self._rest else data
        if not self._is_open and not self._upgraded():
            return
        self._rest = self._rest[self._read_frames(self._rest) :]

    @override
    def connection_lost(self, error: Exception | None) -> None:
        """Say that it is over, and why."""
        self._transport = None
        self._on_lost(self.end or f"cut: {error}")

    def send(self, packet: bytes) -> None:
        """Send one packet; to a connection that is gone it is lost, as on any network."""
        if self._transport is not None:
            self._transport.write(_header(_TEXT, len(packet)) + packet)

    def close(self) -> None:
        """Cut the connection."""
        if self._transport is not None:
            self._transport.abort()

    def _upgraded(self) -> bool:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self.end = f"no upgrade: {self._rest[:300].decode(errors='replace')}"
            self.close()
            return False
        self._is_open, self._rest = True, rest
        return True

    def _read_frames(self, data: bytes) -> int:
        """Handle every whole frame; return where the first incomplete one begins."""
        at, size = 0, len(data)
        while size - at >= 2:
            start, length = at + 2, data[at + 1]
            if length == _LENGTH_16:
                start, length = at + 4, int.from_bytes(data[at + 2 : at + 4])
            elif length == _LENGTH_64:
                start, length = at + 10, int.from_bytes(data[at + 2 : at + 10])
            if size < start + length:
                break
            self._handle(data[at] & 0x0F, data[start : start + length])
            at = start + length
        return at

    def _handle(self, opcode: int, body: bytes) -> None:
        if opcode == _CLOSE:
            self.end = f"closed by the server: {body[2:].decode(errors='replace')}"
            self.close()
        elif opcode == _PING and self._transport is not None:
            self._transport.write(_header(_PONG, len(body)) + body)
        else:
            self._on_packet(body)


def upgrade_request(origin: str, query: Mapping[str, str], headers: Mapping[str, str]) -> bytes:
    """Write the request that opens an engine.io websocket."""
    target = "/socket.io/?" + urlencode({"EIO": "4", "transport": "websocket", **query})
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {target} HTTP/1.1",
        f"Host: {origin.removeprefix('http://')}",
        f"Origin: {origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _header(first: int, length: int) -> bytes:
    if length < _LENGTH_16:
        return bytes((first, _MASKED | length)) + _NO_MASK
    if length < 1 << 16:
        return bytes((first, _MASKED | _LENGTH_16)) + length.to_bytes(2) + _NO_MASK
    return bytes((first, _MASKED | _LENGTH_64)) + length.to_bytes(8) + _NO_MASK
