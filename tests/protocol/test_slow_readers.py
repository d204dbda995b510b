"""A socket whose owner does not read is given up, before what waits for it fills the memory."""

import asyncio
import json
import socket

from websockets.asyncio.client import ClientConnection, connect

from frontdesk.features.responder.wire import RESPONDER_TYPING, ResponderTyping
from frontdesk.kit.audience import ProjectMembers
from tests import declared
from tests.front_door import InProcessServer, Member, Site
from tests.protocol.test_refuse_frames import until_heard

# Together far more than one socket may have waiting, by count as by size, and than what the
# kernel takes on its own.
_EVENTS, _CHARACTERS, _AT_ONCE = 20_000, 1_000, 500


async def test_who_does_not_read_is_given_up_and_nobody_else(
    server: InProcessServer, demo: Site, grace: Member, alan: Member
) -> None:
    await alan.joins(demo.id)
    hub = server.web.sockets.hub
    before = set(hub.sockets)
    deaf = await _deaf(server, demo, grace)
    [sid] = set(hub.sockets) - before

    noise = ResponderTyping(conversation_id=1, is_typing=True, text="x" * _CHARACTERS)
    for _ in range(_EVENTS // _AT_ONCE):
        for _ in range(_AT_ONCE):
            hub.emit(ProjectMembers(demo.id), RESPONDER_TYPING, noise)
        # Everybody else reads meanwhile.
        assert (await alan.ask("anythingMore?"))["ok"] is False

    # By now: later, a missing answer to a ping would have ended it, whatever waits for it.
    assert sid not in hub.sockets
    assert not alan.is_closed.is_set()
    assert (await alan.ask("anythingMore?"))["ok"] is False
    deaf.transport.abort()
    # The noise is this test's own: no feature says it, so nothing declares it.
    declared.faults.clear()


async def _deaf(server: InProcessServer, site: Site, member: Member) -> ClientConnection:
    """Enter a project's room through a socket that takes little, and then nothing."""
    host, port = server.url.removeprefix("http://").split(":")
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    narrow.setblocking(False)  # noqa: FBT003 - the name of the method says it
    await asyncio.get_running_loop().sock_connect(narrow, (host, int(port)))
    line = await connect(
        f"ws://{host}:{port}/socket.io/?EIO=4&transport=websocket",
        sock=narrow,
        origin=server.url,  # type: ignore[arg-type]
        additional_headers={"Cookie": member.cookie},
        compression=None,
        max_queue=4,
    )
    await line.send("40")
    await until_heard(line, "40{")
    await line.send(f'421["joinProjectRoom",{json.dumps({"projectId": site.id})}]')
    await until_heard(line, "431")
    line.transport.pause_reading()
    return line
