"""The declared events and what is made from them."""

from typing import Any

import pytest

from frontdesk.entrypoints.protocol import PROTOCOL
from frontdesk.infra.sockets import SocketEvent, dispatch
from frontdesk.infra.sockets.registry import NotTheProtocolError
from frontdesk.kit.audience import ProjectMembers
from frontdesk.kit.protocol import DeclaredTwiceError, Protocol, ServerEvent
from frontdesk.kit.wire import Empty


async def handle(*_: Any) -> Empty:  # noqa: ANN401 - whatever it is called with
    return Empty()


HANDLERS = [SocketEvent(event, handle) for event in PROTOCOL.from_clients.values()]


def test_each_declared_event_is_dispatched_to_its_handler() -> None:
    dispatched = dispatch(PROTOCOL, HANDLERS)

    assert dispatched.keys() == PROTOCOL.from_clients.keys()


def test_a_declared_event_without_a_handler_stops_the_start() -> None:
    with pytest.raises(NotTheProtocolError):
        dispatch(PROTOCOL, HANDLERS[1:])


def test_a_handler_of_an_event_nobody_declared_stops_the_start() -> None:
    with pytest.raises(NotTheProtocolError):
        dispatch(Protocol([one.declared for one in HANDLERS[1:]]), HANDLERS)


def test_two_declarations_of_one_event_are_refused() -> None:
    said = ServerEvent("said", Empty, ProjectMembers)

    with pytest.raises(DeclaredTwiceError):
        Protocol([said, ServerEvent("said", Empty, ProjectMembers, is_durable=True)])


def test_only_members_have_a_feed() -> None:
    assert {event.to for event in PROTOCOL.durable.values()} == {ProjectMembers}
