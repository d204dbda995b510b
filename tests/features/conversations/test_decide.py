"""Whose turn it is: the product's table, cell by cell, and what holds in every cell."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frontdesk.features.conversations.model import (
    AgentReplied,
    Conversation,
    Decision,
    Finished,
    Happening,
    HeldByAnother,
    Hold,
    HolderLost,
    Rules,
    StatusSet,
    VisitorWrote,
    continues,
    decide,
    should_keep_assignment,
    with_message,
)
from frontdesk.features.conversations.model.conversation import RoutingMode, snippet_of
from frontdesk.features.conversations.model.decide import FINISHED
from frontdesk.features.conversations.wire import ChatState, Status
from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId

GRACE, ALAN = UserId(11), UserId(12)
THEN = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOW = THEN + timedelta(hours=1)


def conversation(
    chat_state: ChatState, holder: UserId | None = None, status: Status = "open"
) -> Conversation:
    is_waiting = chat_state == "waiting_assignment"
    return Conversation(
        project_id=ProjectId(1),
        id=ConversationId(7),
        visitor_id=VisitorId(3),
        visitor_uid="ada",
        visitor_key="k" * 22,
        visitor_name=None,
        visitor_email=None,
        status=status,
        chat_state=chat_state,
        assignee_id=holder,
        assigned_at=THEN if holder else None,
        last_assignee_id=None,
        agent_replied_at=None,
        priority="normal",
        tags=[],
        ai_enabled=True,
        responder_mode=None,
        last_seq=4,
        last_message_id=40,
        last_message_snippet="Hello",
        last_message_at=THEN,
        customer_count=2,
        agent_read_count=1,
        agent_read_seq=1,
        visitor_delivered_seq=2,
        visitor_read_seq=2,
        version=5,
        revision=9,
        turn=3,
        waiting_since=THEN if is_waiting or chat_state == "assigned" else None,
        queued_at=THEN if is_waiting else None,
        tries=0,
        asked_for_person_at=None,
        solved_at=THEN if status in FINISHED else None,
        created_at=THEN,
        updated_at=THEN,
    )


WAITING = conversation("waiting_assignment")
GRACES = conversation("assigned", GRACE)
ANSWERED = conversation("waiting_real_user_reply")
ANSWERED_BY_GRACE = conversation("waiting_real_user_reply", GRACE)
SOLVED = conversation("completed", status="solved")
SPAM = conversation("completed", status="spam")
PENDING = replace(ANSWERED_BY_GRACE, status="pending")

NO_HOLD = Hold()


def wrote() -> VisitorWrote:
    return VisitorWrote(NOW)


def replied(agent: UserId = GRACE, mode: RoutingMode = "sticky") -> AgentReplied:
    return AgentReplied(agent, NOW, mode)


def status_set(status: Status, *, last_from_visitor: bool = True) -> StatusSet:
    return StatusSet(status, NOW, is_last_from_visitor=last_from_visitor)


def removed() -> HolderLost:
    return HolderLost("removed", NOW)


def outcome(decision: Decision) -> tuple[ChatState, UserId | None, Hold]:
    return decision.after.chat_state, decision.after.assignee_id, decision.hold


# (before, what happens, chat state after, holder after, what that does to the hold)
TABLE = [
    (WAITING, wrote(), "waiting_assignment", None, NO_HOLD),
    (GRACES, wrote(), "assigned", GRACE, NO_HOLD),
    (ANSWERED_BY_GRACE, wrote(), "assigned", GRACE, NO_HOLD),
    (PENDING, wrote(), "assigned", GRACE, NO_HOLD),
    (ANSWERED, wrote(), "waiting_assignment", None, NO_HOLD),
    (SOLVED, wrote(), "waiting_assignment", None, NO_HOLD),
    (SPAM, wrote(), "completed", None, NO_HOLD),
    (WAITING, replied(), "waiting_real_user_reply", GRACE, Hold(begins_for=GRACE)),
    (GRACES, replied(), "waiting_real_user_reply", GRACE, NO_HOLD),
    (ANSWERED, replied(), "waiting_real_user_reply", None, NO_HOLD),
    (ANSWERED_BY_GRACE, replied(), "waiting_real_user_reply", GRACE, NO_HOLD),
    (WAITING, replied(mode="push"), "waiting_real_user_reply", GRACE, Hold(begins_for=GRACE)),
    (WAITING, replied(mode="queue"), "waiting_real_user_reply", None, Hold("replied", GRACE)),
    (GRACES, replied(mode="queue"), "waiting_real_user_reply", None, Hold("replied")),
    (ANSWERED, replied(mode="queue"), "waiting_real_user_reply", None, NO_HOLD),
    (WAITING, status_set("solved"), "completed", None, NO_HOLD),
    (GRACES, status_set("solved"), "completed", None, Hold("solved")),
    (ANSWERED_BY_GRACE, status_set("solved"), "completed", None, Hold("solved")),
    (GRACES, status_set("spam"), "completed", None, Hold("spam")),
    (SOLVED, status_set("spam"), "completed", None, NO_HOLD),
    (WAITING, status_set("pending"), "waiting_assignment", None, NO_HOLD),
    (GRACES, status_set("pending"), "assigned", GRACE, NO_HOLD),
    (ANSWERED_BY_GRACE, status_set("pending"), "waiting_real_user_reply", GRACE, NO_HOLD),
    (SOLVED, status_set("open"), "waiting_assignment", None, NO_HOLD),
    (
        SOLVED,
        status_set("open", last_from_visitor=False),
        "waiting_real_user_reply",
        None,
        NO_HOLD,
    ),
    (WAITING, removed(), "waiting_assignment", None, NO_HOLD),
    (GRACES, removed(), "waiting_assignment", None, Hold("removed")),
    (ANSWERED_BY_GRACE, removed(), "waiting_real_user_reply", None, Hold("removed")),
    (SOLVED, removed(), "completed", None, NO_HOLD),
]


@pytest.mark.parametrize(("before", "happening", "chat_state", "holder", "hold"), TABLE)
def test_the_table_of_the_product_says_whose_turn_it_is(
    before: Conversation,
    happening: Happening,
    chat_state: ChatState,
    holder: UserId | None,
    hold: Hold,
) -> None:
    assert outcome(decide(before, happening)) == (chat_state, holder, hold)


@pytest.mark.parametrize("before", [GRACES, ANSWERED_BY_GRACE])
def test_nobody_else_answers_in_a_chat_that_is_held(before: Conversation) -> None:
    with pytest.raises(HeldByAnother):
        decide(before, replied(ALAN))


@pytest.mark.parametrize("before", [SOLVED, SPAM])
def test_a_finished_conversation_takes_no_reply(before: Conversation) -> None:
    with pytest.raises(Finished):
        decide(before, replied())


def test_who_waits_keeps_his_place_when_he_writes_again() -> None:
    after = decide(WAITING, wrote()).after

    assert (after.waiting_since, after.queued_at) == (THEN, THEN)


def test_who_writes_after_an_answer_waits_from_then_on() -> None:
    after = decide(ANSWERED, wrote()).after

    assert (after.waiting_since, after.queued_at) == (NOW, NOW)


def test_a_chat_whose_agent_is_removed_gets_its_original_place_back() -> None:
    after = decide(GRACES, removed()).after

    assert (after.waiting_since, after.last_assignee_id) == (THEN, GRACE)


def test_a_visitor_message_opens_what_was_pending_or_solved() -> None:
    assert decide(PENDING, wrote()).after.status == "open"
    reopened = decide(SOLVED, wrote()).after
    assert (reopened.status, reopened.solved_at) == ("open", None)


def test_spam_stays_spam_and_nobody_waits_in_it() -> None:
    assert decide(SPAM, wrote()).after == SPAM


@pytest.mark.parametrize("before", [SOLVED, SPAM, WAITING, GRACES, PENDING])
def test_setting_the_status_it_has_changes_nothing(before: Conversation) -> None:
    decision = decide(before, status_set(before.status))

    assert decision == Decision(before)


@pytest.mark.parametrize("happening", [replied(), status_set("solved"), status_set("spam")])
def test_what_ends_a_turn_voids_a_running_responder(happening: Happening) -> None:
    assert decide(GRACES, happening).after.turn > GRACES.turn


def test_a_hand_that_holds_a_chat_keeps_it_when_the_visitor_writes_again() -> None:
    assert should_keep_assignment(GRACES)
    assert not should_keep_assignment(WAITING)


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
    rules = Rules(ProjectId(1), visibility, 7, "sticky")  # type: ignore[arg-type]

    assert continues(before, rules, THEN + timedelta(days=days_later)) is is_continued


def test_a_snippet_is_one_line_of_at_most_100_characters() -> None:
    assert snippet_of("a\n\n  b\tc") == "a b c"
    assert snippet_of("🙂" * 101) == "🙂" * 100


HAPPENINGS = st.one_of(
    st.just(wrote()),
    st.builds(replied, st.sampled_from([GRACE, ALAN]), st.sampled_from(["queue", "sticky"])),
    st.builds(
        status_set,
        st.sampled_from(["open", "pending", "solved", "spam"]),
        last_from_visitor=st.booleans(),
    ),
    st.just(removed()),
)


@given(st.lists(HAPPENINGS, max_size=30))
def test_whatever_happens_the_states_never_contradict_each_other(
    happenings: list[Happening],
) -> None:
    now, open_holds = WAITING, 0

    for happening in happenings:
        before = now
        try:
            decision = decide(before, happening)
        except (HeldByAnother, Finished):
            continue
        now = decision.after
        open_holds += (decision.hold.begins_for is not None) - (decision.hold.ends is not None)

        assert (now.chat_state == "completed") == (now.status in FINISHED)
        assert open_holds == (now.assignee_id is not None)
        assert now.chat_state != "assigned" or now.assignee_id is not None
        assert now.assignee_id is None or now.chat_state not in ("waiting_assignment", "completed")
        assert (now == before) == (now.revision == before.revision)
        assert now.version - before.version == int(
            (before.status, before.chat_state, before.assignee_id)
            != (now.status, now.chat_state, now.assignee_id)
        )


@given(st.lists(st.booleans(), max_size=20))
def test_messages_take_gapless_places_and_count_the_visitors(from_visitor: list[bool]) -> None:
    now = replace(WAITING, last_seq=0, customer_count=0, agent_read_count=0)

    for number, is_his in enumerate(from_visitor, start=1):
        now = with_message(now, number, f"m{number}", NOW, from_visitor=is_his)

    assert now.last_seq == len(from_visitor)
    assert now.unread_count == sum(from_visitor)
