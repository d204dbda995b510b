import pytest

from frontdesk.infra.http import csrf_token, session_cookie, session_token_in


def test_on_https_the_cookie_never_travels_in_the_clear() -> None:
    assert "Secure" in session_cookie("token", is_secure=True).to_header()
    assert "Secure" not in session_cookie("token", is_secure=False).to_header()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("frontdesk_session=abc", "abc"),
        ('odd="x; y"; frontdesk_session=abc; b=c', "abc"),
        ("a=1;frontdesk_session=abc", "abc"),
        ("frontdesk_session=", None),
        ("xfrontdesk_session=abc", None),
        (f"frontdesk_session={'a' * 129}", None),
        ("frontdesk_session=ä", None),
        ("", None),
    ],
)
def test_the_token_is_found_among_other_cookies(header: str, expected: str | None) -> None:
    assert session_token_in(header) == expected


def test_a_csrf_token_belongs_to_one_session_and_one_installation() -> None:
    tokens = {csrf_token(secret, token) for secret in (b"a", b"b") for token in ("x", "y")}

    assert len(tokens) == 4
