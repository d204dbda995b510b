"""What owners and managers change in a project is in its log: who, to whom, from what to what."""

from typing import Any

import pytest

from frontdesk.features.workflows.wire.graph import WorkflowDefinition
from frontdesk.kit.audit import AUDITED
from tests.features.accounts.people import browser
from tests.features.audit.log import entries, kinds, latest
from tests.features.workflows.graphs import end, line, message
from tests.features.workflows.people import draw, publish, redraw, workflows
from tests.front_door import Door, Member, Site, Visitor

SECRET = "sk-very-secret-4711"
LONG = "We are friendly. " * 100


async def test_members_come_change_and_go(
    door: Door, demo: Site, olivia: Member, grace: Member
) -> None:
    invitations, members = f"/projects/{demo.id}/invitations", f"/projects/{demo.id}/members"
    offered = await olivia.http.post(invitations, json={"role": "agent", "email": "n@shop.test"})
    await olivia.http.delete(f"{invitations}/{offered.json()['invitation']['id']}")
    link = (await olivia.http.post(invitations, json={"role": "agent"})).json()["url"]
    token = link.rpartition("/")[2]
    async with browser(door.server.url) as nina:
        nina.headers["Origin"] = door.server.url
        person = {"email": f"{token[:20]}@shop.test", "name": "Nina", "password": "a long password"}
        assert (await nina.post(f"/invitations/{token}/accept", json=person)).is_success
    await olivia.http.patch(f"{members}/{grace.id}", json={"role": "manager"})
    await olivia.http.delete(f"{members}/{grace.id}")

    found = list(reversed(await entries(olivia, demo)))
    assert [(one["kind"], one["actorName"], one["about"]) for one in found] == [
        ("invitation_created", "Olivia", "n@shop.test (agent)"),
        ("invitation_revoked", "Olivia", "n@shop.test (agent)"),
        ("invitation_created", "Olivia", "anyone with the link (agent)"),
        ("member_joined", "Nina", "agent"),
        ("signed_in", "Nina", None),
        ("role_changed", "Olivia", None),
        ("member_removed", "Olivia", None),
    ]
    assert found[-1]["subjectName"] == found[-2]["subjectName"] == "Grace"
    assert found[-2]["changes"] == [{"field": "role", "before": "agent", "after": "manager"}]
    assert token not in str(found)


@pytest.mark.parametrize(
    ("group", "field", "value"),
    [
        ("general", "personaName", "The shop"),
        ("widget", "awayMessage", "Back on Monday"),
        ("routing", "agentCapacity", 3),
    ],
)
async def test_a_group_of_settings_says_what_changed(
    demo: Site, olivia: Member, group: str, field: str, value: object
) -> None:
    address = f"/projects/{demo.id}/settings/{group}"
    before = (await olivia.http.get(address)).json()

    answer = await olivia.http.put(address, json={**before, field: value})
    assert answer.status_code == 200, answer.text
    await olivia.http.put(address, json={**before, field: value})

    [entry] = await entries(olivia, demo)
    assert (entry["kind"], entry["about"]) == ("settings_changed", group)
    assert entry["changes"] == [{"field": field, "before": str(before[field]), "after": str(value)}]


async def test_a_models_key_is_never_kept_and_a_long_prompt_is_cut(
    door: Door, demo: Site, olivia: Member
) -> None:
    await change_assistant(olivia, demo, prompt=LONG, providers=[a_model(SECRET)])
    await change_assistant(olivia, demo, providers=[])

    found = await entries(olivia, demo)

    assert [one["kind"] for one in found] == [
        *("model_key_removed", "settings_changed", "model_key_set", "settings_changed"),
    ]
    assert found[2]["about"] == "Main"
    [prompt] = [one for one in found[3]["changes"] if one["field"] == "prompt"]
    assert prompt["after"].endswith("…")
    assert len(prompt["after"]) == 200
    stored = str(await door.rows("select * from audit_entries where project_id = $1", demo.id))
    assert SECRET not in stored
    assert SECRET[-4:] not in stored


