"""Who listens to what: the one file that knows all features at once."""

from frontdesk.features import (
    audit,
    conversations,
    messages,
    notes,
    presence,
    reports,
    responder,
    routing,
    tags,
)
from frontdesk.features.accounts.events import SessionsEnded
from frontdesk.features.canned import broadcasts as canned_broadcasts
from frontdesk.features.canned.events import CannedResponsesChanged
from frontdesk.features.conversations import broadcasts as conversation_broadcasts
from frontdesk.features.conversations.events import (
    AgentRead,
    ConversationChanged,
    VisitorReceived,
)
from frontdesk.features.messages import broadcasts as message_broadcasts
from frontdesk.features.messages.events import MessagePosted
from frontdesk.features.messages.wire import NEW_MESSAGE, FeedMessage
from frontdesk.features.notes import broadcasts as note_broadcasts
from frontdesk.features.notes.events import NoteEdited, NoteRemoved, NoteWritten
from frontdesk.features.projects import broadcasts as project_broadcasts
from frontdesk.features.projects.events import (
    MemberDeactivated,
    MemberRemoved,
    ProjectDeleted,
    RoleChanged,
    SettingsChanged,
)
from frontdesk.features.responder import broadcasts as responder_broadcasts
from frontdesk.features.responder.events import DraftCreated, DraftDecided
from frontdesk.features.routing import broadcasts as routing_broadcasts
from frontdesk.features.routing.events import ChatHandedOn, ManagersNeeded, WentPending
from frontdesk.features.tags import broadcasts as tag_broadcasts
from frontdesk.features.tags.events import ProjectTagsChanged
from frontdesk.features.visitors import broadcasts as visitor_broadcasts
from frontdesk.features.visitors.events import (
    ContactLeft,
    VisitorBlocked,
    VisitorDescribed,
    VisitorUnblocked,
)
from frontdesk.features.workflows.events import WorkflowPublished, WorkflowUnpublished
from frontdesk.infra.consumers import consume, on
from frontdesk.infra.database import Wiring
from frontdesk.kit.audit import Audited

WIRING = Wiring(
    broadcasts={
        MessagePosted: message_broadcasts.message_posted,
        ConversationChanged: conversation_broadcasts.conversation_changed,
        AgentRead: conversation_broadcasts.agent_read,
        VisitorReceived: conversation_broadcasts.visitor_received,
        NoteWritten: note_broadcasts.note_written,
        NoteEdited: note_broadcasts.note_edited,
        NoteRemoved: note_broadcasts.note_removed,
        CannedResponsesChanged: canned_broadcasts.canned_responses_changed,
        ProjectTagsChanged: tag_broadcasts.tags_changed,
        ContactLeft: visitor_broadcasts.contact_left,
        VisitorDescribed: visitor_broadcasts.visitor_described,
        VisitorBlocked: visitor_broadcasts.visitor_blocked,
        VisitorUnblocked: visitor_broadcasts.visitor_unblocked,
        SettingsChanged: project_broadcasts.settings_changed,
        WentPending: routing_broadcasts.went_pending,
        ManagersNeeded: routing_broadcasts.managers_needed,
        DraftCreated: responder_broadcasts.draft_created,
        DraftDecided: responder_broadcasts.draft_decided,
    },
    # These run inside the transaction that announces: they write their own feature's rows.
    within={
        MessagePosted: [responder.plan_answer, reports.count_reply],
        ConversationChanged: [
            tags.remember_used,
            routing.arm_first_reply,
            routing.alert_when_lost_too_often,
            responder.plan_after_hand_back,
        ],
        Audited: [audit.keep_entry],
        ChatHandedOn: [notes.keep_word_left],
        SettingsChanged: [reports.count_days_again, presence.say_sites_changed],
        WorkflowPublished: [responder.void_after_publishing],
        WorkflowUnpublished: [responder.void_after_publishing],
        AgentRead: [messages.mark_messages_seen_by_agent],
        VisitorReceived: [messages.mark_messages_delivered_or_read],
        VisitorBlocked: [conversations.end_chat_of_blocked],
        VisitorUnblocked: [messages.reopen_chat_of_unblocked],
        SessionsEnded: [presence.say_rights_of_user_ended],
        RoleChanged: [presence.say_rights_of_user_ended],
        MemberDeactivated: [conversations.release_chats_of_deactivated],
        MemberRemoved: [
            conversations.release_chats_of_member,
            presence.say_rights_of_user_ended,
        ],
        ProjectDeleted: [
            conversations.delete_conversations_of_project,
            presence.say_rights_of_project_ended,
        ],
    },
)

# These read the feed after the commit, each at its own pace. A name is kept in the database.
CONSUMERS = [
    consume(
        "routing.auto_pending",
        on(NEW_MESSAGE, FeedMessage, routing.arm_auto_pending),
        begin="head",
    ),
]
