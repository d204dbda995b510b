"""What managers decide about the responder, and what nobody ever sees again: keys."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.responder.harness import ResponderHarness
from tests.front_door.door import Door
from tests.front_door.people import Member
from tests.scripted_models.script import Text

KEY = "sk-canary-0815-4711"


def provider(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    return {"name": "Ours", "kind": "openai", "model": "gpt-5", "key": KEY, **changes}


async def test_a_key_is_kept_sealed_and_never_shown_again(
    harness: ResponderHarness, door: Door
) -> None:
    await harness.set(providers=[provider()])

    shown = await harness.boss.http.get(harness.address)
    stored = await door.row(
        "select * from responder_providers where project_id = $1", harness.site.id
    )

    assert shown.json()["providers"][0]["keyHint"] == "4711"
    assert KEY not in shown.text
    assert KEY not in str(stored)


async def test_a_key_left_alone_is_kept_but_goes_to_no_other_address(
    harness: ResponderHarness,
) -> None:
    await harness.set(providers=[provider()])
    [before] = (await harness.boss.http.get(harness.address)).json()["providers"]
    kept = {"id": before["id"], "name": "Ours", "kind": "openai", "model": "gpt-5-mini"}

    await harness.set(providers=[kept])
    moved = await harness.boss.http.put(
        harness.address,
        json={"mode": "auto", "providers": [{**kept, "baseUrl": "https://elsewhere.example/v1"}]},
    )

    assert moved.status_code == 400
    assert list(moved.json()["error"]["fields"]) == ["providers.0.apiKey"]
    [after] = (await harness.boss.http.get(harness.address)).json()["providers"]
    assert (after["model"], after["keyHint"]) == ("gpt-5-mini", "4711")


async def test_a_manager_who_saw_an_older_version_is_told(harness: ResponderHarness) -> None:
    seen = (await harness.boss.http.get(harness.address)).headers["ETag"]
    await harness.set(prompt="Be kind.")

    stale = await harness.boss.http.put(
        harness.address, json={"mode": "off"}, headers={"If-Match": seen}
    )

    assert stale.status_code == 412


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"mode": "loud"}, None),
        ({"mode": "auto", "answerWithinSeconds": 1}, None),
        ({"mode": "auto", "providers": [provider(kind="openai", key=None)]}, "providers.0.apiKey"),
        ({"mode": "auto", "providers": [provider(model="")]}, "providers.0.model"),
        ({"mode": "auto", "providers": [provider(baseUrl="ftp://x")]}, "providers.0.baseUrl"),
        ({"mode": "auto", "providers": [provider(id=77)]}, "providers.0.id"),
        ({"mode": "auto", "surprise": 1}, None),
    ],
)
async def test_bad_settings_are_refused_with_their_field(
    harness: ResponderHarness, wanted: dict[str, Any], field: str | None
) -> None:
    before = (await harness.boss.http.get(harness.address)).json()

    refused = await harness.boss.http.put(harness.address, json=wanted)

    assert refused.status_code == 400, refused.text
    assert field is None or field in refused.json()["error"]["fields"]
    assert KEY not in refused.text
    assert (await harness.boss.http.get(harness.address)).json() == before


async def test_only_managers_see_and_change_them(
    harness: ResponderHarness, grace: Member, mallory: Member
) -> None:
    for person, status in ((grace, 403), (mallory, 404)):
        assert (await person.http.get(harness.address)).status_code == status
        assert (await person.http.put(harness.address, json={"mode": "off"})).status_code == status
        trial = await person.http.post(f"{harness.address}/try", json={"text": "Hi"})
        assert trial.status_code == status


async def test_a_manager_tries_the_saved_settings(harness: ResponderHarness) -> None:
    await harness.set(providers=[])

    tried = await harness.boss.http.post(f"{harness.address}/try", json={"text": "Hello"})

    assert tried.status_code == 200
    assert tried.json()["provider"] == "demo"


async def test_a_manager_sees_what_a_visitor_would_not_be_told(harness: ResponderHarness) -> None:
    harness.model.always(Text("You get a refund of 50 euros."))

    tried = await harness.boss.http.post(f"{harness.address}/try", json={"text": "It broke"})

    assert tried.json()["text"] == "You get a refund of 50 euros."
    assert tried.json()["withheld"] == "gated"


async def test_marks_around_a_secret_are_not_shown_to_the_model(harness: ResponderHarness) -> None:
    harness.model.always(Text("Hello."))
    await harness.set(prompt="The word is [[swordfish]].")

    tried = await harness.boss.http.post(f"{harness.address}/try", json={"text": "Hi"})

    assert tried.json()["withheld"] is None
    assert "[[" not in str(harness.model.asked[-1].body)
