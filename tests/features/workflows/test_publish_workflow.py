"""Publishing, rolling back, and what never changes."""

from __future__ import annotations

from asyncio import gather

import asyncpg
import pytest

from tests.features.workflows.graphs import end, line, message, note
from tests.features.workflows.people import draw, publish, redraw, workflows
from tests.front_door import Door, Member, Site


async def test_a_workflow_with_errors_is_not_published_and_says_where(
    demo: Site, max_: Member
) -> None:
    made = await draw(max_, demo, line(message("m", "")))

    answer = await max_.http.post(workflows(demo, f"/{made['id']}/publish"), json={})

    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) == {"m.text", "m.next"}


async def test_each_publication_is_a_version_that_says_what_changed(
    demo: Site, max_: Member, olivia: Member
) -> None:
    made = await draw(max_, demo, line(message("m"), end()))
    first = await publish(max_, demo, made)
    edited = await redraw(olivia, demo, first, line(message("m"), note("n"), end()))
    await olivia.http.post(
        workflows(demo, f"/{made['id']}/publish"), json={"remark": " With a note "}
    )

    listed = (await max_.http.get(workflows(demo, f"/{made['id']}/versions"))).json()["data"]
    shown = (await max_.http.get(workflows(demo, f"/{made['id']}/versions/2"))).json()

    assert (first["hasUnpublishedChanges"], edited["hasUnpublishedChanges"]) == (False, True)
    assert [
        (one["number"], one["publishedByName"], one["remark"], one["isPublished"]) for one in listed
    ] == [(2, "Olivia", "With a note", True), (1, "Max", "", False)]
    assert [change["nodeId"] for change in shown["diff"]["added"]] == ["n"]


async def test_one_click_brings_an_older_version_back_as_a_new_one(
    demo: Site, max_: Member
) -> None:
    made = await draw(max_, demo, line(message("m", "First"), end()))
    await publish(max_, demo, made)
    await redraw(max_, demo, made, line(message("m", "Second"), end()))
    await publish(max_, demo, made)

    back = await max_.http.post(workflows(demo, f"/{made['id']}/rollback"), json={"number": 1})

    assert back.status_code == 200
    assert back.json()["publishedNumber"] == 3
    assert back.json()["definition"]["nodes"][1]["text"] == "Second"
    third = (await max_.http.get(workflows(demo, f"/{made['id']}/versions/3"))).json()
    assert third["definition"]["nodes"][1]["text"] == "First"
    assert third["version"]["restoredNumber"] == 1


async def test_a_project_has_one_published_workflow_however_many_are_published_at_once(
    door: Door, demo: Site, max_: Member
) -> None:
    made = [await draw(max_, demo, line(end()), f"Workflow {number}") for number in range(6)]

    await gather(*(publish(max_, demo, one) for one in made * 2))

    live = await door.rows(
        "select id, published_number, last_number from workflows where project_id = $1", demo.id
    )
    assert len([row for row in live if row["published_number"]]) == 1
    assert [row["last_number"] for row in live] == [2] * 6


async def test_a_draft_somebody_changed_meanwhile_is_not_published_unseen(
    demo: Site, max_: Member, olivia: Member
) -> None:
    made = await draw(max_, demo, line(message("m"), end()))
    await redraw(olivia, demo, made, line(end()))

    answer = await max_.http.post(
        workflows(demo, f"/{made['id']}/publish"),
        json={},
        headers={"If-Match": f'"{made["version"]}"'},
    )

    assert answer.status_code == 412


async def test_an_unpublished_workflow_is_not_live_and_can_be_published_again(
    demo: Site, max_: Member
) -> None:
    made = await publish(max_, demo, await draw(max_, demo, line(end())))

    back = await max_.http.post(workflows(demo, f"/{made['id']}/unpublish"), json={})
    again = await max_.http.post(workflows(demo, f"/{made['id']}/unpublish"), json={})
    versions = (await max_.http.get(workflows(demo, f"/{made['id']}/versions"))).json()["data"]
    later = await publish(max_, demo, made)

    assert (back.status_code, back.json()["publishedNumber"]) == (200, None)
    assert back.headers["ETag"] == f'"{made["version"] + 1}"'
    assert again.json() == back.json()
    assert [(one["number"], one["isPublished"]) for one in versions] == [(1, False)]
    assert later["publishedNumber"] == 2


async def test_a_workflow_somebody_changed_meanwhile_is_not_unpublished_unseen(
    demo: Site, max_: Member, olivia: Member
) -> None:
    made = await publish(max_, demo, await draw(max_, demo, line(end())))
    await redraw(olivia, demo, made, line(message("m"), end()))

    answer = await max_.http.post(
        workflows(demo, f"/{made['id']}/unpublish"),
        json={},
        headers={"If-Match": f'"{made["version"]}"'},
    )

    assert answer.status_code == 412
    shown = (await max_.http.get(workflows(demo, f"/{made['id']}"))).json()
    assert shown["publishedNumber"] == 1


async def test_the_database_refuses_to_change_a_version(
    door: Door, demo: Site, max_: Member
) -> None:
    made = await draw(max_, demo, line(end()))
    await publish(max_, demo, made)

    with pytest.raises(asyncpg.CheckViolationError, match="never changes"):
        await door.value(
            "update workflow_versions set remark = 'x' where project_id = $1 returning 1", demo.id
        )


async def test_a_deleted_project_takes_its_workflows_along(
    door: Door, demo: Site, max_: Member, olivia: Member
) -> None:
    await publish(max_, demo, await draw(max_, demo, line(end())))

    deleted = await olivia.http.delete(f"/projects/{demo.id}")

    assert deleted.status_code == 204
    assert await door.value("select count(*) from workflows where project_id = $1", demo.id) == 0
