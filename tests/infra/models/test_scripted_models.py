"""The scripted model itself, spoken to with a client that is none of ours."""

import asyncio

import httpx
import pytest

from tests.patience import PATIENCE_SECONDS
from tests.scripted_models.script import Call, Cut, End, Gate, Text, Wait, refusal
from tests.scripted_models.server import ScriptedModels
from tests.scripted_models.visit import redacted

ASK: dict[str, object] = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}


async def test_it_answers_whole_when_nobody_asks_for_a_stream(server: ScriptedModels) -> None:
    server.will(Text("Hel"), Text("lo"), Call("add_note", {"text": "x"}), End("stop", (3, 2)))

    answer = (await _post(server, ASK)).json()

    message = answer["choices"][0]["message"]
    assert message["content"] == "Hello"
    assert message["tool_calls"][0]["function"] == {
        "name": "add_note",
        "arguments": '{"text":"x"}',
    }
    assert answer["usage"]["total_tokens"] == 5


async def test_it_streams_and_ends(server: ScriptedModels) -> None:
    server.will(Text("Hello"))

    lines = (await _post(server, {**ASK, "stream": True})).text.split("\n\n")

    assert '"content":"Hello"' in lines[0]
    assert lines[-2] == "data: [DONE]"


async def test_scripts_wait_in_line_and_then_one_is_for_always(server: ScriptedModels) -> None:
    server.will(refusal(500))
    server.will(Text("one"))
    server.always(refusal(429, retry_after="7"))

    answers = [await _post(server, ASK) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [500, 200, 429, 429]
    assert answers[3].headers["retry-after"] == "7"


async def test_a_script_can_be_chosen_by_what_is_asked(server: ScriptedModels) -> None:
    server.choose(lambda asked: (Text(asked.body["messages"][0]["content"].upper()),))

    assert (await _post(server, ASK)).json()["choices"][0]["message"]["content"] == "HI"


async def test_it_stands_at_a_gate_until_the_test_opens_it(server: ScriptedModels) -> None:
    gate = Gate()
    server.will(Wait(gate), Text("Hello"))
    asking = asyncio.ensure_future(_post(server, ASK))
    await gate.reached()
    assert not asking.done()

    gate.open()

    assert (await asking).status_code == 200
    assert server.asked[0].answered.is_set()


async def test_it_notices_who_hangs_up(server: ScriptedModels) -> None:
    gate = Gate()
    server.will(Text("Hel"), Wait(gate))
    asking = asyncio.ensure_future(_post(server, {**ASK, "stream": True}))
    await gate.reached()

    asking.cancel()
    await asyncio.wait_for(server.asked[0].hung_up.wait(), PATIENCE_SECONDS)

    assert not server.asked[0].answered.is_set()


async def test_it_breaks_off(server: ScriptedModels) -> None:
    server.will(Text("Hel"), Cut())

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await _post(server, {**ASK, "stream": True})


async def test_keys_are_compared_and_not_kept(server: ScriptedModels) -> None:
    await _post(server, ASK)

    asked = server.asked[0]
    assert asked.headers["authorization"] == redacted("Bearer sk-canary")
    assert "canary" not in f"{asked}"


async def _post(server: ScriptedModels, body: dict[str, object]) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(
            f"{server.base_url}/chat/completions",
            json=body,
            headers={"authorization": "Bearer sk-canary"},
        )
