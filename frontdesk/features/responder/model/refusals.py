"""Why nothing can be asked of the responder right now, in the words a member reads."""

from frontdesk.kit.errors import Conflict, Gone, Invalid, NotFound


class BudgetSpent(Conflict):
    """The assistant's tokens for today are spent. A manager can raise the budget."""

    reason = "budget_spent"
    advice = "Let a manager raise the budget, or wait for tomorrow."


class ChatBudgetSpent(Conflict):
    """What the assistant may spend on this chat is spent. A manager can raise the budget."""

    reason = "chat_budget_spent"
    advice = "Let a manager raise the budget, or answer yourself."


class ChatIsClosed(Conflict):
    """This chat is closed. Reopen it first."""

    reason = "chat_not_open"
    advice = "Offer to reopen the conversation."


class NothingToAnswer(Conflict):
    """The visitor has written nothing yet."""

    reason = "nothing_to_answer"


class NoAiHere(Conflict):
    """AI is turned off for this visitor."""

    reason = "ai_turned_off"


class AnsweringAlready(Conflict):
    """The assistant is answering the visitor right now. What it writes is shown here."""

    reason = "answering_already"
    advice = "Show what the assistant writes; it arrives as `responderTyping`."


class DraftDecidedAlready(Gone):
    """Somebody has sent or discarded this draft."""

    reason = "draft_decided"
    advice = "Take the draft off the screen."


class MessagesOrConversation(Invalid):
    """Give messages, or a conversation, and not both."""

    reason = "messages_or_conversation"


class NothingWritten(NotFound):
    """There is no conversation yet. Write something first."""

    reason = "nothing_written"


class InvalidAssistantSettings(Invalid):
    """These settings of the assistant can't be kept."""

    reason = "invalid_assistant_settings"
