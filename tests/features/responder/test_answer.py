"""The responder answers who waits, once, and nobody queues for it."""

from __future__ import annotations

from frontdesk.infra.testing.models import Call, Gate, Text, Wait, refusal
from tests.features.responder.desk import Desk
from tests.front_door.people import Member, Visitor, hears_nothing


async def test_a_visitor_is_answered_and_never_queues(desk: Desk, ada: Visitor) -> None:
    gate = Gate()
    desk.model.will(Wait(gate), Text("At nine, every day."))

    await ada.writes("When do you open?")
    await gate.reached()
    thinking = await desk.chat()
    gate.open()
    told = await ada.hears("agentReplied")

    assert (thinking["chat_state"], thinking["queued_at"]) == ("waiting_assignment", None)
    assert (told["content"], told["sender"]["type"]) == ("At nine, every day.", "ai")
    assert await desk.ended() == [("answered", None)]
    answered = await desk.chat()
    assert (answered["chat_state"], answered["assignee_id"]) == ("waiting_real_user_reply", None)


async def test_who_comes_while_a_model_pauses_sees_what_it_wrote_so_far(
    desk: Desk, ada: Visitor, alan: Member
) -> None:
    gate = Gate()
    desk.model.will(Text("At nine, "), Wait(gate), Text("every day."))
    await ada.writes("When do you open?")
    await gate.reached()

    await alan.joins(desk.site.id)
    told = await alan.hears("responderTyping")
    gate.open()
    await desk.ended()

    assert (told["isTyping"], told["text"]) == (True, "At nine, ")
    await alan.hears("responderTyping", lambda one: not one["isTyping"])


async def test_a_burst_is_answered_once_about_all_of_it(desk: Desk, ada: Visitor) -> None:
    gate = Gate()
    desk.model.will(Wait(gate), Text("First"))
    desk.model.always(Text("Both are fine."))

    await ada.writes("Do you ship to Lyon?")
    await gate.reached()
    await ada.writes("And to Paris?")
    await desk.ended(2)
    gate.open()

    assert await desk.runs() == [("void", "newer_message"), ("answered", None)]
    assert (await desk.thread())[-1] == ("ai", "Both are fine.")
    assert [kind for kind, _ in await desk.thread()] == ["visitor", "visitor", "ai"]


async def test_a_chatty_visitor_is_answered_at_the_third_attempt(desk: Desk, ada: Visitor) -> None:
    gates = [Gate(), Gate(), Gate()]
    for gate in gates:
        desk.model.will(Wait(gate), Text("Here is your answer."))
    desk.model.always(Text("And to the last one."))

    await ada.writes("one")
    await gates[0].reached()
    await ada.writes("two")
    await gates[1].reached()
    await ada.writes("three")
    await gates[2].reached()
    await ada.writes("four")
    gates[2].open()
    await desk.ended(4)

    assert [state for state, _ in await desk.runs()] == ["void", "void", "answered", "answered"]
    said = [text for kind, text in await desk.thread() if kind == "ai"]
    assert said == ["Here is your answer.", "And to the last one."]


async def test_handing_over_queues_the_chat_with_a_note(
    desk: Desk, ada: Visitor, grace: Member
) -> None:
    desk.model.will(
        Text("I will get somebody."), Call("handoff", {"reason": "Wants a refund of order 7."})
    )

    await ada.writes("I want my money back")
    await desk.ended()

    chat = await desk.chat()
    assert (chat["chat_state"], chat["queued_at"] is not None) == ("waiting_assignment", True)
    assert chat["asked_for_person_at"] is not None
    notes = await grace.http.get(desk.site.conversation(chat["id"], "/notes"))
    assert [one["text"] for one in notes.json()["data"]] == ["Wants a refund of order 7."]
    assert (await desk.thread())[-1] == ("ai", "I will get somebody.")


async def test_when_no_model_answers_a_person_does(desk: Desk, ada: Visitor) -> None:
    desk.model.always(refusal(500))

    await ada.writes("Anybody?")
    await desk.ended()

    chat = await desk.chat()
    assert chat["queued_at"] is not None
    assert [kind for kind, _ in await desk.thread()] == ["visitor"]


async def test_without_a_provider_the_demo_model_answers(desk: Desk, ada: Visitor) -> None:
    await desk.set(providers=[])

    await ada.writes("Hello!")
    told = await ada.hears("agentReplied")

    assert told["sender"]["type"] == "ai"
    assert desk.model.asked == []


async def test_with_somebody_online_the_responder_leaves_it_to_people(
    desk: Desk, ada: Visitor, grace: Member
) -> None:
    await desk.set(when="nobody_online")
    await grace.joins(desk.site.id)
    beat = {"projectId": desk.site.id, "state": "available", "active": True}
    assert (await grace.ask("agentPresence", beat))["ok"]

    await ada.writes("Hello?")

    chat = await desk.chat()
    assert chat["queued_at"] is not None
    assert await desk.runs() == []


async def test_in_draft_mode_an_agent_finds_a_draft_and_the_visitor_nothing(
    desk: Desk, ada: Visitor, grace: Member
) -> None:
    await desk.set(mode="draft")
    desk.model.will(Text("We open at nine."))
    await grace.joins(desk.site.id)

    await ada.writes("When do you open?")
    created = await grace.hears("draftCreated")

    assert created["text"] == "We open at nine."
    assert [kind for kind, _ in await desk.thread()] == ["visitor"]
    await hears_nothing(ada, of="agentReplied", until=desk.door.hears_all(desk.site, grace))
    assert (await desk.chat())["queued_at"] is not None


async def test_who_waits_longer_than_the_deadline_is_queued_for_people(
    desk: Desk, ada: Visitor
) -> None:
    gate = Gate()
    desk.model.always(Wait(gate), Text("Late, but here."))
    await ada.writes("Hello?")
    await gate.reached()

    await desk.door.value(
        "update conversations set waiting_since = now() - interval '1 hour' where project_id = $1"
        " returning 1",
        desk.site.id,
    )

    await ada.hears("queuePosition", lambda told: told["position"] == 1)
    assert (await desk.chat())["queued_at"] is not None
    gate.open()
    assert await desk.ended() == [("answered", None)]


async def test_a_budget_that_is_spent_leaves_it_to_people(desk: Desk, ada: Visitor) -> None:
    await desk.set(turnsPerConversation=1)
    desk.model.always(Text("Once."))
    await ada.writes("First")
    await desk.ended()

    await ada.writes("Second")

    assert (await desk.chat())["queued_at"] is not None
    assert len(await desk.runs()) == 1


async def test_an_agent_hands_the_chat_back(desk: Desk, ada: Visitor, grace: Member) -> None:
    desk.model.always(Text("Here I am again."))
    assert (await ada.writes("Hello"))["seq"] == 1
    await desk.ended()
    assert (await ada.ask("requestHuman"))["ok"]
    await ada.writes("Is somebody there?")
    chat = await desk.chat()
    assert chat["queued_at"] is not None

    handed = await grace.http.patch(
        desk.site.conversation(chat["id"]), json={"responderMode": "auto"}
    )

    assert handed.json()["askedForPersonAt"] is None
    await desk.ended(2)
    assert (await desk.thread())[-1] == ("ai", "Here I am again.")
