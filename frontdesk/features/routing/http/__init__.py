"""The queue, chats that change hands, and the settings of routing, over HTTP."""

from frontdesk.features.routing.http import chats, queue, settings
from frontdesk.infra.http import api_router

router = api_router([*chats.HANDLERS, *queue.HANDLERS, *settings.HANDLERS])
