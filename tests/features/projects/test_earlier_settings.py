"""The addresses settings had before they were grouped still work, over the same rows."""

from __future__ import annotations

from typing import Any

from tests.features.projects.test_settings_groups import GENERAL, ROUTING, WIDGET, at, puts
from tests.front_door import Member, Site

LOOKS = {key: WIDGET[key] for key in WIDGET if key not in ("awayMessage", "asksForEmail")}
RULES: dict[str, Any] = {**ROUTING, "awayMessage": "Gone fishing.", "asksForEmail": True}


async def test_another_look_leaves_what_the_widget_says(demo: Site, max_: Member) -> None:
    await puts(max_, demo, "widget", WIDGET)

    answer = await max_.http.put(
        f"/projects/{demo.id}/widget-settings", json={**LOOKS, "greeting": "Moin"}
    )

    assert answer.status_code == 200, answer.text
    shown = (await max_.http.get(at(demo, "widget"))).json()
    assert shown == {**WIDGET, "greeting": "Moin"}


async def test_routing_rules_still_set_what_is_the_widgets_now(demo: Site, max_: Member) -> None:
    await puts(max_, demo, "widget", WIDGET)

    answer = await max_.http.put(f"/projects/{demo.id}/routing-settings", json=RULES)

    assert (answer.status_code, answer.json()) == (200, RULES)
    assert (await max_.http.get(at(demo, "routing"))).json() == ROUTING
    widget = (await max_.http.get(at(demo, "widget"))).json()
    assert widget == {**WIDGET, "awayMessage": "Gone fishing.", "asksForEmail": True}


async def test_what_the_widget_says_is_shown_at_every_address(
    demo: Site, olivia: Member, grace: Member
) -> None:
    await puts(olivia, demo, "widget", WIDGET)

    rules = (await grace.http.get(f"/projects/{demo.id}/routing-settings")).json()
    public = await grace.http.get(
        f"/public/projects/{demo.id}/settings", headers={"Origin": "https://shop.example"}
    )

    assert (rules["awayMessage"], rules["asksForEmail"]) == ("Back on Monday.", False)
    assert public.json()["awayMessage"] == "Back on Monday."
    assert public.json()["asksForEmail"] is False
    assert public.json()["widget"] == LOOKS


async def test_a_group_that_changed_makes_the_projects_own_version_stale(
    demo: Site, max_: Member
) -> None:
    address = f"/projects/{demo.id}"
    tag = (await max_.http.get(address)).headers["etag"]
    await puts(max_, demo, "routing", ROUTING)

    stale = await max_.http.patch(address, json={"reopenDays": 9}, headers={"If-Match": tag})

    assert stale.status_code == 412


async def test_a_patch_changes_its_group_and_no_other(demo: Site, max_: Member) -> None:
    before = await max_.http.get(at(demo, "general"))
    beside = await max_.http.get(at(demo, "widget"))

    await max_.http.patch(f"/projects/{demo.id}", json={"reopenDays": 9})

    general = await max_.http.get(at(demo, "general"))
    widget = await max_.http.get(at(demo, "widget"))
    assert general.json() == {**GENERAL, "reopenDays": 9}
    assert general.headers["etag"] != before.headers["etag"]
    assert widget.headers["etag"] == beside.headers["etag"]