async def test_a_workflow_from_its_first_draft_to_its_end(demo: Site, olivia: Member) -> None:
    made = await draw(olivia, demo, greeting("Hello!"))
    await redraw(olivia, demo, made, greeting("Good morning!"))
    await publish(olivia, demo, made)
    one = workflows(demo, f"/{made['id']}")
    await olivia.http.get(f"{one}/export")
    await olivia.http.post(f"{one}/unpublish", json={})
    other = await draw(olivia, demo, greeting("Hello!"), "Other")
    await olivia.http.delete(workflows(demo, f"/{other['id']}"))

    found = list(reversed(await entries(olivia, demo)))
    assert [(one["kind"], one["about"]) for one in found] == [
        ("workflow_created", "Welcome"),
        ("workflow_edited", "Welcome"),
        ("workflow_published", "Welcome"),
        ("exported", "the workflow Welcome"),
        ("workflow_unpublished", "Welcome"),
        ("workflow_created", "Other"),
        ("workflow_deleted", "Other"),
    ]
    assert "Good morning" not in str(found)


async def test_a_block_and_its_end(
    door: Door, demo: Site, olivia: Member, grace: Member, ada: Visitor
) -> None:
    await ada.writes("Hello?")
    visitor_id = await door.value("select id from visitors where project_id = $1", demo.id)
    block = f"/projects/{demo.id}/inbox/visitors/{visitor_id}/block"

    await grace.http.post(block, json={})
    await grace.http.delete(block)

    assert await kinds(olivia, demo) == ["visitor_unblocked", "visitor_blocked"]
    assert (await latest(olivia, demo, "visitor_blocked"))["about"] == f"visitor {visitor_id}"


async def test_a_report_that_is_taken_away(demo: Site, olivia: Member) -> None:
    days = {"from": "2026-11-01", "to": "2026-11-21"}

    await olivia.http.get(f"/projects/{demo.id}/reports/agents", params=days)
    await olivia.http.get(f"/projects/{demo.id}/reports/agents", params={**days, "format": "csv"})

    [entry] = await entries(olivia, demo)
    assert (entry["kind"], entry["about"]) == ("exported", "the report of 2026-11-01 to 2026-11-21")


async def test_a_project_that_is_made_and_deleted_outlives_itself_in_the_log(
    door: Door, demo: Site, olivia: Member
) -> None:
    made = (await olivia.http.post("/projects", json={"name": "New", "allowedDomains": []})).json()
    await olivia.http.delete(f"/projects/{made['id']}")

    rows = await door.rows(
        "select kind, about from audit_entries where project_id = $1 order by id", made["id"]
    )
    assert [tuple(row) for row in rows] == [("project_created", "New"), ("project_deleted", "New")]
    assert await kinds(olivia, demo) == []


async def test_what_fails_is_not_recorded(demo: Site, olivia: Member, grace: Member) -> None:
    members = f"/projects/{demo.id}/members"

    last_owner = await olivia.http.patch(f"{members}/{olivia.id}", json={"role": "agent"})
    not_hers = await grace.http.patch(f"{members}/{olivia.id}", json={"role": "agent"})

    assert (last_owner.status_code, not_hers.status_code) == (409, 403)
    assert await kinds(olivia, demo) == []


async def test_answering_visitors_leaves_nothing_in_the_log(
    demo: Site, olivia: Member, grace: Member, ada: Visitor
) -> None:
    chat = (await ada.writes("Hello?"))["conversationId"]

    await grace.http.post(demo.conversation(chat, "/claim"))
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})

    assert await kinds(olivia, demo) == []


def test_every_kind_has_a_sentence() -> None:
    for kind, sentence in AUDITED.items():
        said = sentence.format(who="Olivia", whom="Grace", about="it")
        assert said[0].isupper(), kind


def greeting(text: str) -> WorkflowDefinition:
    return line(message("hello", text), end())


def a_model(key: str) -> dict[str, Any]:
    return {"name": "Main", "kind": "openai", "model": "gpt-5", "key": key}


async def change_assistant(owner: Member, site: Site, **changes: object) -> None:
    address = f"/projects/{site.id}/settings/assistant"
    answer = await owner.http.put(address, json={"mode": "auto", **changes})
    assert answer.status_code == 200, answer.text
