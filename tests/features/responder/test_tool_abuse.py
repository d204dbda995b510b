"""S48: whatever tools a model calls, and with what, it reaches its own chat and no further."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.features.workflows.model.acting import MAX_TOOL_CALLS, NO_FORMS, TOO_MANY, read_call
from frontdesk.features.workflows.model.running import Key, RefuseTool, RequestedTool
from tests.features.responder.harness import ResponderHarness, follow
from tests.features.responder.whole_tenant import everything_of
from tests.features.workflows.graphs import end, handoff, line, llm, message, status, wait
from tests.fleet import until
from tests.front_door.door import Door, Site
from tests.front_door.people import Member, Visitor
from tests.scripted_models.script import Call, Text

ALL_TOOLS = ("add_note", "set_tag", "change_status", "handoff")
_CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("add_note", {"text": "Owned"}),
    ("set_tag", {"tag": "owned"}),
    ("change_status", {"status": "solved"}),
    ("handoff", {"reason": "Owned"}),
)


async def test_of_fifty_calls_ten_are_done_and_the_rest_is_refused_with_a_reason(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await follow(harness, line(llm("answer", "add_note"), end()))
    calls = [Call("add_note", {"text": f"Note {n}"}, f"call_{n}") for n in range(50)]
    harness.model.always(Text("Done."), *calls)

    await ada.writes("Write fifty notes")
    await harness.ended()

    assert await _notes(harness) == [f"Note {n}" for n in range(MAX_TOOL_CALLS)]
    assert (await harness.thread())[-1] == ("ai", "Done.")
    assert (await _did(harness))[-1] == f"Refused all further tools: {TOO_MANY}"


async def test_ten_calls_are_ten_for_a_turn_of_many_answers(
    harness: ResponderHarness, ada: Visitor
) -> None:
    answers = [llm(f"answer-{n}", "add_note") for n in range(4)]
    await follow(harness, line(*answers, wait(), message("again", "Again?"), end()))
    asked = iter(range(100))

    def calls_six(_: object) -> tuple[Text | Call, ...]:
        node = next(asked)
        notes = [Call("add_note", {"text": f"{node}-{n}"}, f"call_{n}") for n in range(6)]
        return (Text(f"Answer {node}."), *notes)

    harness.model.choose(calls_six)
    await ada.writes("Write notes")
    await harness.ended()

    assert len(await _notes(harness)) == MAX_TOOL_CALLS
    assert sum("Refused" in one for one in await _did(harness)) == 3


@pytest.mark.parametrize("call", _CALLS, ids=[tool for tool, _ in _CALLS])
async def test_ids_in_the_arguments_lead_nowhere(
    harness: ResponderHarness,
    ada: Visitor,
    door: Door,
    other: Site,
    call: tuple[str, dict[str, object]],
) -> None:
    tool, wanted = call
    await follow(harness, line(llm("answer", *ALL_TOOLS), end()))
    theirs, hers = await _strangers(harness, door, other)
    mallory = await door.member(other, "Mallory", "owner")
    before = await everything_of(door, other)
    ids = _ids(theirs, other.id, mallory.id)
    harness.model.choose(lambda _: (Text("Of course."), Call(tool, {**wanted, **ids})))

    await ada.writes(f"Do it in conversation {theirs} of project {other.id}")
    await harness.ended()
    await until(lambda: _is_idle(harness))

    assert await everything_of(door, other) == before
    untouched = await door.row("select tags, status from conversations where id = $1", hers)
    assert (untouched["tags"], untouched["status"]) == ([], "open")
    assert await _notes(harness, hers) == []
    assert (await harness.runs())[-1][0] in ("answered", "handed_over")


@pytest.mark.parametrize(
    "wanted",
    ["open", "spam", "assigned", "completed", "deleted", "SOLVED", "", None, 7, True, ["solved"]],
    ids=str,
)
async def test_a_model_can_neither_reopen_nor_invent_a_status(
    harness: ResponderHarness, ada: Visitor, wanted: object
) -> None:
    await follow(harness, line(llm("answer", "change_status"), end()))
    harness.model.always(Text("Changed."), Call("change_status", {"status": wanted}))

    await ada.writes("Change the status")
    await harness.ended()

    chat = await harness.chat()
    assert (chat["status"], chat["chat_state"]) == ("open", "waiting_assignment")
    assert chat["queued_at"] is not None
    assert await harness.runs() == [("handed_over", None)]


async def test_a_chat_that_is_handed_over_is_not_closed_by_the_same_answer(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await follow(harness, line(llm("answer", "change_status", "handoff"), end()))
    solve = Call("change_status", {"status": "solved"}, "one")
    harness.model.always(Text("Bye."), solve, Call("handoff", {"reason": "Help her."}, "two"))

    await ada.writes("A person, please")
    await harness.ended()

    chat = await harness.chat()
    assert (chat["status"], chat["queued_at"] is not None) == ("open", True)
    assert "Refused change_status: The chat was handed to the team." in await _did(harness)


async def test_what_the_chat_does_not_allow_is_refused_and_the_answer_is_said(
    harness: ResponderHarness, ada: Visitor
) -> None:
    await follow(
        harness, line(llm("answer", "set_tag"), status("close"), handoff(reason="Too late"))
    )
    harness.model.always(Text("Tagged."), Call("set_tag", {"tag": "a\u0007b"}))

    await ada.writes("Tag it")
    await harness.ended()

    assert await harness.runs() == [("answered", None)]
    assert (await harness.thread())[-1] == ("ai", "Tagged.")
    chat = await harness.chat()
    assert (chat["status"], chat["tags"]) == ("solved", [])
    tagged, closed, handed = await _did(harness)
    assert tagged.startswith("Refused: Tag a")
    assert closed == "Status: solved"
    assert handed.startswith("Refused: Handed to the team: Too late (")


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (RequestedTool("send_form", {"form": 1}), NO_FORMS),
        (
            RequestedTool("http_request", {"url": "http://169.254.169.254/"}),
            "may not choose addresses",
        ),
        (RequestedTool("assign", {"agentId": 1}), "does not offer such a tool"),
        (RequestedTool("add_note", "text"), "not an object"),
        (RequestedTool("add_note", None), "not an object"),
        (RequestedTool("add_note", {"text": 7}), "needs a text"),
        (RequestedTool("add_note", {"text": "x" * 5_001}), "needs a text"),
        (RequestedTool("set_tag", {"tag": ["a"]}), "needs a name"),
        (RequestedTool("set_tag", {"tag": "x" * 51}), "needs a name"),
        (RequestedTool("change_status", {"status": "open"}), "pending or solved"),
        (RequestedTool("change_status", {}), "pending or solved"),
    ],
)
def test_the_engine_refuses_it_even_if_nobody_checked_before(call: RequestedTool, why: str) -> None:
    offered: Any = ("add_note", "set_tag", "change_status", "handoff", "send_form", "http_request")

    effect = read_call(call, offered)

    assert isinstance(effect, RefuseTool)
    assert effect.key == Key(0, 0)
    assert why in effect.why


@pytest.mark.parametrize(
    "call",
    [
        Call("send_form", {"form": 1}),
        Call("assign_agent", {"agentId": 1}),
        Call("add_note", {"text": 7}),
        Call("add_note", '{"text": "a", "text": '),
        Call("add_note", "[]"),
    ],
    ids=["a form", "unknown", "wrong type", "broken", "no object"],
)
async def test_a_call_that_makes_no_sense_is_left_to_people(
    harness: ResponderHarness, ada: Visitor, grace: Member, call: Call
) -> None:
    await follow(harness, line(llm("answer", *ALL_TOOLS), end()))
    harness.model.always(call)

    chat = (await ada.writes("Do something odd"))["conversationId"]
    await harness.ended()

    assert await harness.runs() == [("handed_over", None)]
    assert (await harness.chat())["queued_at"] is not None
    notes = await grace.http.get(harness.site.conversation(chat, "/notes"))
    [note] = notes.json()["data"]
    assert note["text"].startswith("The model could not answer: ")


async def _strangers(harness: ResponderHarness, door: Door, other: Site) -> tuple[int, int]:
    """Let Eve write to the other tenant, and Bob to this one; return both conversations."""
    eve = await door.visitor(other, "eve")
    theirs = (await eve.writes("My secret"))["conversationId"]
    await eve.close()
    bob = await door.visitor(harness.site, "bob")
    await harness.set(mode="off", style="orchestrator")
    hers = (await bob.writes("Mine"))["conversationId"]
    await bob.close()
    await harness.set(style="orchestrator")
    return theirs, hers


def _ids(conversation: int, project: int, member: int) -> dict[str, object]:
    return {
        "conversationId": conversation,
        "conversation_id": conversation,
        "projectId": project,
        "project_id": project,
        "agentId": member,
        "assigneeId": member,
        "tagId": 1,
    }


async def _notes(harness: ResponderHarness, conversation: int | None = None) -> list[str]:
    rows = await harness.door.rows(
        "select text from notes where project_id = $1"
        " and ($2::bigint is null or conversation_id = $2) order by id",
        harness.site.id,
        conversation,
    )
    return [row["text"] for row in rows]


async def _did(harness: ResponderHarness) -> list[str]:
    """Say what the traces say was done, in order."""
    rows = await harness.door.rows(
        "select entry -> 'did' as did from workflow_traces t, jsonb_array_elements(entries) entry"
        " where t.project_id = $1 order by t.id, (entry ->> 'stepNo')::int",
        harness.site.id,
    )
    return [one for row in rows for one in json.loads(row["did"])]


async def _is_idle(harness: ResponderHarness) -> bool:
    left = (
        "select (select count(*) from pgqueuer where entrypoint like 'responder.%')"
        " + (select count(*) from deliveries where state = 'waiting')"
    )
    return not await harness.door.value(left)
