"""The whole protocol of the socket: every event that any feature declares."""

from frontdesk.features.canned import wire as canned
from frontdesk.features.conversations import wire as conversations
from frontdesk.features.messages import wire as messages
from frontdesk.features.notes import wire as notes
from frontdesk.features.presence import wire as presence
from frontdesk.features.projects.wire import projects
from frontdesk.features.responder import wire as responder
from frontdesk.features.routing import wire as routing
from frontdesk.features.tags import wire as tags
from frontdesk.features.visitors import wire as visitors
from frontdesk.infra.sockets import EVENT_REFUSED
from frontdesk.kit.protocol import Protocol

_FEATURES = (
    *(messages, conversations, visitors, presence),
    *(routing, notes, canned, tags, projects, responder),
)

PROTOCOL = Protocol(
    [*(declared for feature in _FEATURES for declared in vars(feature).values()), *EVENT_REFUSED]
)
