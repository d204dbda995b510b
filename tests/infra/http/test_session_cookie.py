import pytest

from frontdesk.infra.http import csrf_token, session_cookie, session_token_in


def test_on_https_the_cookie_never_travels_in_the_clear() -> None:
    assert "Secure" in session_cookie("token", is_secure=True).to_header()
    assert "Secure" not in session_cookie("token", is_secure=False).to_header()


def test_on_https_only_the_host_itself_can_set_the_cookie() -> None:
    cookie = session_cookie("token", is_secure=True).to_header()

    assert cookie.removeprefix("Set-Cookie: ").startswith("__Host-frontdesk_session=token;")
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_on_https_a_cookie_that_a_sibling_domain_may_have_set_is_no_session() -> None:
    header = "frontdesk_session=planted; __Host-frontdesk_session=ours"

    assert session_token_in(header, is_secure=True) == "ours"
    assert session_token_in("frontdesk_session=planted", is_secure=True) is None


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
    assert session_token_in(header, is_secure=False) == expected


def test_a_csrf_token_belongs_to_one_session_and_one_installation() -> None:
    tokens = {csrf_token(secret, token) for secret in (b"a", b"b") for token in ("x", "y")}

    assert len(tokens) == 4
