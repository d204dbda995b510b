"""What holds of a conversation whatever happens to it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frontdesk.features.conversations.model.conversation import (
    Conversation,
    with_message,
)
from frontdesk.features.conversations.model.decide import FINISHED, decide
from frontdesk.features.conversations.model.responding import ResponderRules
from frontdesk.features.conversations.model.rules import ConversationRules, continues
from frontdesk.features.conversations.model.transitions import (
    AgentReplied,
    PersonAskedFor,
    QueueEntered,
    ResponderReplied,
    StatusSet,
    Transition,
    VisitorWrote,
    WentQuiet,
)
from frontdesk.kit.errors import Conflict
from frontdesk.kit.ids import ProjectId
from tests.features.conversations.states import (
    ALAN,
    GRACE,
    NOW,
    PENDING,
    SOLVED,
    SPAM,
    THEN,
    WAITING,
    given_to,
    lost,
    replied,
    said_more,
    status_set,
    taken,
)


@pytest.mark.parametrize(
    ("before", "visibility", "days_later", "is_continued"),
    [
        (WAITING, "limit_to_active", 0, True),
        (PENDING, "limit_to_active", 99, True),
        (SOLVED, "limit_to_active", 0, False),
        (SOLVED, "forever", 7, True),
        (SOLVED, "forever", 7.01, False),
        (SPAM, "limit_to_active", 999, True),
    ],
)
def test_a_message_continues_what_the_project_lets_it_continue(
    before: Conversation, visibility: str, days_later: float, *, is_continued: bool
) -> None:
    silent = ResponderRules("off", "always", None, "UTC", 1, 1)
    rules = ConversationRules(ProjectId(1), visibility, 7, "sticky", silent)  # type: ignore[arg-type]

    assert continues(before, rules, THEN + timedelta(days=days_later)) is is_continued


def test_a_snippet_is_one_line_of_at_most_100_characters() -> None:
    short = with_message(WAITING, 1, "a\n\n  b\tc", NOW, from_visitor=True)
    long = with_message(WAITING, 1, "🙂" * 101, NOW, from_visitor=True)

    assert short.last_message_snippet == "a b c"
    assert long.last_message_snippet == "🙂" * 100


# What the trigger of the database refuses.
ILLEGAL = {("completed", "assigned")}

TRANSITIONS = st.one_of(
    st.builds(VisitorWrote, st.just(NOW), st.booleans(), st.booleans()),
    st.builds(PersonAskedFor, st.just(NOW), st.booleans()),
    st.just(QueueEntered(NOW)),
    st.builds(ResponderReplied, st.just(NOW), st.booleans()),
    st.just(WentQuiet(NOW)),
    st.builds(taken, st.sampled_from([GRACE, ALAN]), st.sampled_from(["claimed", "pushed"])),
    st.builds(given_to, st.sampled_from([GRACE, ALAN])),
    st.builds(replied, st.sampled_from([GRACE, ALAN]), st.sampled_from(["queue", "sticky"])),
    st.builds(said_more, st.sampled_from([GRACE, ALAN]), st.sampled_from(["queue", "sticky"])),
    st.builds(
        status_set,
        st.sampled_from(["open", "pending", "solved", "spam"]),
        last_from_visitor=st.booleans(),
    ),
    st.builds(
        lost,
        st.sampled_from(["released", "idle", "offline", "removed", "no_first_reply"]),
        too_often=st.booleans(),
    ),
)


@given(st.lists(TRANSITIONS, max_size=30))
def test_whatever_happens_the_states_never_contradict_each_other(
    transitions: list[Transition],
) -> None:
    now, open_assignments, waits = WAITING, 0, True

    for transition in transitions:
        before = now
        try:
            decision = decide(before, transition)
        except Conflict:
            continue
        now = decision.after
        open_assignments += (decision.assignment.assign_to is not None) - (
            decision.assignment.ends is not None
        )

        assert (now.chat_state == "completed") == (now.status in FINISHED)
        assert open_assignments == (now.assignee_id is not None)
        assert now.chat_state != "assigned" or now.assignee_id is not None
        assert now.assignee_id is None or now.chat_state not in ("waiting_assignment", "completed")
        assert (now == before) == (now.revision == before.revision)
        assert now.version - before.version == int(
            (before.status, before.chat_state, before.assignee_id, before.priority)
            != (now.status, now.chat_state, now.assignee_id, now.priority)
        )
        assert (before.chat_state, now.chat_state) not in ILLEGAL
        # What the responder thought of for a chat somebody took meanwhile is not said.
        if now.assignee_id not in (None, before.assignee_id):
            assert now.turn > before.turn
        assert now.chat_state == "waiting_assignment" or now.queued_at is None
        waits = waits_after(transition, before, waits)
        assert waits == (now.waiting_since is not None)
        # An agent may have a chat in which nobody waits; what waits for the visitor waits for
        # nobody else, and what stands in the queue always waits.
        if now.chat_state != "assigned":
            assert waits == (now.chat_state == "waiting_assignment")
        assert waits or now.tries == 0


def waits_after(transition: Transition, before: Conversation, waits: bool) -> bool:  # noqa: FBT001 - what was so before
    """Say whether the visitor waits for an answer, by what was said and nothing else."""
    match transition:
        case VisitorWrote():
            return waits or before.status != "spam"
        case PersonAskedFor():
            return True
        case AgentReplied() | ResponderReplied():
            return False
        case StatusSet(status="solved" | "spam"):
            return False
        case StatusSet(unanswered_since=since) if before.chat_state == "completed":
            return since is not None and transition.status != before.status
        case _:
            return waits


@given(st.lists(st.booleans(), max_size=20))
def test_messages_take_gapless_places_and_count_the_visitors(from_visitor: list[bool]) -> None:
    now = replace(WAITING, last_seq=0, customer_count=0, agent_read_count=0)

    for number, is_own in enumerate(from_visitor, start=1):
        now = with_message(now, number, f"m{number}", NOW, from_visitor=is_own)

    assert now.last_seq == len(from_visitor)
    assert now.unread_count == sum(from_visitor)
