import pytest

from frontdesk.kit.shortened import shortened

FAMILY = "\U0001f469‍\U0001f469‍\U0001f467"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", ""),
        ("short", "short"),
        ("exactly ten"[:10], "exactly te"),
        ("longer than ten", "longer th…"),
        # What people see as one sign is not cut apart, nor counted as several.
        (FAMILY * 10, FAMILY * 10),
        (FAMILY * 11, FAMILY * 9 + "…"),
        ("é" * 11, "é" * 9 + "…"),
    ],
)
def test_a_text_is_cut_between_signs(text: str, cut: str) -> None:
    assert shortened(text, 10) == cut
