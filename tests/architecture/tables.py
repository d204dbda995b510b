"""Whose each table is, and what may be read of it from above.

A feature writes its own tables only. It reads those of features below where one statement
says what would otherwise be a question per row; each such reading is named here, with why.
"""

from __future__ import annotations

from collections.abc import Mapping

OWNERS: Mapping[str, tuple[str, ...]] = {
    "infra": (
        "deliveries",
        "feed",
        "feed_consumers",
        "feed_cursors",
        "feed_positions",
        "idempotency_keys",
        "outbox",
        "parked_entries",
        "pgqueuer",
        "pgqueuer_log",
        "pgqueuer_statistics",
    ),
    "accounts": ("password_links", "recovery_codes", "sessions", "users"),
    "projects": ("invitations", "members", "projects", "projects_id_seq", "setup_links"),
    "visitors": ("visitors",),
    "presence": ("agent_availability", "agent_presence", "attend_to", "member_availability"),
    "conversations": ("assignments", "conversation_events", "conversations"),
    "messages": ("agent_replies", "messages"),
    "routing": (),
    "notes": ("notes",),
    "canned": ("canned_responses",),
    "tags": ("tags",),
    "workflows": ("workflow_steps", "workflow_traces", "workflow_versions", "workflows"),
    "responder": ("drafts", "responder_effects", "responder_providers", "responder_runs"),
    "audit": ("audit_entries",),
    "reports": (
        "agent_daily_stats",
        "chat_state_summary",
        "detect_stuck_chats",
        "minute_samples",
        "recount_agent_daily_stats",
        "should_keep_assignment",
    ),
}

_NAMES = "the people a row names, in the statement that finds it"
_RULES = "a project's numbers decide in the statement that holds the row"
_VISITOR = "a visitor's uid, key and name come with the row they belong to"
_QUEUE = "the queue is an order of conversations; picking and holding are one statement"
_LOAD = "what agents hold is counted where it decides who gets the next chat"

READ_FROM_ABOVE: Mapping[str, Mapping[str, str]] = {
    "projects": {"users": _NAMES},
    "presence": {
        "members": "only a member can be here",
        "projects": "after how many minutes somebody is away is a project's number",
    },
    "conversations": {
        "projects": _RULES,
        "users": _NAMES,
        "visitors": _VISITOR,
    },
    "messages": {
        "conversations": "whose thread it is, and when it was first answered",
        "members": "who belongs to the team, for the faces a visitor sees",
        "projects": "the persona's name, and the zone in which days are counted",
        "users": _NAMES,
        "visitors": _VISITOR,
    },
    "routing": {
        "agent_availability": _LOAD,
        "agent_presence": "a hold is lost by the presence of the agent who has it",
        "agent_replies": "how fast an agent answered lately stands beside what they hold",
        "assignments": "waits and losses are read off the assignments",
        "conversation_events": "a wait may begin with the wish for a person",
        "conversations": _QUEUE,
        "member_availability": _LOAD,
        "members": _LOAD,
        "messages": "whether the last word is an agent's is asked of that message",
        "projects": _RULES,
        "users": _NAMES,
        "visitors": _VISITOR,
    },
    "notes": {"users": _NAMES},
    "audit": {
        "members": "an account's entry is seen by the owners of each project its user is in",
        "users": _NAMES,
    },
    "tags": {"conversations": "how many conversations carry a tag stands beside it"},
    "workflows": {"users": _NAMES},
    "responder": {
        "conversations": "what voids a run is compared for a thousand runs at once",
        "messages": "whether a person has answered meanwhile decides with the run's own rows",
        "projects": _RULES,
        "visitors": "what the rules of a workflow may look at, in one look",
    },
    "reports": {
        "agent_presence": "a minute in which nobody was here needs no sample",
        "agent_replies": "days are counted from replies",
        "assignments": "a holder and an assignment that differ are a contradiction",
        "conversation_events": "a wait may begin with the wish for a person",
        "conversations": "reports count conversations",
        "messages": "reports count messages",
        "projects": "days begin at midnight where the project is",
        "users": _NAMES,
        "visitors": _VISITOR,
    },
}

# Triggers refuse what must not be; these few write, each for the reason beside it.
FILLING_TRIGGERS: Mapping[str, str] = {
    "make_feed_cursor": "a project without a cursor would never be heard, and the layer the "
    "cursor belongs to knows no projects",
}
