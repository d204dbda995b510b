from tests.front_door import Door, Member, Site


async def test_members_see_each_other_page_by_page(
    demo: Site, olivia: Member, grace: Member, alan: Member
) -> None:
    address = f"/projects/{demo.id}/members"
    first = (await grace.http.get(address, params={"limit": 2})).json()
    last = (
        await grace.http.get(address, params={"limit": 2, "cursor": first["nextCursor"]})
    ).json()

    seen = [one["userId"] for one in first["data"] + last["data"]]
    assert seen == sorted({olivia.id, grace.id, alan.id})
    assert last["nextCursor"] is None


async def test_an_owner_gives_another_role(demo: Site, olivia: Member, grace: Member) -> None:
    answer = await olivia.http.patch(
        f"/projects/{demo.id}/members/{grace.id}", json={"role": "manager"}
    )

    assert answer.json()["role"] == "manager"
    assert (await grace.http.get(f"/projects/{demo.id}")).json()["role"] == "manager"


async def test_an_owner_who_is_demoted_has_no_open_links_left(
    door: Door, demo: Site, olivia: Member
) -> None:
    oscar = await door.member(demo, "Oscar", "owner")
    made = await oscar.http.post(f"/projects/{demo.id}/invitations", json={"role": "owner"})
    token = made.json()["url"].rpartition("/")[2]

    await olivia.http.patch(f"/projects/{demo.id}/members/{oscar.id}", json={"role": "agent"})

    stranger = {"email": "s@people.test", "name": "S", "password": "a long password"}
    answer = await oscar.http.post(f"/invitations/{token}/accept", json=stranger)
    assert answer.status_code == 410
