import logging
import traceback

import pytest

from frontdesk.infra.models import AddressRules, NoAnswer
from frontdesk.infra.models.library.behind import LibraryLines
from frontdesk.infra.secrets import Secret
from frontdesk.infra.testing.models import Cut, Raw, Reply, Step, Text, redacted, refusal
from tests.infra.models.desk import KEY, Desk, asks

OPERATORS = "operators-own-4712"


async def test_a_key_reaches_the_provider_it_is_for(desk: Desk) -> None:
    await desk.ask("When?")

    assert desk.server.asked[0].headers["authorization"] == redacted(f"Bearer {KEY}")


async def test_without_a_key_none_is_sent(desk: Desk) -> None:
    await desk.ask("When?", desk.provider(api_key=None))

    assert "authorization" not in desk.server.asked[0].headers


async def test_headers_of_a_provider_are_sent(desk: Desk) -> None:
    await desk.ask("When?", desk.provider(headers=(("X-Team", Secret("desk")),)))

    assert desk.server.asked[0].headers["x-team"] == "desk"


async def test_nothing_of_the_operators_environment_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, OPERATORS)
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "GOOGLE_API_KEY"):
        monkeypatch.setenv(name, OPERATORS)
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", f"x-operator: {OPERATORS}")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"x-operator: {OPERATORS}")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    root = desk.server.base_url.removesuffix("/v1")

    for kind in ("openai_compatible", "openai", "groq", "anthropic", "google"):
        api_key = None if kind == "openai_compatible" else Secret(KEY)
        desk.server.will(refusal(500))
        await desk.fail("When?", desk.provider(kind, kind=kind, api_key=api_key, base_url=root))

    sent = [value for asked in desk.server.asked for value in asked.headers.values()]
    assert len(desk.server.asked) == 5
    assert not any(OPERATORS in value or redacted(OPERATORS) in value for value in sent)
    assert redacted(f"Bearer {OPERATORS}") not in sent
    assert all(len(asked.headers) <= 10 for asked in desk.server.asked)


async def test_no_cookie_of_one_answer_comes_back_with_the_next_question(desk: Desk) -> None:
    desk.server.will(Reply(500, b"{}", {"set-cookie": "session=1; Path=/"}))
    await desk.fail("When?")

    await desk.ask("When?")

    assert "cookie" not in desk.server.asked[1].headers


NASTY: dict[str, tuple[Step, ...]] = {
    "an error that quotes the key": (refusal(401, message=f"Incorrect key: {KEY}"),),
    "an error page": (Reply(500, f"<h1>{KEY}</h1>".encode(), {"content-type": "text/html"}),),
    "nonsense": (Raw(f"data: {{{KEY}\n\n".encode()),),
    "a cut": (Text("We"), Cut()),
}


@pytest.mark.parametrize("script", NASTY.values(), ids=NASTY)
async def test_a_key_shows_in_no_error_log_or_refusal(
    desk: Desk, caplog: pytest.LogCaptureFixture, script: tuple[Step, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.server.will(*script)
    provider = desk.provider()

    with pytest.raises(NoAnswer) as refused:
        await desk.ask("When?", provider)

    shown = "".join(
        [
            *traceback.format_exception(refused.value),
            *(record.getMessage() + str(record.exc_text) for record in caplog.records),
            f"{refused.value!r} {refused.value.attempts} {refused.value.message} {provider}",
        ]
    )
    assert KEY not in shown


async def test_the_client_libraries_never_hold_a_key(desk: Desk) -> None:
    """What they do not have they can't log, keep, or send to the wrong place."""
    lines = LibraryLines(AddressRules(allow_private=True), 1)
    provider = desk.provider()
    await lines.line_to(provider)

    client = lines._models[provider].client  # type: ignore[attr-defined] # noqa: SLF001 - no public way to look

    assert client.api_key == "kept-by-frontdesk"
    assert client.max_retries == 0
    await lines.close()


async def test_the_same_question_with_another_key_is_another_provider(desk: Desk) -> None:
    question = asks("When?")
    await desk.ask(question, desk.provider(api_key=Secret("sk-old")))

    await desk.ask(question, desk.provider(api_key=Secret("sk-new")))

    sent = [asked.headers["authorization"] for asked in desk.server.asked]
    assert sent == [redacted("Bearer sk-old"), redacted("Bearer sk-new")]
