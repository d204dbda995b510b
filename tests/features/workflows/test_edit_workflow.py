"""Making, changing, importing, exporting and removing workflows."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from frontdesk.features.workflows.model.example import example
from frontdesk.features.workflows.wire.exchange import WorkflowFile
from tests.features.workflows.graphs import end, line, message
from tests.features.workflows.people import draw, publish, redraw, workflows, written
from tests.front_door import Door, Member, Site

BODY = written(line(end()))


async def test_a_new_workflow_begins_with_an_example_without_errors(
    demo: Site, max_: Member
) -> None:
    made = await max_.http.post(workflows(demo), json={"name": "  Welcome "})

    assert made.status_code == 201
    assert made.json()["name"] == "Welcome"
    assert made.json()["definition"] == written(example())
    assert made.json()["problems"] == []
    listed = (await max_.http.get(workflows(demo))).json()["data"]
    assert [(one["name"], one["nodeCount"], one["errorCount"]) for one in listed] == [
        ("Welcome", 5, 0)
    ]


async def test_a_draft_may_be_wrong_and_says_where(demo: Site, max_: Member) -> None:
    made = await draw(max_, demo, line(message("m", "")))

    assert {(one["nodeId"], one["field"]) for one in made["problems"]} == {
        ("m", "text"),
        ("m", "next"),
    }


async def test_two_managers_cannot_overwrite_each_other(
    demo: Site, max_: Member, olivia: Member
) -> None:
    made = await draw(max_, demo, line(end()))
    address = workflows(demo, f"/{made['id']}")
    seen = {"If-Match": f'"{made["version"]}"'}
    first = await max_.http.patch(address, json={"name": "Mine"}, headers=seen)

    second = await olivia.http.patch(address, json={"name": "Hers"}, headers=seen)

    assert first.status_code == 200
    assert first.headers["etag"] == f'"{made["version"] + 1}"'
    assert second.status_code == 412
    assert (await max_.http.get(address)).json()["name"] == "Mine"


async def test_names_are_told_apart(demo: Site, max_: Member) -> None:
    await draw(max_, demo, line(end()), "Welcome")
    other = await draw(max_, demo, line(end()), "Other")

    again = await max_.http.post(workflows(demo), json={"name": "welcome"})
    renamed = await max_.http.patch(workflows(demo, f"/{other['id']}"), json={"name": "WELCOME"})

    assert (again.status_code, renamed.status_code) == (409, 409)


async def test_an_export_can_be_imported_again(demo: Site, max_: Member) -> None:
    made = await draw(max_, demo, line(message("m"), end()), "Tea & Cake")
    exported = await max_.http.get(workflows(demo, f"/{made['id']}/export"))
    assert exported.headers["content-disposition"].endswith('"tea-cake.workflow.json"')

    imported = await max_.http.post(workflows(demo, "/import"), json=exported.json())

    assert imported.status_code == 201
    assert imported.json()["name"] == "Tea & Cake (2)"
    assert imported.json()["definition"] == made["definition"]
    msgspec.convert(exported.json(), WorkflowFile)


@pytest.mark.parametrize(
    "file",
    [
        {"format": "something", "formatVersion": 1, "name": "x", "definition": BODY},
        {"format": "frontdesk.workflow", "formatVersion": 2, "name": "x", "definition": BODY},
        {"format": "frontdesk.workflow", "formatVersion": 1, "name": "", "definition": BODY},
        {"format": "frontdesk.workflow", "formatVersion": 1, "name": "x", "definition": {}},
        {
            "format": "frontdesk.workflow",
            "formatVersion": 1,
            "name": "x",
            "definition": {**BODY, "nodes": [{**BODY["nodes"][0], "type": "launch_rocket"}]},
        },
        {
            "format": "frontdesk.workflow",
            "formatVersion": 1,
            "name": "x",
            "definition": {**BODY, "nodes": [{**BODY["nodes"][0], "id": "a\n"}]},
        },
        [],
    ],
)
async def test_a_file_of_another_kind_is_refused(
    demo: Site,
    max_: Member,
    file: Any,  # noqa: ANN401 - anything may be in a file
) -> None:
    assert (await max_.http.post(workflows(demo, "/import"), json=file)).status_code == 400
    assert (await max_.http.get(workflows(demo))).json()["data"] == []


async def test_only_what_was_never_published_can_be_deleted(
    door: Door, demo: Site, max_: Member
) -> None:
    draft = await draw(max_, demo, line(end()), "Draft")
    live = await draw(max_, demo, line(message("m"), end()), "Live")
    await publish(max_, demo, live)

    gone = await max_.http.delete(workflows(demo, f"/{draft['id']}"))
    kept = await max_.http.delete(workflows(demo, f"/{live['id']}"))

    assert (gone.status_code, kept.status_code) == (204, 409)
    names = await door.rows("select name from workflows where project_id = $1", demo.id)
    assert [row["name"] for row in names] == ["Live"]


async def test_checking_stores_nothing(door: Door, demo: Site, max_: Member) -> None:
    checked = await max_.http.post(
        workflows(demo, "/check"), json={"definition": written(line(message("m", "")))}
    )

    assert checked.status_code == 200
    assert len(checked.json()["problems"]) == 2
    assert await door.value("select count(*) from workflows where project_id = $1", demo.id) == 0


async def test_an_unchanged_draft_keeps_its_version(demo: Site, max_: Member) -> None:
    made = await draw(max_, demo, line(end()))

    again = await redraw(max_, demo, made, line(end()))

    assert again["version"] == made["version"]


async def test_the_schema_is_public(max_: Member) -> None:
    answer = await max_.http.get("/workflow.schema.json", headers={"Cookie": ""})

    assert answer.status_code == 200
    assert "WaitForReplyNode" in answer.json()["$defs"]
