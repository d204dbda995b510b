"""Logs name codes, ids and places; what people wrote, and what opens doors, is in none of them."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import socketio
import structlog

from frontdesk.entrypoints.logs import LibraryLine, Repetitions, Stamp, name_error
from frontdesk.features.messages.jobs import IngestBody
from frontdesk.infra.ingest import keys
from frontdesk.infra.outbox import FEED_CHANNEL
from frontdesk.infra.passwords import hash_password
from tests.fleet import PUBLIC_URL, Child, connect_member, connect_visitor, open_fleet, until
from tests.http_client import http_client

if TYPE_CHECKING:
    from tests.fleet import Fleet
    from tests.front_door import Member, Site, Visitor

# It is part of everything that somebody types.
CANARY = "yellow-canary"
PASSWORD = f"{CANARY} sings at dawn"


async def test_a_whole_day_leaves_nothing_personal_in_the_logs(
    database_url: str, redis_url: str
) -> None:
    async with open_fleet(database_url, redis_url) as fleet:
        web, worker = await fleet.spawn_web(), await fleet.spawn_worker()
        door = fleet.door(web)
        site = await door.project(CANARY)
        grace = await door.member(site, CANARY, "owner")
        await fleet.value(_HAS_PASSWORD, f"{CANARY}@demo.test", await hash_password(PASSWORD))
        ada = await connect_visitor(web.url, site, CANARY)

        secrets = [CANARY, grace.cookie.partition("=")[2], grace.http.headers["X-CSRF-Token"]]
        secrets.append(str(ada.token))
        secrets += await _an_ordinary_day(web, grace, ada, site)
        await _a_bad_day(fleet, grace, ada, site)
        await _servers_come_and_go(fleet, grace, ada, site)

        for child, sentences in ((web, _OF_THE_WEB), (worker, _OF_THE_WORKER)):
            for sentence in sentences:
                await until(lambda child=child, sentence=sentence: child.says(sentence))  # type: ignore[misc]
            assert [secret for secret in secrets if child.says(secret)] == []
        await ada.close()


def test_an_errors_text_and_what_its_variables_held_are_left_out() -> None:
    with structlog.testing.capture_logs([name_error]) as logged:
        try:
            _fail_over(CANARY)
        except ValueError:
            structlog.get_logger().exception("It failed")

    [line] = logged
    assert line["error"] == "ValueError"
    assert line["at"][-1].startswith(__file__)
    assert CANARY not in json.dumps(line)


def test_what_libraries_say_is_kept_to_its_first_line() -> None:
    try:
        _fail_over(CANARY)
    except ValueError as error:
        told = f"Task exception was never retrieved\nfuture: <Task {error!r}>"
        found = (type(error), error, error.__traceback__)
    record = logging.LogRecord("asyncio", logging.ERROR, __file__, 1, told, None, found)

    line = LibraryLine([Stamp("web"), name_error, structlog.processors.JSONRenderer()])
    shown = json.loads(line.format(record))

    assert shown["event"] == "Task exception was never retrieved"
    assert (shown["logger"], shown["level"], shown["error"]) == ("asyncio", "error", "ValueError")
    assert shown["at"][0].startswith(__file__)
    assert (shown["process"], shown["pid"]) == ("web", os.getpid())
    assert shown["version"]
    assert CANARY not in json.dumps(shown)


def test_the_same_warning_is_said_seldom_and_with_how_often_it_came() -> None:
    now = 0.0
    repetitions, said = Repetitions(lambda: now), list[dict[str, Any]]()

    for second in range(25):
        now = float(second)
        for error in ("DatabaseAway", "Other"):
            with suppress(structlog.DropEvent):
                line = {"event": "The feed could not be read", "level": "warning", "error": error}
                said.append(dict(repetitions(None, "warning", {**line, "timestamp": second})))
        said.append(dict(repetitions(None, "info", {"event": "Redis is there", "level": "info"})))

    ours = [(one["timestamp"], one.get("repeated")) for one in said if one.get("error") == "Other"]
    assert ours == [(0, None), (10, 9), (20, 9)]
    assert sum(one["level"] == "info" for one in said) == 25


async def test_a_process_says_what_it_is_and_why_its_servers_are_away(
    database_url: str, redis_url: str
) -> None:
    wrong = urlsplit(database_url)._replace(netloc="frontdesk:wrong@" + _host_of(database_url))
    nobody = urlsplit(redis_url)._replace(netloc=":wrong@" + _host_of(redis_url))
    async with open_fleet(database_url, redis_url) as fleet:
        web = fleet.spawn_lame_web(DATABASE_URL=wrong.geturl(), REDIS_URL=nobody.geturl())

        await until(lambda: "PostgreSQL is away" in web.output.read_text())
        await until(lambda: "Redis is away" in web.output.read_text())

        lines = [json.loads(line) for line in web.output.read_text().splitlines()]
        by_event = {line["event"]: line for line in lines}
        assert by_event["PostgreSQL is away"]["error"].endswith("InvalidPasswordError 28P01")
        assert "Authentication" in by_event["Redis is away"]["error"]
        begun = by_event["A web process starts"]
        assert begun["database"] == f"{_host_of(database_url)}{wrong.path}"
        assert (begun["process"], begun["pid"]) == ("web", web.process.pid)
        assert not web.says("wrong")


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


# That these stand in the logs proves that the paths below were really walked.
_OF_THE_WEB = (
    "A request failed",
    "A publication of the relay was not understood",
    "Redis is away",
)
_OF_THE_WORKER = (
    "An entry of the ingest stream is refused",
    "An entry could not be stored",
    "An entry went to the dead letters",
    "Redis is away",
)


_HAS_PASSWORD = "update users set email = $1, password_hash = $2"


async def _an_ordinary_day(web: Child, grace: Member, ada: Visitor, site: Site) -> list[str]:
    """Do what people do all day; return the secrets they were given."""
    await connect_member(web.url, grace, site)
    message = await ada.writes(f"{CANARY} asks")
    await grace.http.post(site.thread(message["conversationId"]), json={"text": f"{CANARY} says"})
    await ada.ask("updateContext", {"currentUrl": f"https://shop.example/{CANARY}"})
    await ada.ask("sendMessage", {"content": CANARY * 1000, "tempId": "too long"})
    await ada.ask(CANARY, {"content": CANARY})
    await ada.ask("sendMessage", {"content": f"{CANARY} again", "tempId": message["tempId"]})
    offer = {"role": "agent", "email": f"{CANARY}@shop.example"}
    invited = (await grace.http.post(f"/projects/{site.id}/invitations", json=offer)).json()
    invitation = invited["url"].rpartition("/")[2]
    async with http_client(base_url=f"{web.url}/api/v1", timeout=20) as browser:
        for password in ("wrong", PASSWORD):
            account = {"email": f"{CANARY}@demo.test", "password": password}
            await browser.post("/auth/login", json=account, headers={"Origin": PUBLIC_URL})
        for address in (f"/invitations/{invitation}", f"/setup/{CANARY}", f"/{CANARY}?{CANARY}"):
            await browser.get(address, params={"q": CANARY})
        await browser.post("/auth/login", content=f'{{"{CANARY}": NaN')
    with pytest.raises(socketio.exceptions.ConnectionError):
        await connect_visitor(web.url, type(site)(10**9), CANARY, CANARY)
    return [invitation]


async def _a_bad_day(fleet: Fleet, grace: Member, ada: Visitor, site: Site) -> None:
    """Meet errors that nobody foresaw; PostgreSQL quotes the whole row when it refuses one."""
    conversation = await fleet.value("select id from conversations")
    await fleet.value(
        "alter table messages add constraint canary check (content not like '%poison%')"
    )
    try:
        await ada.ask("sendMessage", {"content": f"{CANARY} poison", "tempId": "poison"})
        answer = await grace.http.post(
            site.thread(conversation), json={"text": f"{CANARY} poison", "tempId": "reply"}
        )
    finally:
        await fleet.value("alter table messages drop constraint canary")
    assert answer.status_code == 500
    for body in (CANARY.encode(), _entry(site, f"{CANARY}\x00"), _entry(site, CANARY * 1000)):
        shard = keys.stream(0)
        await fleet.redis.xadd(shard, {"id": "1", "to": "nobody", "body": body})
    await fleet.redis.publish(FEED_CHANNEL, f'[{{"payload": "{CANARY}"')
    await fleet.redis.publish(FEED_CHANNEL, json.dumps([{"project_id": CANARY}]))


async def _servers_come_and_go(fleet: Fleet, grace: Member, ada: Visitor, site: Site) -> None:
    for kind in ("normal", "pubsub"):
        await fleet.redis.client_kill_filter(_type=kind, skipme=True)
    await fleet.database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
    )
    conversation = await fleet.value("select id from conversations")
    await grace.http.post(site.thread(conversation), json={"text": f"{CANARY} is back"})
    await ada.writes(f"{CANARY} is back, too")


def _entry(site: Site, content: str) -> bytes:
    body = IngestBody(site.id, CANARY, CANARY, CANARY, content)
    return json.dumps({name: getattr(body, name) for name in body.__struct_fields__}).encode()


def _fail_over(text: str) -> Any:  # noqa: ANN401 - it never returns
    raise ValueError(text)
