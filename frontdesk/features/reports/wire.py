"""Reports as they cross the network. Seconds are whole; null where nothing was measured."""

from frontdesk.kit.wire import Wire


class MinuteSample(Wire):
    """How things stood at one minute."""

    at: str
    waiting: int
    longest_wait_seconds: int
    assigned: int
    waiting_for_visitor: int


class ChatStateSummary(Wire):
    """`GET /projects/{pid}/reports/chat-state-summary`, with the last sixty minutes."""

    waiting: int
    assigned: int
    waiting_for_visitor: int
    completed: int
    oldest_waiting_since: str | None
    history: list[MinuteSample]


class AgentDay(Wire):
    """What one agent did on one day of the project's time zone.

    `chatsHandled` counts distinct conversations they answered in. Reply times are from the
    visitor's oldest unanswered message to the reply.
    """

    day: str
    messages_sent: int
    chats_handled: int
    first_replies: int
    first_reply_seconds: int | None
    reply_seconds: int | None


class AgentReport(Wire):
    """One agent over the whole range, and day by day."""

    user_id: int
    name: str
    avatar_url: str | None
    messages_sent: int
    chats_handled: int
    first_replies: int
    first_reply_seconds: int | None
    reply_seconds: int | None
    days: list[AgentDay]


class AgentsReport(Wire):
    """`GET /projects/{pid}/reports/agents?from&to`: both days belong to the range."""

    from_day: str
    to_day: str
    time_zone: str
    agents: list[AgentReport]


class StuckChat(Wire):
    """A chat that will not move by itself, and why in words."""

    conversation_id: int
    visitor_name: str | None
    visitor_uid: str
    chat_state: str
    reason: str
    explanation: str
    since: str | None


class StuckChats(Wire):
    """`GET /projects/{pid}/reports/stuck`, the oldest first."""

    data: list[StuckChat]
