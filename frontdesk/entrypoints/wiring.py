"""Who listens to what: the one file that knows all features at once."""

from frontdesk.features.conversations import broadcasts as conversations
from frontdesk.features.conversations.actions import release_chats_of_member
from frontdesk.features.conversations.events import (
    AgentRead,
    ConversationChanged,
    VisitorReceived,
)
from frontdesk.features.messages import actions as messages
from frontdesk.features.messages import broadcasts
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.projects.events import MemberRemoved
from frontdesk.infra.database import Wiring

WIRING = Wiring(
    broadcasts={
        MessagePosted: broadcasts.message_posted,
        ConversationChanged: conversations.conversation_changed,
        AgentRead: conversations.agent_read,
        VisitorReceived: conversations.visitor_received,
    },
    # These run inside the transaction that announces: they write their own feature's rows.
    within={
        AgentRead: [messages.mark_messages_seen_by_agent],
        VisitorReceived: [messages.mark_messages_delivered_or_read],
        MemberRemoved: [release_chats_of_member],
    },
)
