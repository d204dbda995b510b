"""Whose turn it is: the product's table, cell by cell."""

from typing import get_args

import pytest

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import _RULES, decide
from frontdesk.features.conversations.model.transitions import (
    AssignmentChange,
    Decision,
    Finished,
    HeldByAnother,
    NotAssigned,
    NotTheRespondersTurn,
    QueueEntered,
    ResponderReplied,
    Transition,
    VisitorWrote,
    WentQuiet,
)
from frontdesk.features.conversations.wire import ChatState
from frontdesk.kit.ids import UserId
from tests.features.conversations.states import (
    ALAN,
    ANSWERED,
    ANSWERED_BY_GRACE,
    ANSWERS,
    GRACE,
    GRACES,
    GRACES_TO_WATCH,
    NOW,
    PENDING,
    SOLVED,
    SPAM,
    THEN,
    UNCHANGED,
    WAITING,
    assignment,
    given_to,
    lost,
    person,
    replied,
    said_more,
    status_set,
    taken,
    wrote,
    wrote_to_nobody,
)


def outcome(decision: Decision) -> tuple[ChatState, UserId | None, AssignmentChange]:
    return decision.after.chat_state, decision.after.assignee_id, decision.assignment


# (before, what happens, chat state after, holder after, what that does to the hold)
TABLE = [
    (WAITING, wrote(), "waiting_assignment", None, UNCHANGED),
    (GRACES, wrote(), "assigned", GRACE, UNCHANGED),
    (ANSWERED_BY_GRACE, wrote(), "assigned", GRACE, UNCHANGED),
    (PENDING, wrote(), "assigned", GRACE, UNCHANGED),
    (ANSWERED, wrote(), "waiting_assignment", None, UNCHANGED),
    (SOLVED, wrote(), "waiting_assignment", None, UNCHANGED),
    (SPAM, wrote(), "completed", None, UNCHANGED),
    (
        ANSWERED_BY_GRACE,
        wrote_to_nobody(),
        "waiting_assignment",
        None,
        AssignmentChange("visitor_returned"),
    ),
    (GRACES, wrote_to_nobody(), "assigned", GRACE, UNCHANGED),
    (WAITING, taken(), "assigned", GRACE, assignment(GRACE, "claimed")),
    (WAITING, taken(how="pushed"), "assigned", GRACE, assignment(GRACE, "pushed")),
    (GRACES, taken(), "assigned", GRACE, UNCHANGED),
    (ANSWERED, taken(ALAN, "next"), "assigned", ALAN, assignment(ALAN, "next")),
    (ANSWERED_BY_GRACE, taken(), "assigned", GRACE, UNCHANGED),
    (WAITING, given_to(ALAN, "assigned"), "assigned", ALAN, assignment(ALAN, "assigned")),
    (GRACES, given_to(ALAN), "assigned", ALAN, assignment(ALAN, "reassigned", ends="reassigned")),
    (GRACES, given_to(GRACE), "assigned", GRACE, UNCHANGED),
    (ANSWERED, given_to(ALAN), "assigned", ALAN, assignment(ALAN, "reassigned")),
    (ANSWERED_BY_GRACE, given_to(GRACE), "assigned", GRACE, UNCHANGED),
    (
        ANSWERED_BY_GRACE,
        given_to(ALAN),
        "assigned",
        ALAN,
        assignment(ALAN, "reassigned", ends="reassigned"),
    ),
    (WAITING, replied(), "waiting_real_user_reply", GRACE, assignment(GRACE, "replied")),
    (GRACES, replied(), "waiting_real_user_reply", GRACE, ANSWERS),
    (ANSWERED, replied(), "waiting_real_user_reply", GRACE, assignment(GRACE, "replied")),
    (ANSWERED, said_more(), "waiting_real_user_reply", None, UNCHANGED),
    (WAITING, said_more(), "waiting_real_user_reply", GRACE, assignment(GRACE, "replied")),
    (ANSWERED_BY_GRACE, replied(), "waiting_real_user_reply", GRACE, ANSWERS),
    (WAITING, replied(mode="push"), "waiting_real_user_reply", GRACE, assignment(GRACE, "replied")),
    (
        WAITING,
        replied(mode="queue"),
        "waiting_real_user_reply",
        None,
        assignment(GRACE, "replied", ends="replied"),
    ),
    (
        GRACES,
        replied(mode="queue"),
        "waiting_real_user_reply",
        None,
        AssignmentChange("replied", is_answered=True),
    ),
    (
        ANSWERED,
        replied(mode="queue"),
        "waiting_real_user_reply",
        None,
        assignment(GRACE, "replied", ends="replied"),
    ),
    (ANSWERED, said_more(mode="queue"), "waiting_real_user_reply", None, UNCHANGED),
    (WAITING, ResponderReplied(NOW), "waiting_real_user_reply", None, UNCHANGED),
    (WAITING, person(), "waiting_assignment", None, UNCHANGED),
    (GRACES, person(), "assigned", GRACE, UNCHANGED),
    (ANSWERED_BY_GRACE, person(), "assigned", GRACE, UNCHANGED),
    (ANSWERED, person(), "waiting_assignment", None, UNCHANGED),
    (WAITING, WentQuiet(NOW), "waiting_assignment", None, UNCHANGED),
    (ANSWERED_BY_GRACE, WentQuiet(NOW), "waiting_real_user_reply", GRACE, UNCHANGED),
    (SOLVED, WentQuiet(NOW), "completed", None, UNCHANGED),
    (WAITING, status_set("solved"), "completed", None, UNCHANGED),
    (GRACES, status_set("solved"), "completed", None, AssignmentChange("solved")),
    (ANSWERED_BY_GRACE, status_set("solved"), "completed", None, AssignmentChange("solved")),
    (GRACES, status_set("spam"), "completed", None, AssignmentChange("spam")),
    (SOLVED, status_set("spam"), "completed", None, UNCHANGED),
    (WAITING, status_set("pending"), "waiting_assignment", None, UNCHANGED),
    (GRACES, status_set("pending"), "assigned", GRACE, UNCHANGED),
    (ANSWERED_BY_GRACE, status_set("pending"), "waiting_real_user_reply", GRACE, UNCHANGED),
    (SOLVED, status_set("open"), "waiting_assignment", None, UNCHANGED),
    (
        SOLVED,
        status_set("open", last_from_visitor=False),
        "waiting_real_user_reply",
        None,
        UNCHANGED,
    ),
    (WAITING, lost("idle"), "waiting_assignment", None, UNCHANGED),
    (ANSWERED, lost("offline"), "waiting_real_user_reply", None, UNCHANGED),
    (GRACES, lost(), "waiting_assignment", None, AssignmentChange("removed")),
    (GRACES, lost("released"), "waiting_assignment", None, AssignmentChange("released")),
    (GRACES_TO_WATCH, wrote(), "assigned", GRACE, UNCHANGED),
    (GRACES_TO_WATCH, person(), "assigned", GRACE, UNCHANGED),
    (GRACES_TO_WATCH, WentQuiet(NOW), "assigned", GRACE, UNCHANGED),
    (GRACES_TO_WATCH, lost(), "waiting_real_user_reply", None, AssignmentChange("removed")),
    (
        GRACES_TO_WATCH,
        lost("released"),
        "waiting_real_user_reply",
        None,
        AssignmentChange("released"),
    ),
    (ANSWERED_BY_GRACE, lost("idle"), "waiting_real_user_reply", None, AssignmentChange("idle")),
    (SOLVED, lost(), "completed", None, UNCHANGED),
]


