"""Whose turn it is: the product's table, cell by cell, and what holds in every cell."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frontdesk.features.conversations.model import (
    AgentReplied,
    ChatAssigned,
    ChatTaken,
    Conversation,
    Decision,
    Finished,
    Happening,
    HeldByAnother,
    Hold,
    HolderLost,
    LossReason,
    NobodyHolds,
    NotTheRespondersTurn,
    PersonAskedFor,
    QueueEntered,
    ResponderReplied,
    Rules,
    StatusSet,
    VisitorWrote,
    WentQuiet,
    continues,
    decide,
    should_keep_assignment,
    with_message,
)
from frontdesk.features.conversations.model.conversation import RoutingMode, snippet_of
from frontdesk.features.conversations.model.decide import _RULES, FINISHED
from frontdesk.features.conversations.wire import ChatState, HowAssigned, ReleaseReason, Status
from frontdesk.kit.errors import Conflict
from frontdesk.kit.ids import ConversationId, ProjectId, UserId, VisitorId

GRACE, ALAN, BOSS = UserId(11), UserId(12), UserId(13)
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
ANSWERS = Hold(is_answered=True)


def wrote() -> VisitorWrote:
    return VisitorWrote(NOW)


def replied(agent: UserId = GRACE, mode: RoutingMode = "sticky") -> AgentReplied:
    return AgentReplied(agent, NOW, mode)


def wrote_to_nobody() -> VisitorWrote:
    return VisitorWrote(NOW, is_holder_there=False)


def status_set(status: Status, *, last_from_visitor: bool = True) -> StatusSet:
    return StatusSet(status, NOW, unanswered_since=THEN if last_from_visitor else None)


def lost(reason: LossReason = "removed", *, too_often: bool = False) -> HolderLost:
    return HolderLost(reason, NOW, is_once_too_often=too_often)


def taken(agent: UserId = GRACE, how: HowAssigned = "claimed") -> ChatTaken:
    return ChatTaken(agent, NOW, how)


def given_to(agent: UserId, how: HowAssigned = "reassigned") -> ChatAssigned:
    return ChatAssigned(agent, NOW, how, BOSS)


def person() -> PersonAskedFor:
    return PersonAskedFor(NOW)


def hold(agent: UserId, how: HowAssigned, *, ends: ReleaseReason | None = None) -> Hold:
    by = BOSS if how in ("assigned", "reassigned") else None
    return Hold(ends, agent, how, by, is_answered=how == "replied")


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
    (ANSWERED_BY_GRACE, wrote_to_nobody(), "waiting_assignment", None, Hold("visitor_returned")),
    (GRACES, wrote_to_nobody(), "assigned", GRACE, NO_HOLD),
    (WAITING, taken(), "assigned", GRACE, hold(GRACE, "claimed")),
    (WAITING, taken(how="pushed"), "assigned", GRACE, hold(GRACE, "pushed")),
    (GRACES, taken(), "assigned", GRACE, NO_HOLD),
    (ANSWERED, taken(ALAN, "next"), "assigned", ALAN, hold(ALAN, "next")),
    (ANSWERED_BY_GRACE, taken(), "assigned", GRACE, NO_HOLD),
    (WAITING, given_to(ALAN, "assigned"), "assigned", ALAN, hold(ALAN, "assigned")),
    (GRACES, given_to(ALAN), "assigned", ALAN, hold(ALAN, "reassigned", ends="reassigned")),
    (GRACES, given_to(GRACE), "assigned", GRACE, NO_HOLD),
    (ANSWERED, given_to(ALAN), "assigned", ALAN, hold(ALAN, "reassigned")),
    (ANSWERED_BY_GRACE, given_to(GRACE), "assigned", GRACE, NO_HOLD),
    (
        ANSWERED_BY_GRACE,
        given_to(ALAN),
        "assigned",
        ALAN,
        hold(ALAN, "reassigned", ends="reassigned"),
    ),
    (WAITING, replied(), "waiting_real_user_reply", GRACE, hold(GRACE, "replied")),
    (GRACES, replied(), "waiting_real_user_reply", GRACE, ANSWERS),
    (ANSWERED, replied(), "waiting_real_user_reply", None, NO_HOLD),
    (ANSWERED_BY_GRACE, replied(), "waiting_real_user_reply", GRACE, ANSWERS),
    (WAITING, replied(mode="push"), "waiting_real_user_reply", GRACE, hold(GRACE, "replied")),
    (
        WAITING,
        replied(mode="queue"),
        "waiting_real_user_reply",
        None,
        hold(GRACE, "replied", ends="replied"),
    ),
    (
        GRACES,
        replied(mode="queue"),
        "waiting_real_user_reply",
        None,
        Hold("replied", is_answered=True),
    ),
    (ANSWERED, replied(mode="queue"), "waiting_real_user_reply", None, NO_HOLD),
    (WAITING, ResponderReplied(NOW), "waiting_real_user_reply", None, NO_HOLD),
    (WAITING, person(), "waiting_assignment", None, NO_HOLD),
    (GRACES, person(), "assigned", GRACE, NO_HOLD),
    (ANSWERED_BY_GRACE, person(), "assigned", GRACE, NO_HOLD),
    (ANSWERED, person(), "waiting_assignment", None, NO_HOLD),
    (WAITING, WentQuiet(NOW), "waiting_assignment", None, NO_HOLD),
    (ANSWERED_BY_GRACE, WentQuiet(NOW), "waiting_real_user_reply", GRACE, NO_HOLD),
    (SOLVED, WentQuiet(NOW), "completed", None, NO_HOLD),
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
    (WAITING, lost("idle"), "waiting_assignment", None, NO_HOLD),
    (ANSWERED, lost("offline"), "waiting_real_user_reply", None, NO_HOLD),
    (GRACES, lost(), "waiting_assignment", None, Hold("removed")),
    (GRACES, lost("released"), "waiting_assignment", None, Hold("released")),
    (ANSWERED_BY_GRACE, lost("idle"), "waiting_real_user_reply", None, Hold("idle")),
    (SOLVED, lost(), "completed", None, NO_HOLD),
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


def test_every_happening_has_its_row_in_the_table() -> None:
    assert set(_RULES) == set(get_args(Happening))
    assert set(_RULES) == {type(happening) for _, happening, *_ in TABLE} | {QueueEntered}


@pytest.mark.parametrize("before", [GRACES, ANSWERED_BY_GRACE])
@pytest.mark.parametrize("happening", [replied(ALAN), taken(ALAN), taken(ALAN, "next")])
def test_nobody_else_answers_or_takes_a_chat_that_is_held(
    before: Conversation, happening: Happening
) -> None:
    with pytest.raises(HeldByAnother):
        decide(before, happening)


@pytest.mark.parametrize("before", [SOLVED, SPAM])
@pytest.mark.parametrize("happening", [replied(), taken(), given_to(ALAN), person()])
def test_a_finished_conversation_is_nobodys_to_answer_or_take(
    before: Conversation, happening: Happening
) -> None:
    with pytest.raises(Finished):
        decide(before, happening)


@pytest.mark.parametrize("before", [WAITING, ANSWERED, SOLVED])
def test_nobody_lets_go_of_what_nobody_holds(before: Conversation) -> None:
    with pytest.raises(NobodyHolds):
        decide(before, lost("released"))


@pytest.mark.parametrize("before", [GRACES, ANSWERED, ANSWERED_BY_GRACE, SOLVED, SPAM])
def test_the_responder_is_silent_where_a_person_answers_or_nobody_has_to(
    before: Conversation,
) -> None:
    with pytest.raises(NotTheRespondersTurn):
        decide(before, ResponderReplied(NOW))


def test_what_the_responder_handles_does_not_queue_until_a_person_is_asked_for() -> None:
    handled = decide(ANSWERED, VisitorWrote(NOW, is_responders=True)).after

    assert (handled.chat_state, handled.queued_at) == ("waiting_assignment", None)
    assert decide(handled, QueueEntered(NOW)).after.queued_at == NOW
    asked = decide(handled, person()).after
    assert (asked.queued_at, asked.asked_for_person_at) == (NOW, NOW)
    assert decide(asked, wrote()).after.asked_for_person_at == NOW


def test_a_chat_lost_too_often_is_urgent_and_keeps_its_place() -> None:
    after = decide(GRACES, lost("idle", too_often=True)).after

    assert (after.priority, after.tries, after.waiting_since) == ("urgent", 1, THEN)
    assert decide(after, replied()).after.tries == 0


def test_a_conversation_reopened_by_hand_waits_since_the_oldest_unanswered_message() -> None:
    after = decide(SOLVED, status_set("open")).after

    assert (after.waiting_since, after.queued_at) == (THEN, NOW)


def test_only_an_open_conversation_goes_quiet() -> None:
    assert decide(ANSWERED_BY_GRACE, WentQuiet(NOW)).after.status == "pending"
    assert decide(SOLVED, WentQuiet(NOW)).after == SOLVED


def test_who_waits_keeps_his_place_when_he_writes_again() -> None:
    after = decide(WAITING, wrote()).after

    assert (after.waiting_since, after.queued_at) == (THEN, THEN)


def test_who_writes_after_an_answer_waits_from_then_on() -> None:
    after = decide(ANSWERED, wrote()).after

    assert (after.waiting_since, after.queued_at) == (NOW, NOW)


def test_a_chat_whose_agent_is_removed_gets_its_original_place_back() -> None:
    after = decide(GRACES, lost()).after

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


# What the trigger of the database refuses.
ILLEGAL = {("completed", "assigned")}

HAPPENINGS = st.one_of(
    st.builds(VisitorWrote, st.just(NOW), st.booleans(), st.booleans()),
    st.builds(PersonAskedFor, st.just(NOW), st.booleans()),
    st.just(QueueEntered(NOW)),
    st.just(ResponderReplied(NOW)),
    st.just(WentQuiet(NOW)),
    st.builds(taken, st.sampled_from([GRACE, ALAN]), st.sampled_from(["claimed", "pushed"])),
    st.builds(given_to, st.sampled_from([GRACE, ALAN])),
    st.builds(replied, st.sampled_from([GRACE, ALAN]), st.sampled_from(["queue", "sticky"])),
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


@given(st.lists(HAPPENINGS, max_size=30))
def test_whatever_happens_the_states_never_contradict_each_other(
    happenings: list[Happening],
) -> None:
    now, open_holds = WAITING, 0

    for happening in happenings:
        before = now
        try:
            decision = decide(before, happening)
        except Conflict:
            continue
        now = decision.after
        open_holds += (decision.hold.begins_for is not None) - (decision.hold.ends is not None)

        assert (now.chat_state == "completed") == (now.status in FINISHED)
        assert open_holds == (now.assignee_id is not None)
        assert now.chat_state != "assigned" or now.assignee_id is not None
        assert now.assignee_id is None or now.chat_state not in ("waiting_assignment", "completed")
        assert (now == before) == (now.revision == before.revision)
        assert now.version - before.version == int(
            (before.status, before.chat_state, before.assignee_id, before.priority)
            != (now.status, now.chat_state, now.assignee_id, now.priority)
        )
        assert (before.chat_state, now.chat_state) not in ILLEGAL
        assert now.chat_state == "waiting_assignment" or now.queued_at is None
        assert now.chat_state != "waiting_assignment" or now.waiting_since is not None


@given(st.lists(st.booleans(), max_size=20))
def test_messages_take_gapless_places_and_count_the_visitors(from_visitor: list[bool]) -> None:
    now = replace(WAITING, last_seq=0, customer_count=0, agent_read_count=0)

    for number, is_his in enumerate(from_visitor, start=1):
        now = with_message(now, number, f"m{number}", NOW, from_visitor=is_his)

    assert now.last_seq == len(from_visitor)
    assert now.unread_count == sum(from_visitor)
