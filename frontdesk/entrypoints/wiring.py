"""Who listens to what: the one file that knows all features at once."""

from frontdesk.features import conversations, messages
from frontdesk.features.conversations import broadcasts as conversation_broadcasts
from frontdesk.features.conversations.events import (
    AgentRead,
    ConversationChanged,
    VisitorReceived,
)
from frontdesk.features.messages import broadcasts as message_broadcasts
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.projects.events import MemberRemoved, ProjectDeleted
from frontdesk.infra.database import Wiring

WIRING = Wiring(
    broadcasts={
        MessagePosted: message_broadcasts.message_posted,
        ConversationChanged: conversation_broadcasts.conversation_changed,
        AgentRead: conversation_broadcasts.agent_read,
        VisitorReceived: conversation_broadcasts.visitor_received,
    },
    # These run inside the transaction that announces: they write their own feature's rows.
    within={
        AgentRead: [messages.mark_messages_seen_by_agent],
        VisitorReceived: [messages.mark_messages_delivered_or_read],
        MemberRemoved: [conversations.release_chats_of_member],
        ProjectDeleted: [conversations.delete_conversations_of_project],
    },
)
