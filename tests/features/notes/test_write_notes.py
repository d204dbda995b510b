"""Notes: what members tell each other beside a conversation."""

from typing import Any

import pytest

from tests.front_door import Door, Member, Site, Visitor

CANARY = "canary-in-a-note-77f0"


def notes(site: Site, chat: int, more: str = "") -> str:
    return site.conversation(chat, f"/notes{more}")


@pytest.fixture
async def chat(ada: Visitor) -> int:
    """Ada's conversation, with one message."""
    return int((await ada.writes("Hello?"))["conversationId"])


async def written(member: Member, site: Site, chat: int, text: str = "She is a regular") -> Any:  # noqa: ANN401
    answer = await member.http.post(notes(site, chat), json={"text": text})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def listed(member: Member, site: Site, chat: int, **query: object) -> Any:  # noqa: ANN401
    answer = await member.http.get(notes(site, chat), params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_note_stands_behind_the_last_message_and_members_see_it_at_once(
    demo: Site, ada: Visitor, grace: Member, alan: Member, chat: int
) -> None:
    await alan.joins(demo.id)
    await ada.writes("Anybody there?")

    note = await written(grace, demo, chat, "  She is a regular \n")

    told = await alan.hears("noteAdded")
    assert {**note, "feedSeq": told["feedSeq"]} == told
    assert (note["text"], note["afterSeq"]) == ("She is a regular", 2)
    assert (note["authorId"], note["authorName"]) == (grace.id, "Grace")
    assert note["editedAt"] is None
    assert (await listed(alan, demo, chat))["data"] == [note]


async def test_notes_are_read_in_pages_oldest_first(demo: Site, grace: Member, chat: int) -> None:
    for number in range(5):
        await written(grace, demo, chat, f"n{number}")

    first = await listed(grace, demo, chat, limit=2)
    second = await listed(grace, demo, chat, limit=2, cursor=first["nextCursor"])
    third = await listed(grace, demo, chat, limit=2, cursor=second["nextCursor"])

    texts = [one["text"] for page in (first, second, third) for one in page["data"]]
    assert texts == ["n0", "n1", "n2", "n3", "n4"]
    assert third["nextCursor"] is None


async def test_the_author_may_write_it_anew_and_nobody_else(
    door: Door, demo: Site, grace: Member, alan: Member, chat: int
) -> None:
    await alan.joins(demo.id)
    note = await written(grace, demo, chat)
    owner = await door.member(demo, "Olivia", "owner")
    address = notes(demo, chat, f"/{note['id']}")

    by_others = [await one.http.patch(address, json={"text": "No"}) for one in (alan, owner)]
    edited = await grace.http.patch(address, json={"text": "A friend"})
    again = await grace.http.patch(address, json={"text": "A friend"})

    assert [one.status_code for one in by_others] == [403, 403]
    assert edited.json() == again.json()
    assert edited.json()["text"] == "A friend"
    assert edited.json()["editedAt"] is not None
    all_told = door.hears_all(demo, alan)
    [told] = await alan.all_heard("noteUpdated", until=all_told)
    assert told["text"] == "A friend"


async def test_the_author_or_a_manager_may_take_it_away(
    door: Door, demo: Site, grace: Member, alan: Member, chat: int
) -> None:
    await alan.joins(demo.id)
    max_ = await door.member(demo, "Max", "manager")
    hers, alans = (
        await written(grace, demo, chat, "hers"),
        await written(grace, demo, chat, "alans"),
    )

    by_alan = await alan.http.delete(notes(demo, chat, f"/{hers['id']}"))
    by_grace = await grace.http.delete(notes(demo, chat, f"/{hers['id']}"))
    by_max = await max_.http.delete(notes(demo, chat, f"/{alans['id']}"))
    twice = await max_.http.delete(notes(demo, chat, f"/{alans['id']}"))

    codes = [one.status_code for one in (by_alan, by_grace, by_max, twice)]
    assert codes == [403, 204, 204, 404]
    told = await alan.hears("noteDeleted", lambda one: one["id"] == alans["id"])
    assert told["conversationId"] == chat
    assert (await listed(grace, demo, chat))["data"] == []


async def test_the_same_note_sent_twice_is_written_once(
    demo: Site, grace: Member, chat: int
) -> None:
    twice = [
        await grace.http.post(
            notes(demo, chat), json={"text": "Once"}, headers={"Idempotency-Key": "k"}
        )
        for _ in range(2)
    ]

    assert twice[0].json() == twice[1].json()
    assert len((await listed(grace, demo, chat))["data"]) == 1


async def test_a_visitor_learns_nothing_of_notes_by_any_way_they_have(
    door: Door, demo: Site, ada: Visitor, grace: Member, chat: int
) -> None:
    note = await written(grace, demo, chat, CANARY)
    await grace.http.patch(notes(demo, chat, f"/{note['id']}"), json={"text": f"{CANARY}!"})
    second = await written(grace, demo, chat, CANARY)
    await grace.http.delete(notes(demo, chat, f"/{second['id']}"))
    # Something Mallory does hear, behind the notes in the feed.
    await grace.http.post(demo.thread(chat), json={"text": "Hi!"})

    reload = await door.visitor(demo, "ada", ada.token)
    answers = [
        await reload.identify(afterSeq=0),
        await reload.ask("fetchMessages", {"afterSeq": 0}),
        await reload.ask("fetchMessages", {"beforeSeq": 99}),
        await reload.ask("messagesRead", {"upToSeq": 99}),
        await reload.ask("setContact", {"email": "ada@example.com"}),
        await reload.ask("joinProjectRoom", {"projectId": demo.id, "afterFeedSeq": 0}),
    ]

    assert CANARY not in str(answers)
    for tab in (ada, reload):
        heard = await tab.everything(until=ada.hears("agentReplied"))
        assert CANARY not in str(heard)
        assert "note" not in {name.lower()[:4] for name, _ in heard}
    assert answers[-1]["error"]["code"] in ("unauthorized", "invalid", "not_found")


BAD_TEXTS: list[Any] = ["", " \n\t ", "x" * 5_001, None, 7, ["x"], {"text": "x"}]


@pytest.mark.parametrize("text", BAD_TEXTS, ids=lambda one: repr(one)[:12])
async def test_a_note_that_is_none_is_refused(
    door: Door, demo: Site, grace: Member, chat: int, text: object
) -> None:
    note = await written(grace, demo, chat)
    before = await door.traces(demo)

    added = await grace.http.post(notes(demo, chat), json={"text": text})
    edited = await grace.http.patch(notes(demo, chat, f"/{note['id']}"), json={"text": text})

    assert {added.status_code, edited.status_code} <= {400, 413}
    assert added.json()["error"]["code"] in ("invalid", "too_long")
    assert (await listed(grace, demo, chat))["data"] == [note]
    assert await door.traces(demo) == before


@pytest.mark.parametrize("body", ['{"text": "a\\u0000b"}', '{"text": "\\ud800"}', "[]", "{", ""])
async def test_a_body_no_database_could_keep_is_refused(
    demo: Site, grace: Member, chat: int, body: str
) -> None:
    headers = {"Content-Type": "application/json"}

    answer = await grace.http.post(notes(demo, chat), content=body, headers=headers)

    assert answer.status_code == 400


async def test_a_note_belongs_to_its_conversation(
    door: Door, demo: Site, grace: Member, chat: int
) -> None:
    eve = await door.visitor(demo, "eve")
    elsewhere = (await eve.writes("Hi"))["conversationId"]
    note = await written(grace, demo, chat)
    address = notes(demo, elsewhere, f"/{note['id']}")

    assert (await grace.http.patch(address, json={"text": "x"})).status_code == 404
    assert (await grace.http.delete(address)).status_code == 404


async def test_another_tenant_can_neither_read_nor_write_notes(
    door: Door, demo: Site, grace: Member, mallory: Member, chat: int
) -> None:
    note = await written(grace, demo, chat, CANARY)
    before = await door.traces(demo)
    own = await door.value("select project_id from members where user_id = $1", mallory.id)

    for site in (demo, Site(own)):
        for number in (note["id"], 999_999_999):
            one = notes(site, chat, f"/{number}")
            answers = [
                await mallory.http.get(notes(site, chat)),
                await mallory.http.post(notes(site, chat), json={"text": "x"}),
                await mallory.http.patch(one, json={"text": "x"}),
                await mallory.http.delete(one),
            ]
            assert [answer.status_code for answer in answers] == [404] * 4
            assert CANARY not in str([answer.text for answer in answers])

    assert await door.traces(demo) == before
    assert (await listed(grace, demo, chat))["data"] == [note]
