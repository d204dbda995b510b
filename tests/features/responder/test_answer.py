"""The responder answers who waits, once, and nobody queues for it."""

from __future__ import annotations

from tests.features.responder.harness import ResponderHarness
from tests.front_door.people import Member, Visitor, hears_nothing
from tests.scripted_models.script import Call, Gate, Text, Wait, refusal


async def test_a_visitor_is_answered_and_never_queues(
    harness: ResponderHarness, ada: Visitor
) -> None:
    gate = Gate()
    harness.model.will(Wait(gate), Text("At nine, every day."))

    await ada.writes("When do you open?")
    await gate.reached()
    thinking = await harness.chat()
    gate.open()
    told = await ada.hears("agentReplied")

    assert (thinking["chat_state"], thinking["queued_at"]) == ("waiting_assignment", None)
    assert (told["content"], told["sender"]["type"]) == ("At nine, every day.", "ai")
    assert await harness.ended() == [("answered", None)]
    answered = await harness.chat()
    assert (answered["chat_state"], answered["assignee_id"]) == ("waiting_real_user_reply", None)


async def test_who_comes_while_a_model_pauses_sees_what_it_wrote_so_far(
    harness: ResponderHarness, ada: Visitor, alan: Member
) -> None:
    gate = Gate()
    harness.model.will(Text("At nine, "), Wait(gate), Text("every day."))
    await ada.writes("When do you open?")
    await gate.reached()

    await alan.joins(harness.site.id)
    told = await alan.hears("responderTyping")
    gate.open()
    await harness.ended()

    assert (told["isTyping"], told["text"]) == (True, "At nine, ")
    await alan.hears("responderTyping", lambda one: not one["isTyping"])


async def test_a_burst_is_answered_once_about_all_of_it(
    harness: ResponderHarness, ada: Visitor
) -> None:
    gate = Gate()
    harness.model.will(Wait(gate), Text("First"))
    harness.model.always(Text("Both are fine."))

    await ada.writes("Do you ship to Lyon?")
    await gate.reached()
    await ada.writes("And to Paris?")
    await harness.ended(2)
    gate.open()

    assert await harness.runs() == [("void", "newer_message"), ("answered", None)]
    assert (await harness.thread())[-1] == ("ai", "Both are fine.")
    assert [kind for kind, _ in await harness.thread()] == ["visitor", "visitor", "ai"]


async def test_a_chatty_visitor_is_answered_at_the_third_attempt(
    harness: ResponderHarness, ada: Visitor
) -> None:
    gates = [Gate(), Gate(), Gate()]
    for gate in gates:
        harness.model.will(Wait(gate), Text("Here is your answer."))
    harness.model.always(Text("And to the last one."))

    await ada.writes("one")
    await gates[0].reached()
    await ada.writes("two")
    await gates[1].reached()
    await ada.writes("three")
    await gates[2].reached()
    await ada.writes("four")
    gates[2].open()
    await harness.ended(4)

    assert [state for state, _ in await harness.runs()] == ["void", "void", "answered", "answered"]
    said = [text for kind, text in await harness.thread() if kind == "ai"]
    assert said == ["Here is your answer.", "And to the last one."]


async def test_handing_over_queues_the_chat_with_a_note(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    harness.model.will(
        Text("I will get somebody."), Call("handoff", {"reason": "Wants a refund of order 7."})
    )

    await ada.writes("I want my money back")
    await harness.ended()

    chat = await harness.chat()
    assert (chat["chat_state"], chat["queued_at"] is not None) == ("waiting_assignment", True)
    assert chat["asked_for_person_at"] is not None
    notes = await grace.http.get(harness.site.conversation(chat["id"], "/notes"))
    assert [one["text"] for one in notes.json()["data"]] == ["Wants a refund of order 7."]
    assert (await harness.thread())[-1] == ("ai", "I will get somebody.")


async def test_when_no_model_answers_a_person_does(harness: ResponderHarness, ada: Visitor) -> None:
    harness.model.always(refusal(500))

    await ada.writes("Anybody?")
    await harness.ended()

    chat = await harness.chat()
    assert chat["queued_at"] is not None
    assert [kind for kind, _ in await harness.thread()] == ["visitor"]


async def test_without_a_provider_the_demo_model_answers(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await harness.set(providers=[])

    await ada.writes("Hello!")
    told = await ada.hears("agentReplied")

    assert told["sender"]["type"] == "ai"
    assert harness.model.asked == []


async def test_with_somebody_online_the_responder_leaves_it_to_people(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    await harness.set(when="nobody_online")
    await grace.joins(harness.site.id)
    beat = {"projectId": harness.site.id, "state": "available", "active": True}
    assert (await grace.ask("agentPresence", beat))["ok"]

    await ada.writes("Hello?")

    chat = await harness.chat()
    assert chat["queued_at"] is not None
    assert await harness.runs() == []


async def test_in_draft_mode_an_agent_finds_a_draft_and_the_visitor_nothing(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    await harness.set(mode="draft")
    harness.model.will(Text("We open at nine."))
    await grace.joins(harness.site.id)

    await ada.writes("When do you open?")
    created = await grace.hears("draftCreated")

    assert created["text"] == "We open at nine."
    assert [kind for kind, _ in await harness.thread()] == ["visitor"]
    await hears_nothing(ada, of="agentReplied", until=harness.door.hears_all(harness.site, grace))
    assert (await harness.chat())["queued_at"] is not None


async def test_who_waits_longer_than_the_deadline_is_queued_for_people(
    harness: ResponderHarness, ada: Visitor
) -> None:
    gate = Gate()
    harness.model.always(Wait(gate), Text("Late, but here."))
    await ada.writes("Hello?")
    await gate.reached()

    await harness.door.value(
        "update conversations set waiting_since = now() - interval '1 hour' where project_id = $1"
        " returning 1",
        harness.site.id,
    )

    await ada.hears("queuePosition", lambda told: told["position"] == 1)
    assert (await harness.chat())["queued_at"] is not None
    gate.open()
    assert await harness.ended() == [("answered", None)]


async def test_a_budget_that_is_spent_leaves_it_to_people(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await harness.set(turnsPerConversation=1)
    harness.model.always(Text("Once."))
    await ada.writes("First")
    await harness.ended()

    await ada.writes("Second")

    assert (await harness.chat())["queued_at"] is not None
    assert len(await harness.runs()) == 1


async def test_an_agent_hands_the_chat_back(
    harness: ResponderHarness, ada: Visitor, grace: Member
) -> None:
    harness.model.always(Text("Here I am again."))
    assert (await ada.writes("Hello"))["seq"] == 1
    await harness.ended()
    assert (await ada.ask("requestHuman"))["ok"]
    await ada.writes("Is somebody there?")
    chat = await harness.chat()
    assert chat["queued_at"] is not None

    handed = await grace.http.patch(
        harness.site.conversation(chat["id"]), json={"responderMode": "auto"}
    )

    assert handed.json()["askedForPersonAt"] is None
    await harness.ended(2)
    assert (await harness.thread())[-1] == ("ai", "Here I am again.")
