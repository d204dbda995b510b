"""Publishing a run's stream: its text to members, typing to the visitor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk.features.presence.wire import AGENT_IS_TYPING, AgentIsTyping
from frontdesk.features.responder.model.links import without_foreign_links
from frontdesk.features.responder.wire import RESPONDER_TYPING, ResponderTyping
from frontdesk.kit.audience import ProjectMembers

if TYPE_CHECKING:
    from frontdesk.features.responder.model.context import RunContext
    from frontdesk.infra.models.answer import Piece
    from frontdesk.infra.sockets import EphemeralEvents
    from frontdesk.kit.clock import Clock

# Typing on the other side fades after two seconds; words are shown a few times a second.
_TELL_SECONDS = 0.25
_TYPING_SECONDS = 1.5
_SHOWN_CHARACTERS = 5_000
# Who comes while a model is silent sees soon what it wrote, and before long that it thinks.
_TELL_AGAIN_SECONDS = 1.0
_STILL_SILENT_SECONDS = 15.0


class StreamPublisher:
    """What others see of one run while it lasts."""

    def __init__(self, ephemeral: EphemeralEvents, clock: Clock, context: RunContext) -> None:
        self._ephemeral = ephemeral
        self._clock = clock
        self._context = context
        self._attempt = 0
        self._told_at = self._worded_at = self._typed_at = float("-inf")
        # What is told last must arrive last.
        self._telling = asyncio.Lock()
        self._is_over = False
        self.text = ""
        self.is_for_visitor = context.run.mode == "auto"

    async def begin(self) -> None:
        """Show that it has begun."""
        await self._tell_members(is_typing=True)
        await self._tell_visitor(is_typing=True)

    async def on_piece(self, piece: Piece) -> None:
        """Take a few more characters from the model."""
        if piece.attempt != self._attempt:
            self._attempt, self.text = piece.attempt, ""
        self.text += piece.text
        now = self._clock.monotonic()
        if now - self._worded_at >= _TELL_SECONDS:
            self._worded_at = now
            await self._tell_members(is_typing=True)
        if now - self._typed_at >= _TYPING_SECONDS:
            self._typed_at = now
            await self._tell_visitor(is_typing=True)

    async def tell_latecomers(self) -> None:
        """Tell members again, if they were told nothing for a while."""
        patience = _TELL_AGAIN_SECONDS if self.text else _STILL_SILENT_SECONDS
        if self._clock.monotonic() - self._told_at >= patience:
            await self._tell_members(is_typing=True)

    async def hide_from_visitor(self) -> None:
        """Let the visitor see no more of it: a person has taken over."""
        await self._tell_visitor(is_typing=False)
        self.is_for_visitor = False

    async def end(self) -> None:
        """Show that it is over."""
        self._is_over = True
        self.text = ""
        await self._tell_members(is_typing=False)
        await self._tell_visitor(is_typing=False)

    async def _tell_members(self, *, is_typing: bool) -> None:
        run = self._context.run
        async with self._telling:
            if is_typing and self._is_over:
                return
            self._told_at = self._clock.monotonic()
            # What it links to is no better while it is written.
            domains = self._context.settings.link_domains
            text = without_foreign_links(self.text[:_SHOWN_CHARACTERS], domains)
            typing = ResponderTyping(
                conversation_id=run.conversation_id, is_typing=is_typing, text=text
            )
            await self._ephemeral.tell(ProjectMembers(run.project_id), RESPONDER_TYPING, typing)

    async def _tell_visitor(self, *, is_typing: bool) -> None:
        if not self.is_for_visitor:
            return
        visitor = self._context.conversation.visitor_sockets
        typing = AgentIsTyping(agent_name=self._context.persona_name, is_typing=is_typing)
        await self._ephemeral.tell(visitor, AGENT_IS_TYPING, typing)
