"""What can happen to messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.features.conversations.model.conversation import Conversation
    from frontdesk.features.messages.model import Message
    from frontdesk.features.projects.wire.settings import ResponderMode
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True)
class MessagePosted:
    """A message was added to its conversation, which now stands as given.

    `responder_mode` is what the responder shall do about a visitor's message.
    """

    message: Message
    conversation: Conversation
    responder_mode: ResponderMode = "off"

    @property
    def project_id(self) -> ProjectId:
        return self.message.project_id
