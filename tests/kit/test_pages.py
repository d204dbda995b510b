"""Addresses of pages, as they may be shown to an agent."""

import pytest

from frontdesk.kit.pages import without_secrets


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.test/?token=abc&q=shoes", "https://a.test/?q=shoes"),
        ("https://a.test/?reset_password_key=1", "https://a.test/"),
        ("https://a.test/?access_token=x&code=y&state=z", "https://a.test/"),
        ("https://a.test/?v=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", "https://a.test/"),
        ("https://a.test/?%74oken=abc", "https://a.test/"),
        ("https://a.test/#access_token=x&expires=1", "https://a.test/"),
        ("https://a.test/#pricing", "https://a.test/#pricing"),
        ("https://ada:secret@a.test/", "https://a.test/"),
        (
            "https://a.test/?postcode=1000&keyboard=de",
            "https://a.test/?postcode=1000&keyboard=de",
        ),
        ("http://localhost:3000/%D8%B4%D8%B1?a=%20b", "http://localhost:3000/%D8%B4%D8%B1?a=%20b"),
    ],
)
def test_what_looks_like_a_key_is_left_out(address: str, shown: str) -> None:
    assert without_secrets(address) == shown


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "nonsense", "", "https://", "http://[a"],
)
def test_what_is_no_page_has_no_address(address: str) -> None:
    assert without_secrets(address) is None
