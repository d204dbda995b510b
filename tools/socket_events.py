"""Every socket event by name: who says it, what it carries, what answers it.

`generate_protocol.py` turns this table into TypeScript and AsyncAPI, and
`tests/protocol/test_generated_types.py` holds it against what the server handles.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from frontdesk.features.canned import wire as canned
from frontdesk.features.conversations import wire as conversations
from frontdesk.features.messages import wire as messages
from frontdesk.features.notes import wire as notes
from frontdesk.features.presence import wire as presence
from frontdesk.features.projects import wire as projects
from frontdesk.features.responder import wire as responder
from frontdesk.features.routing import wire as routing
from frontdesk.features.tags import wire as tags
from frontdesk.features.visitors import wire as visitors
from frontdesk.kit.wire import OkAck, Wire

Side: TypeAlias = Literal["visitor", "agent"]


@dataclass(frozen=True)
class Request:
    """An event a client sends; it is always answered."""

    name: str
    sender: Side
    payload: type[Wire]
    answer: type[Wire]


@dataclass(frozen=True)
class Notice:
    """An event the server sends. Those `in_feed` are numbered and kept."""

    name: str
    hearer: Side
    payload: type[Wire]
    in_feed: bool = False


REQUESTS = (
    Request("identify", "visitor", messages.Identify, messages.Identified),
    Request("sendMessage", "visitor", messages.SendMessage, messages.SentAck),
    Request("fetchMessages", "visitor", messages.FetchMessages, messages.MessagesAck),
    Request("messagesDelivered", "visitor", messages.UpToSeq, OkAck),
    Request("messagesRead", "visitor", messages.UpToSeq, OkAck),
    Request("setContact", "visitor", visitors.SetContact, OkAck),
    Request("setProfile", "visitor", visitors.SiteProfile, visitors.ProfileAck),
    Request("visitorIsTyping", "visitor", presence.VisitorIsTyping, OkAck),
    Request("updateContext", "visitor", presence.UpdateContext, OkAck),
    Request("setAiEnabled", "visitor", responder.SetAiEnabled, OkAck),
    Request("requestHuman", "visitor", responder.RequestHuman, OkAck),
    Request(
        "joinProjectRoom",
        "agent",
        conversations.JoinProjectRoom,
        conversations.JoinedProjectRoom,
    ),
    Request("leaveProjectRoom", "agent", conversations.LeaveProjectRoom, OkAck),
    Request("agentPresence", "agent", presence.AgentPresence, OkAck),
)

NOTICES = (
    Notice("conversationHistory", "visitor", messages.ConversationHistory),
    Notice("messageSent", "visitor", messages.MessageSent),
    Notice("messageFailed", "visitor", messages.MessageFailed),
    Notice("agentReplied", "visitor", messages.MessageWire),
    Notice("agentIsTyping", "visitor", presence.AgentIsTyping),
    Notice("messageStatusChanged", "visitor", messages.MessageStatusChanged),
    Notice("conversationUpdated", "visitor", conversations.VisitorConversationUpdated),
    Notice("messageUpdated", "visitor", messages.MessageUpdated),
    Notice("conversationHead", "visitor", conversations.ConversationHead),
    Notice("queuePosition", "visitor", routing.QueuePosition),
    Notice("chatClosed", "visitor", visitors.ChatClosed),
    Notice("eventRefused", "visitor", messages.EventRefused),
    Notice("newMessage", "agent", messages.NewMessage, in_feed=True),
    Notice("messageStatusChanged", "agent", messages.MessageStatusChanged, in_feed=True),
    Notice("messageUpdated", "agent", messages.MessageUpdated, in_feed=True),
    Notice("conversationUpdated", "agent", conversations.ConversationUpdated, in_feed=True),
    Notice("noteAdded", "agent", notes.NoteWire, in_feed=True),
    Notice("noteUpdated", "agent", notes.NoteWire, in_feed=True),
    Notice("noteDeleted", "agent", notes.NoteDeleted, in_feed=True),
    Notice("visitorUpdated", "agent", visitors.VisitorUpdated, in_feed=True),
    Notice("automation.triggered", "agent", routing.AutomationTriggered, in_feed=True),
    Notice("managersAlerted", "agent", routing.ManagersAlerted, in_feed=True),
    Notice("cannedChanged", "agent", canned.CannedChanged, in_feed=True),
    Notice("tagsChanged", "agent", tags.TagsChanged, in_feed=True),
    Notice("projectUpdated", "agent", projects.ProjectUpdated, in_feed=True),
    Notice("draftCreated", "agent", responder.DraftWire, in_feed=True),
    Notice("draftDiscarded", "agent", responder.DraftDiscarded, in_feed=True),
    Notice("visitorStatusChanged", "agent", presence.VisitorStatusChanged),
    Notice("visitorIsTyping", "agent", presence.VisitorTyping),
    Notice("visitorContextUpdated", "agent", presence.VisitorContextUpdated),
    Notice("agentStatusChanged", "agent", presence.AgentStatusChanged),
    Notice("agentViewing", "agent", presence.AgentViewing),
    Notice("agentTyping", "agent", presence.ColleagueTyping),
    Notice("responderTyping", "agent", responder.ResponderTyping),
    Notice("feedHead", "agent", conversations.FeedHead),
    Notice("eventRefused", "agent", messages.EventRefused),
)
