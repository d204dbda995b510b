"""A dashboard in forty lines: 3-protocol's rules, and not one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.front_door import Member, Site

_FORWARD = ["sent", "delivered", "read"]


class Dashboard:
    """The inbox and the threads of one project, kept up by events."""

    def __init__(self, feed_seq: int) -> None:
        self.feed_seq = feed_seq
        self.conversations: dict[int, dict[str, Any]] = {}
        self.threads: dict[int, dict[int, dict[str, Any]]] = {}
        self.notes: dict[int, dict[str, Any]] = {}
        self.drafts: dict[int, dict[str, Any]] = {}

    @classmethod
    async def load(cls, member: Member, site: Site, feed_seq: int) -> Dashboard:
        """Take a fresh snapshot."""
        fresh = cls(feed_seq)
        for one in (await member.http.get(site.inbox)).json()["data"]:
            fresh.conversations[one["id"]] = one
            thread = (await member.http.get(site.thread(one["id"]))).json()["data"]
            fresh.threads[one["id"]] = {message["seq"]: message for message in thread}
            notes = (await member.http.get(site.conversation(one["id"], "/notes"))).json()["data"]
            fresh.notes |= {note["id"]: note for note in notes}
            drafts = (await member.http.get(site.conversation(one["id"], "/drafts"))).json()["data"]
            fresh.drafts |= {draft["id"]: draft for draft in drafts}
        return fresh

    def apply(self, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Apply what is next, ignore what is known; nothing may be missing between."""
        for name, payload in events:
            if payload["feedSeq"] <= self.feed_seq:
                continue
            assert payload["feedSeq"] == self.feed_seq + 1, "an event is missing"
            self.feed_seq = payload["feedSeq"]
            {
                "newMessage": self._new_message,
                "conversationUpdated": self._conversation_updated,
                "messageStatusChanged": self._status_changed,
                "noteAdded": self._note_written,
                "noteUpdated": self._note_written,
                "noteDeleted": self._note_deleted,
                "draftCreated": self._draft_created,
                "draftDiscarded": self._draft_discarded,
                "visitorUpdated": self._visitor_updated,
                # A dashboard that shows these fetches them again.
                "cannedChanged": _nothing,
                "tagsChanged": _nothing,
                "projectUpdated": _nothing,
                # These are said once, in a corner of the screen.
                "automation.triggered": _nothing,
                "managersAlerted": _nothing,
            }[name](payload)

    def shown(self) -> tuple[Any, ...]:
        """Everything on the screen, but what is only true now."""
        return self.shown_conversations(), self.threads, self.notes, self.drafts

    def shown_conversations(self) -> dict[int, Any]:
        """The list alone."""
        return {
            number: {**one, "visitor": {**one["visitor"], "isOnline": None}}
            for number, one in self.conversations.items()
        }

    def _new_message(self, told: dict[str, Any]) -> None:
        message = {key: told[key] for key in told if key not in ("conversation", "feedSeq")}
        thread = self.threads.setdefault(message["conversationId"], {})
        if message["seq"] not in thread:
            thread[message["seq"]] = message
            if message["sender"]["type"] == "agent":
                _credit(thread, message)
        known = self.conversations.get(message["conversationId"])
        if known is None or told["conversation"]["revision"] > known["revision"]:
            self.conversations[message["conversationId"]] = dict(told["conversation"])

    def _note_written(self, told: dict[str, Any]) -> None:
        self.notes[told["id"]] = {key: told[key] for key in told if key != "feedSeq"}

    def _note_deleted(self, told: dict[str, Any]) -> None:
        self.notes.pop(told["id"], None)

    def _draft_created(self, told: dict[str, Any]) -> None:
        self.drafts[told["id"]] = {key: told[key] for key in told if key != "feedSeq"}

    def _draft_discarded(self, told: dict[str, Any]) -> None:
        self.drafts.pop(told["id"], None)

    def _visitor_updated(self, told: dict[str, Any]) -> None:
        for one in self.conversations.values():
            if one["visitor"]["id"] == told["visitorId"]:
                shown = {
                    key: told["fields"][key] for key in told["fields"] if key in one["visitor"]
                }
                one["visitor"] = {**one["visitor"], **shown}
        if told["fields"].get("name") is not None:
            for thread in self.threads.values():
                for message in thread.values():
                    if message["fromCustomer"] and message["visitorId"] == told["visitorId"]:
                        message["sender"] = {**message["sender"], "name": told["fields"]["name"]}

    def _conversation_updated(self, told: dict[str, Any]) -> None:
        known = self.conversations.get(told["conversationId"])
        if known is not None and told["revision"] > known["revision"]:
            known.update(told["fields"], version=told["version"], revision=told["revision"])
            for message in self.threads[told["conversationId"]].values():
                if message["fromCustomer"] and message["seq"] <= known["agentReadSeq"]:
                    message["status"] = "read"

    def _status_changed(self, told: dict[str, Any]) -> None:
        known = self.conversations.get(told["conversationId"])
        if known is not None:
            moved = ["visitorDeliveredSeq"]
            moved += ["visitorReadSeq"] if told["status"] == "read" else []
            for mark in moved:
                known[mark] = max(known[mark], told["upToSeq"])
            known["revision"] = max(known["revision"], told["revision"])
        for message in self.threads.get(told["conversationId"], {}).values():
            if not message["fromCustomer"] and message["seq"] <= told["upToSeq"]:
                statuses = (message["status"], told["status"])
                message["status"] = max(statuses, key=_FORWARD.index)
                message["deliveredAt"] = message["deliveredAt"] or told["at"]


def _nothing(_told: dict[str, Any]) -> None:
    pass


def _credit(thread: dict[int, dict[str, Any]], reply: dict[str, Any]) -> None:
    """The reply answers what the visitor wrote since the reply before it."""
    for seq in range(reply["seq"] - 1, 0, -1):
        message = thread.get(seq)
        if message is None or message["sender"]["type"] == "agent":
            return
        if message["fromCustomer"] and message["handledById"] is None:
            message["handledById"] = reply["sender"]["id"]
