import pytest

from frontdesk.infra.models.reading import Cleaner, cleaned

SMILE = "\U0001f600"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Grüße 😀", "Grüße 😀"),
        ("a\x00b", "ab"),
        ("a\ud83db", "ab"),
        ("x\ude00y", "xy"),
        ("\ud83d\ude00", SMILE),
        ("\ude00\ud83d", ""),
        ("", ""),
    ],
)
def test_text_is_text_afterwards(text: str, clean: str) -> None:
    assert cleaned(text) == clean
    cleaned(text).encode()


def test_a_character_in_two_halves_comes_through_whole() -> None:
    cleaner = Cleaner()

    assert cleaner.clean("a\ud83d") + cleaner.clean("\ude00b") == f"a{SMILE}b"


def test_half_a_character_without_its_other_half_is_dropped() -> None:
    cleaner = Cleaner()

    assert cleaner.clean("a\ud83d") + cleaner.clean("b") + cleaner.clean("\ud83d") == "ab"
