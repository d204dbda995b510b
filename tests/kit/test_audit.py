"""How a change is written down, so that a reader sees what it was."""

import pytest

from frontdesk.kit.audit import change

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (None, "new", (None, "new")),
        (5, 6, ("5", "6")),
        (True, False, ("true", "false")),
        ([], ["a.example", "b.example"], (None, "a.example, b.example")),
        ({"a": 1}, {"a": 2}, ('{"a":1}', '{"a":2}')),
        ("nul\x00", "x", ("nul", "x")),
    ],
)
def test_values_are_written_as_people_read_them(
    before: object, after: object, written: tuple[str | None, str | None]
) -> None:
    made = change("field", before, after)

    assert (made.before, made.after) == written


def test_long_texts_begin_where_they_begin_to_differ() -> None:
    shared = "We are friendly. " * 50

    made = change("prompt", f"{shared}We close at five. {shared}", f"{shared}We close at six.")

    assert made.before is not None
    assert made.after is not None
    assert made.before.startswith("…")
    assert "We close at five." in made.before
    assert made.after.endswith("We close at six.")
    assert len(made.before) == 200


def test_what_is_added_to_a_long_text_is_shown_behind_its_end() -> None:
    shared = "We are friendly. " * 50

    made = change("prompt", shared, shared + "We close at six.")

    assert made.before is not None
    assert made.before.endswith("We are friendly. ")
    assert len(made.before) > len("We are friendly. ")
    assert made.after == made.before + "We close at six."


def test_a_long_text_is_not_cut_inside_a_sign() -> None:
    made = change("prompt", FAMILY * 300 + "a", FAMILY * 300 + "b")

    assert made.after is not None
    assert made.after.removeprefix("…").removesuffix("b").replace(FAMILY, "") == ""
