"""Why nothing can be asked of the responder right now, in the words a member reads."""

from frontdesk.kit.errors import Conflict


class BudgetSpent(Conflict):
    """The assistant's tokens for today are spent. A manager can raise the budget."""


class ChatBudgetSpent(Conflict):
    """What the assistant may spend on this chat is spent. A manager can raise the budget."""


class ChatIsClosed(Conflict):
    """This chat is closed. Reopen it first."""


class NothingToAnswer(Conflict):
    """The visitor has written nothing yet."""


class NoAiHere(Conflict):
    """AI is turned off for this visitor."""


class AnsweringAlready(Conflict):
    """The assistant is answering the visitor right now. What it writes is shown here."""