@pytest.mark.parametrize(("before", "transition", "chat_state", "holder", "assignment"), TABLE)
def test_the_table_of_the_product_says_whose_turn_it_is(
    before: Conversation,
    transition: Transition,
    chat_state: ChatState,
    holder: UserId | None,
    assignment: AssignmentChange,
) -> None:
    assert outcome(decide(before, transition)) == (chat_state, holder, assignment)


def test_every_transition_has_its_row_in_the_table() -> None:
    assert set(_RULES) == set(get_args(Transition))
    assert set(_RULES) == {type(transition) for _, transition, *_ in TABLE} | {QueueEntered}


@pytest.mark.parametrize("before", [GRACES, ANSWERED_BY_GRACE])
@pytest.mark.parametrize("transition", [replied(ALAN), taken(ALAN), taken(ALAN, "next")])
def test_nobody_else_answers_or_takes_a_chat_that_is_held(
    before: Conversation, transition: Transition
) -> None:
    with pytest.raises(HeldByAnother):
        decide(before, transition)


@pytest.mark.parametrize("before", [SOLVED, SPAM])
@pytest.mark.parametrize("transition", [replied(), taken(), given_to(ALAN), person()])
def test_a_finished_conversation_is_nobodys_to_answer_or_take(
    before: Conversation, transition: Transition
) -> None:
    with pytest.raises(Finished):
        decide(before, transition)


@pytest.mark.parametrize("before", [WAITING, ANSWERED, SOLVED])
def test_nobody_releases_a_chat_without_an_agent(before: Conversation) -> None:
    with pytest.raises(NotAssigned):
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


def test_a_visitor_who_waits_keeps_their_place_when_they_write_again() -> None:
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


@pytest.mark.parametrize("transition", [replied(), status_set("solved"), status_set("spam")])
def test_what_ends_a_turn_voids_a_running_responder(transition: Transition) -> None:
    assert decide(GRACES, transition).after.turn > GRACES.turn


def test_an_agent_keeps_the_chat_when_the_visitor_writes_again() -> None:
    written = decide(GRACES, wrote()).after

    assert (written.assignee_id, written.chat_state) == (GRACES.assignee_id, "assigned")
