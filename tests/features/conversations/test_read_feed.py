"""The project's feed: joined from a cursor, paged over HTTP, and its head told in beats."""

import pytest

from tests.front_door import Door, Member, Site, Visitor


async def test_joining_from_a_cursor_gives_what_came_after_it(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await ada.writes("One")
    start = (await grace.joins(demo.id))["feedSeq"]
    await ada.writes("Two")
    await grace.hears("newMessage")

    joined = await grace.joins(demo.id, afterFeedSeq=start)

    assert (joined["status"], joined["roomName"]) == ("ok", f"project:{demo.id}")
    assert (joined["resync"], joined["feedSeq"]) == (False, start + 1)
    [event] = joined["events"]
    assert (event["event"], event["payload"]["content"]) == ("newMessage", "Two")
    assert event["payload"]["feedSeq"] == event["feedSeq"] == start + 1


async def test_joining_without_a_cursor_only_says_how_far_the_feed_is(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await ada.writes("One")
    await ada.hears("messageSent")

    joined = await grace.joins(demo.id)

    assert (joined["events"], joined["resync"], joined["feedSeq"]) == ([], False, 1)


@pytest.mark.parametrize(("count", "is_too_many"), [(500, False), (501, True)])
async def test_who_is_more_than_500_events_behind_takes_a_snapshot(
    door: Door, demo: Site, grace: Member, count: int, *, is_too_many: bool
) -> None:
    await fill_feed(door, demo, count)

    joined = await grace.joins(demo.id, afterFeedSeq=0)

    assert joined["resync"] is is_too_many
    assert len(joined["events"]) == (0 if is_too_many else 500)
    assert joined["feedSeq"] == count


async def test_who_is_behind_what_the_feed_keeps_takes_a_snapshot(
    door: Door, demo: Site, grace: Member
) -> None:
    await fill_feed(door, demo, 10)
    await door.rows("delete from feed where project_id = $1 and feed_seq <= 5", demo.id)
    await door.rows("update feed_cursors set pruned_seq = 5 where project_id = $1", demo.id)

    behind = await grace.joins(demo.id, afterFeedSeq=4)
    just = await grace.joins(demo.id, afterFeedSeq=5)
    page = (await grace.http.get(f"/projects/{demo.id}/feed?after=4")).json()

    assert (behind["resync"], behind["events"]) == (True, [])
    assert (just["resync"], len(just["events"])) == (False, 5)
    assert (page["resync"], page["data"]) == (True, [])


async def test_a_cursor_from_the_future_takes_a_snapshot(demo: Site, grace: Member) -> None:
    joined = await grace.joins(demo.id, afterFeedSeq=2**53 - 1)

    assert (joined["resync"], joined["feedSeq"]) == (True, 0)


async def test_the_feed_over_http_comes_in_pages(door: Door, demo: Site, grace: Member) -> None:
    await fill_feed(door, demo, 7)

    pages = [
        (await grace.http.get(f"/projects/{demo.id}/feed?after={after}&limit=3")).json()
        for after in (0, 3, 6, 7)
    ]

    seqs = [[one["feedSeq"] for one in page["data"]] for page in pages]
    assert seqs == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {page["feedSeq"] for page in pages} == {7}


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=9007199254740992", "limit=0", "limit=501", "since=1"]
)
async def test_a_page_of_the_feed_that_cannot_be_is_refused(
    demo: Site, grace: Member, query: str
) -> None:
    answer = await grace.http.get(f"/projects/{demo.id}/feed?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


async def test_heads_are_told_though_nothing_happens(
    demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    message = await ada.writes("Hello?")
    await grace.http.post(demo.thread(message["conversationId"]), json={"text": "Hi!"})

    told = await ada.hears("conversationHead", lambda one: one["seq"] == 2)
    feed = await grace.hears("feedHead", lambda one: one["feedSeq"] == 2)

    assert told["conversationId"] == message["conversationId"]
    assert (told["agentReadSeq"], feed["projectId"]) == (0, demo.id)


async def test_a_process_whose_feed_was_pruned_behind_its_back_goes_on(
    door: Door, demo: Site, ada: Visitor, grace: Member
) -> None:
    await grace.joins(demo.id)
    await fill_feed(door, demo, 10, pruned=8)
    door.server.web.tail.look()

    await ada.writes("Hello?")

    assert (await grace.hears("newMessage", lambda one: "content" in one))["feedSeq"] == 11


async def fill_feed(door: Door, site: Site, count: int, pruned: int = 0) -> None:
    """Let a project have a past of so many events, of which the oldest were pruned."""
    await door.rows(
        "insert into feed (project_id, feed_seq, event, payload, created_at)"
        " select $1, n, 'conversationUpdated', $4, now() from generate_series($2::int, $3) n",
        site.id,
        pruned + 1,
        count,
        '{"conversationId": 1, "fields": {}, "version": 1, "revision": 1}',
    )
    await door.rows(
        "update feed_cursors set feed_seq = $2, pruned_seq = $3 where project_id = $1",
        site.id,
        count,
        pruned,
    )
