import hashlib

import pytest

from frontdesk.infra.secrets import Secret, SecretBox, Unopenable

TODAY = hashlib.sha256(b"today").digest()
YESTERDAY = hashlib.sha256(b"yesterday").digest()
PLACE = "project:1/provider:7"
KEY = Secret("sk-canary-4711 ÄÖ")


def test_what_was_sealed_opens_in_its_place() -> None:
    box = SecretBox.from_keys(TODAY)

    assert box.open(box.seal(KEY, PLACE), PLACE) == KEY


def test_sealed_text_shows_nothing_and_never_repeats() -> None:
    box = SecretBox.from_keys(TODAY)

    sealed = {box.seal(KEY, PLACE) for _ in range(3)}

    assert len(sealed) == 3
    assert not any("canary" in one for one in sealed)


def test_a_value_copied_into_another_projects_row_does_not_open() -> None:
    box = SecretBox.from_keys(TODAY)
    sealed = box.seal(KEY, PLACE)

    with pytest.raises(Unopenable):
        box.open(sealed, "project:2/provider:7")


def test_a_changed_value_does_not_open() -> None:
    box = SecretBox.from_keys(TODAY)
    sealed = box.seal(KEY, PLACE)
    changed = sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB")

    with pytest.raises(Unopenable):
        box.open(changed, PLACE)


def test_another_installations_key_does_not_open_it() -> None:
    sealed = SecretBox.from_keys(YESTERDAY).seal(KEY, PLACE)

    with pytest.raises(Unopenable):
        SecretBox.from_keys(TODAY).open(sealed, PLACE)


def test_after_a_change_of_key_old_values_open_and_ask_to_be_sealed_again() -> None:
    old = SecretBox.from_keys(YESTERDAY).seal(KEY, PLACE)
    box = SecretBox.from_keys(TODAY, YESTERDAY)

    again = box.seal(box.open(old, PLACE), PLACE)

    assert not box.is_current(old)
    assert box.is_current(again)
    assert SecretBox.from_keys(TODAY).open(again, PLACE) == KEY


@pytest.mark.parametrize("text", ["", "s1", "s1.x", "s1.x.y.z", "s1.ab.!!", "s1.ab.", "plain-key"])
def test_what_was_never_sealed_does_not_open(text: str) -> None:
    with pytest.raises(Unopenable):
        SecretBox.from_keys(TODAY).open(text, PLACE)


def test_a_refusal_quotes_nothing() -> None:
    with pytest.raises(Unopenable) as refusal:
        SecretBox.from_keys(TODAY).open("s1.sk-canary-4711.AAAA", PLACE)

    assert "canary" not in f"{refusal.value!r} {refusal.value.message}"
