import logging
import traceback

import pytest

from frontdesk.infra.models.answer import NoAnswer
from frontdesk.infra.models.library.behind import LibraryClients
from frontdesk.infra.outbound.addresses import AddressRules
from frontdesk.infra.secrets import Secret
from tests.infra.models.harness import KEY, ModelsHarness, asks
from tests.private_hosts import ANY_PRIVATE_HOST
from tests.scripted_models.script import Cut, Raw, ScriptedReply, Step, Text, refusal
from tests.scripted_models.visit import redacted

OPERATORS = "operators-own-4712"


async def test_a_key_reaches_the_provider_it_is_for(harness: ModelsHarness) -> None:
    await harness.ask("When?")

    assert harness.server.asked[0].headers["authorization"] == redacted(f"Bearer {KEY}")


async def test_without_a_key_none_is_sent(harness: ModelsHarness) -> None:
    await harness.ask("When?", harness.provider(api_key=None))

    assert "authorization" not in harness.server.asked[0].headers


async def test_headers_of_a_provider_are_sent(harness: ModelsHarness) -> None:
    await harness.ask("When?", harness.provider(headers=(("X-Team", Secret("desk")),)))

    assert harness.server.asked[0].headers["x-team"] == "desk"


async def test_nothing_of_the_operators_environment_is_sent(
    harness: ModelsHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, OPERATORS)
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "GOOGLE_API_KEY"):
        monkeypatch.setenv(name, OPERATORS)
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", f"x-operator: {OPERATORS}")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"x-operator: {OPERATORS}")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    root = harness.server.base_url.removesuffix("/v1")

    for kind in ("openai_compatible", "openai", "groq", "anthropic", "google"):
        api_key = None if kind == "openai_compatible" else Secret(KEY)
        harness.server.will(refusal(500))
        await harness.fail(
            "When?", harness.provider(kind, kind=kind, api_key=api_key, base_url=root)
        )

    sent = [value for asked in harness.server.asked for value in asked.headers.values()]
    assert len(harness.server.asked) == 5
    assert not any(OPERATORS in value or redacted(OPERATORS) in value for value in sent)
    assert redacted(f"Bearer {OPERATORS}") not in sent
    assert all(len(asked.headers) <= 10 for asked in harness.server.asked)


async def test_no_cookie_of_one_answer_comes_back_with_the_next_question(
    harness: ModelsHarness,
) -> None:
    harness.server.will(ScriptedReply(500, b"{}", {"set-cookie": "session=1; Path=/"}))
    await harness.fail("When?")

    await harness.ask("When?")

    assert "cookie" not in harness.server.asked[1].headers


NASTY: dict[str, tuple[Step, ...]] = {
    "an error that quotes the key": (refusal(401, message=f"Incorrect key: {KEY}"),),
    "an error page": (
        ScriptedReply(500, f"<h1>{KEY}</h1>".encode(), {"content-type": "text/html"}),
    ),
    "nonsense": (Raw(f"data: {{{KEY}\n\n".encode()),),
    "a cut": (Text("We"), Cut()),
}


@pytest.mark.parametrize("script", NASTY.values(), ids=NASTY)
async def test_a_key_shows_in_no_error_log_or_refusal(
    harness: ModelsHarness, caplog: pytest.LogCaptureFixture, script: tuple[Step, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    harness.server.will(*script)
    provider = harness.provider()

    with pytest.raises(NoAnswer) as refused:
        await harness.ask("When?", provider)

    shown = "".join(
        [
            *traceback.format_exception(refused.value),
            *(record.getMessage() + str(record.exc_text) for record in caplog.records),
            f"{refused.value!r} {refused.value.attempts} {refused.value.message} {provider}",
        ]
    )
    assert KEY not in shown


async def test_the_client_libraries_never_hold_a_key(harness: ModelsHarness) -> None:
    """What they do not have they can't log, keep, or send to the wrong place."""
    lines = LibraryClients(AddressRules(ANY_PRIVATE_HOST), 1)
    provider = harness.provider()
    line = await lines.client_for(provider)

    client = line._model.client  # type: ignore[attr-defined] # noqa: SLF001 - no public way to look

    assert client.api_key == "kept-by-frontdesk"
    assert client.max_retries == 0
    await lines.close()


async def test_the_same_question_with_another_key_is_another_provider(
    harness: ModelsHarness,
) -> None:
    question = asks("When?")
    await harness.ask(question, harness.provider(api_key=Secret("sk-old")))

    await harness.ask(question, harness.provider(api_key=Secret("sk-new")))

    sent = [asked.headers["authorization"] for asked in harness.server.asked]
    assert sent == [redacted("Bearer sk-old"), redacted("Bearer sk-new")]
