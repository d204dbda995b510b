"""Whoever has somebody's open session still can't change who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdesk.infra.passwords import hash_password
from tests.features.accounts.people import PASSWORD

if TYPE_CHECKING:
    from tests.front_door import Door, Member, Site

LONG_AGO = "update sessions set proved_at = now() - interval '11 minutes' where user_id = $1"
LATELY = "update sessions set proved_at = now() - interval '9 minutes' where user_id = $1"
PROVIDER = {"name": "Ours", "kind": "openai_compatible", "model": "m", "key": "sk-secret"}


@pytest.fixture
async def olivia(door: Door, demo: Site) -> Member:
    """Olivia owns Demo; she entered her password a while ago."""
    olivia = await door.member(demo, "Olivia", "owner")
    hashed = await hash_password(PASSWORD)
    await door.rows("update users set password_hash = $2 where id = $1", olivia.id, hashed)
    await door.rows(LONG_AGO, olivia.id)
    return olivia


CHANGES = {
    "a role": ("PATCH", "/projects/{site}/members/{alan}", {"role": "manager"}),
    "a removal": ("DELETE", "/projects/{site}/members/{alan}", None),
    "a deactivation": ("POST", "/projects/{site}/members/{alan}/deactivate", None),
    "a reactivation": ("POST", "/projects/{site}/members/{alan}/reactivate", None),
    "an invitation": ("POST", "/projects/{site}/invitations", {"role": "owner"}),
    "a closed invitation": ("DELETE", "/projects/{site}/invitations/1", None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_what_gives_or_takes_rights_wants_the_password_again(
    demo: Site, olivia: Member, alan: Member, change: tuple[str, str, object]
) -> None:
    method, path, body = change
    path = path.format(site=demo.id, alan=alan.id)

    refused = await olivia.http.request(method, path, json=body)
    confirmed = await olivia.http.post("/auth/confirm", json={"password": PASSWORD})
    repeated = await olivia.http.request(method, path, json=body)

    assert refused.status_code == 403
    assert refused.json()["error"]["reason"] == "password_needed"
    assert confirmed.status_code == 204
    assert repeated.is_success or repeated.status_code == 404


async def test_a_key_of_a_model_wants_the_password_again_and_the_rest_does_not(
    demo: Site, olivia: Member
) -> None:
    path = f"/projects/{demo.id}/settings/assistant"
    shown = (await olivia.http.get(path)).json()
    known = {name: shown[name] for name in shown if name not in {"version", "tokensToday"}}

    with_key = await olivia.http.put(path, json={**known, "providers": [PROVIDER]})
    without = await olivia.http.put(path, json={**known, "prompt": "Be brief."})

    assert with_key.json()["error"]["reason"] == "password_needed"
    assert without.status_code == 200, without.json()


async def test_a_stored_key_is_not_sent_elsewhere_without_the_password(
    door: Door, demo: Site, olivia: Member
) -> None:
    path = f"/projects/{demo.id}/settings/assistant"
    shown = (await olivia.http.get(path)).json()
    known = {name: shown[name] for name in shown if name not in {"version", "tokensToday"}}
    await door.rows(LATELY, olivia.id)
    own = {**PROVIDER, "baseUrl": "https://models.example/v1"}
    stored = await olivia.http.put(path, json={**known, "providers": [own]})
    [provider] = stored.json()["providers"]
    kept = {name: provider[name] for name in ("id", "name", "kind", "model")}
    await door.rows(LONG_AGO, olivia.id)

    moved = {**kept, "baseUrl": "https://thief.example/v1"}
    refused = await olivia.http.put(path, json={**known, "providers": [moved]})
    same = {**kept, "baseUrl": provider["baseUrl"]}
    unmoved = await olivia.http.put(path, json={**known, "providers": [same]})

    assert refused.json()["error"]["reason"] == "password_needed"
    assert unmoved.status_code == 200, unmoved.json()


async def test_for_ten_minutes_nothing_asks_again(door: Door, demo: Site, olivia: Member) -> None:
    await door.rows(LATELY, olivia.id)

    made = await olivia.http.post(f"/projects/{demo.id}/invitations", json={"role": "agent"})

    assert made.status_code == 201


async def test_a_wrong_password_proves_nothing_and_is_tried_five_times(
    demo: Site, olivia: Member
) -> None:
    guesses = [
        await olivia.http.post("/auth/confirm", json={"password": f"guess {number}"})
        for number in range(6)
    ]
    refused = await olivia.http.post(f"/projects/{demo.id}/invitations", json={"role": "agent"})

    assert [one.status_code for one in guesses] == [400] * 5 + [429]
    assert list(guesses[0].json()["error"]["fields"]) == ["password"]
    assert refused.json()["error"]["reason"] == "password_needed"


async def test_one_may_leave_a_project_without_a_password(
    door: Door, demo: Site, grace: Member
) -> None:
    await door.rows(LONG_AGO, grace.id)

    left = await grace.http.delete(f"/projects/{demo.id}/members/{grace.id}")

    assert left.is_success


async def test_a_session_from_before_this_was_noted_has_proved_nothing(
    door: Door, demo: Site, olivia: Member
) -> None:
    await door.rows("update sessions set proved_at = null where user_id = $1", olivia.id)

    refused = await olivia.http.post(f"/projects/{demo.id}/invitations", json={"role": "agent"})

    assert refused.json()["error"]["reason"] == "password_needed"
