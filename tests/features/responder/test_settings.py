"""What managers decide about the responder, and what nobody ever sees again: keys."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.infra.testing.models import Text
from tests.features.responder.desk import Desk
from tests.front_door.door import Door
from tests.front_door.people import Member

KEY = "sk-canary-0815-4711"


def provider(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    return {"name": "Ours", "kind": "openai", "model": "gpt-5", "key": KEY, **changes}


async def test_a_key_is_kept_sealed_and_never_shown_again(desk: Desk, door: Door) -> None:
    await desk.set(providers=[provider()])

    shown = await desk.boss.http.get(desk.address)
    stored = await door.row("select * from responder_providers where project_id = $1", desk.site.id)

    assert shown.json()["providers"][0]["keyHint"] == "4711"
    assert KEY not in shown.text
    assert KEY not in str(stored)


async def test_a_key_left_alone_is_kept_but_goes_to_no_other_address(desk: Desk) -> None:
    await desk.set(providers=[provider()])
    [before] = (await desk.boss.http.get(desk.address)).json()["providers"]
    kept = {"id": before["id"], "name": "Ours", "kind": "openai", "model": "gpt-5-mini"}

    await desk.set(providers=[kept])
    moved = await desk.boss.http.put(
        desk.address,
        json={"mode": "auto", "providers": [{**kept, "baseUrl": "https://elsewhere.example/v1"}]},
    )

    assert moved.status_code == 400
    assert list(moved.json()["error"]["fields"]) == ["providers.0.apiKey"]
    [after] = (await desk.boss.http.get(desk.address)).json()["providers"]
    assert (after["model"], after["keyHint"]) == ("gpt-5-mini", "4711")


async def test_whoever_saw_an_older_version_hears_it(desk: Desk) -> None:
    seen = (await desk.boss.http.get(desk.address)).headers["ETag"]
    await desk.set(prompt="Be kind.")

    stale = await desk.boss.http.put(desk.address, json={"mode": "off"}, headers={"If-Match": seen})

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
    desk: Desk, wanted: dict[str, Any], field: str | None
) -> None:
    before = (await desk.boss.http.get(desk.address)).json()

    refused = await desk.boss.http.put(desk.address, json=wanted)

    assert refused.status_code == 400, refused.text
    assert field is None or field in refused.json()["error"]["fields"]
    assert KEY not in refused.text
    assert (await desk.boss.http.get(desk.address)).json() == before


async def test_only_managers_see_and_change_them(
    desk: Desk, grace: Member, mallory: Member
) -> None:
    for person, status in ((grace, 403), (mallory, 404)):
        assert (await person.http.get(desk.address)).status_code == status
        assert (await person.http.put(desk.address, json={"mode": "off"})).status_code == status
        trial = await person.http.post(f"{desk.address}/try", json={"text": "Hi"})
        assert trial.status_code == status


async def test_a_manager_tries_what_he_saved(desk: Desk) -> None:
    await desk.set(providers=[])

    tried = await desk.boss.http.post(f"{desk.address}/try", json={"text": "Hello"})

    assert tried.status_code == 200
    assert tried.json()["provider"] == "demo"


async def test_a_manager_sees_what_a_visitor_would_not_be_told(desk: Desk) -> None:
    desk.model.always(Text("You get a refund of 50 euros."))

    tried = await desk.boss.http.post(f"{desk.address}/try", json={"text": "It broke"})

    assert tried.json()["text"] == "You get a refund of 50 euros."
    assert tried.json()["withheld"] == "gated"


async def test_marks_around_a_secret_are_not_shown_to_the_model(desk: Desk) -> None:
    desk.model.always(Text("Hello."))
    await desk.set(prompt="The word is [[swordfish]].")

    tried = await desk.boss.http.post(f"{desk.address}/try", json={"text": "Hi"})

    assert tried.json()["withheld"] is None
    assert "[[" not in str(desk.model.asked[-1].body)
