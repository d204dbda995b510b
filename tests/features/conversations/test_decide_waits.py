"""Whether the visitor waits is kept in every state, and decides what a loss does."""

import pytest

from frontdesk.features.conversations.model.conversation import Conversation
from frontdesk.features.conversations.model.decide import decide
from frontdesk.features.conversations.model.transitions import (
    LossReason,
    ResponderReplied,
    Transition,
)
from frontdesk.features.projects.wire.settings import RoutingMode
from tests.features.conversations.states import (
    ALAN,
    ANSWERED,
    ANSWERED_BY_GRACE,
    GRACE,
    GRACES,
    GRACES_TO_WATCH,
    NOW,
    THEN,
    WAITING,
    given_to,
    lost,
    replied,
    taken,
    wrote,
)


@pytest.mark.parametrize(
    "reason", ["released", "unassigned", "idle", "offline", "removed", "no_first_reply"]
)
@pytest.mark.parametrize("given", [taken(ALAN), taken(ALAN, "next"), given_to(ALAN)])
def test_an_answered_chat_that_changes_hands_never_becomes_a_waiting_one(
    given: Transition, reason: LossReason
) -> None:
    held = decide(ANSWERED, given).after

    after = decide(held, lost(reason, too_often=True)).after

    assert (after.chat_state, after.waiting_since) == ("waiting_real_user_reply", None)
    assert (after.queued_at, after.tries, after.priority) == (None, 0, "normal")


def test_who_writes_to_an_agent_who_got_an_answered_chat_waits_from_then_on() -> None:
    written = decide(GRACES_TO_WATCH, wrote()).after
    left = decide(written, lost("idle")).after

    assert (written.chat_state, written.waiting_since) == ("assigned", NOW)
    assert (left.chat_state, left.waiting_since, left.tries) == ("waiting_assignment", NOW, 1)


def test_an_answer_of_the_responder_beside_an_agent_ends_the_wait() -> None:
    beside = ResponderReplied(NOW, may_be_held=True)

    after = decide(GRACES, beside).after

    assert (after.chat_state, after.assignee_id, after.waiting_since) == ("assigned", GRACE, None)
    behind = ResponderReplied(NOW, may_be_held=True, is_behind=True)
    assert decide(GRACES, behind).after.waiting_since == THEN


@pytest.mark.parametrize("mode", ["queue", "sticky", "push"])
@pytest.mark.parametrize("before", [WAITING, GRACES, ANSWERED, ANSWERED_BY_GRACE])
def test_a_reply_names_its_agent_as_the_last_one(before: Conversation, mode: RoutingMode) -> None:
    after = decide(before, replied(mode=mode)).after

    assert (after.last_assignee_id, after.agent_replied_at) == (GRACE, NOW)
