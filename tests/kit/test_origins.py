"""Which pages an allowed domain means, and above all which ones it does not (S3)."""

import pytest

from frontdesk.kit.origins import Origin, is_own, read_origin, read_pattern

# (allowed domain, origins it means, origins that only look like it)
MEANT: list[tuple[str, list[str], list[str]]] = [
    (
        "good.com",
        ["https://good.com", "https://good.com:443"],
        [
            "http://good.com",
            "https://good.com:8443",
            "https://www.good.com",
            "https://good.com.evil.com",
            "https://evilgood.com",
            "https://evil.com",
        ],
    ),
    (
        "*.good.com",
        ["https://www.good.com", "https://a.b.good.com"],
        [
            "https://good.com",
            "https://evilgood.com",
            "https://x.good.com.evil.com",
            "http://www.good.com",
        ],
    ),
    ("good.com:8443", ["https://good.com:8443"], ["https://good.com", "http://good.com:8443"]),
    ("good.com:*", ["https://good.com", "https://good.com:1"], ["http://good.com:80"]),
    ("http://intra.good", ["http://intra.good"], ["https://intra.good", "http://intra.good:81"]),
    (
        "localhost",
        ["http://localhost:3000", "https://localhost", "http://localhost"],
        ["http://localhost.evil.com", "http://127.0.0.1", "http://a.localhost"],
    ),
    ("127.0.0.1", ["http://127.0.0.1:8000"], ["http://127.0.0.2", "http://1127.0.0.1"]),
    ("straße.example", ["https://xn--strae-oqa.example"], ["https://strasse.example"]),
    ("https://*.Müller.example:8443/", ["https://a.xn--mller-kva.example:8443"], []),
    ("*.shop.co.uk", ["https://a.shop.co.uk"], ["https://b.co.uk"]),
    ("me.github.io", ["https://me.github.io"], ["https://you.github.io"]),
    ("[::1]:8000", ["http://[::1]:8000"], ["http://[::1]:8001", "http://[::2]:8000"]),
]

NO_ORIGIN = [
    "",
    "null",
    "good.com",
    "//good.com",
    "https://good.com/",
    "https://good.com/path",
    "https://good.com`",
    "https://good.com`.evil.com",
    "https://good.com#evil.com",
    "https://good.com?evil.com",
    "https://user@good.com",
    "https://good.com:",
    "https://good.com:0",
    "https://good.com:0443",
    "https://good.com:65536",
    "https://good.com\n",
    "https://good.com evil.com",
    "https://GOOD.com",
    "https://good..com",
    "https://.good.com",
    "https://good.com.",
    "https://gööd.com",
    "https://" + "a." * 127 + "com",
    "https://" + "a" * 64 + ".com",
    "file://good.com",
    "javascript://good.com",
    "wss://good.com",
    "https://good.com\x00",
    "https://good.com, https://evil.com",
]

NO_PATTERN = [
    "",
    " ",
    "*",
    "*.com",
    "*.co.uk",
    "https://*.github.io:8443",
    "*.xn--55qx5d.cn",
    "https://*",
    "*.*.good.com",
    "www.*.com",
    "good.*",
    "*good.com",
    "good.com/path",
    "user@good.com",
    "good.com:0",
    "good.com:65536",
    "good.com:abc",
    "*.127.0.0.1",
    "*.[::1]",
    "ftp://good.com",
    "good.com; script-src *",
    "good.com 'self'",
    "good..com",
    "-good.com",
    "good.com\x00",
    "good.com\nevil.com",
    "a." * 127 + "com",
]


@pytest.mark.parametrize(
    ("pattern", "origin"), [(text, origin) for text, ours, _ in MEANT for origin in ours]
)
def test_a_page_that_is_meant_is_allowed(pattern: str, origin: str) -> None:
    assert matches(pattern, origin)


@pytest.mark.parametrize(
    ("pattern", "origin"), [(text, origin) for text, _, theirs in MEANT for origin in theirs]
)
def test_a_page_that_only_looks_like_it_is_not(pattern: str, origin: str) -> None:
    assert not matches(pattern, origin)


@pytest.mark.parametrize("text", [None, *NO_ORIGIN])
def test_what_a_browser_cannot_mean_is_no_origin(text: str | None) -> None:
    assert read_origin(text) is None


def test_an_origin_without_a_port_has_its_schemes_own() -> None:
    assert read_origin("https://good.com") == Origin("https", "good.com", 443)
    assert read_origin("http://good.com") == Origin("http", "good.com", 80)
    assert read_origin("http://[::1]:8080") == Origin("http", "[::1]", 8080)


@pytest.mark.parametrize("text", NO_PATTERN)
def test_what_is_no_domain_is_refused(text: str) -> None:
    assert read_pattern(text) is None


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Good.COM ", "good.com"),
        ("good.com/", "good.com"),
        ("https://good.com", "https://good.com"),
        ("HTTP://Intra.Good", "http://intra.good"),
        ("*.Good.com", "*.good.com"),
        ("good.com:8443", "good.com:8443"),
        ("localhost", "localhost:*"),
        ("localhost:3000", "localhost:3000"),
        ("127.0.0.1", "127.0.0.1:*"),
        ("gööd.com", "xn--gd-fkaa.com"),
    ],
)
def test_a_domain_is_stored_in_one_way_and_means_the_same_again(written: str, stored: str) -> None:
    pattern = read_pattern(written)

    assert pattern is not None
    assert pattern.to_text() == stored
    assert read_pattern(stored) == pattern


@pytest.mark.parametrize(
    ("pattern", "sources"),
    [
        ("good.com", ["https://good.com"]),
        ("*.good.com:*", ["https://*.good.com:*"]),
        ("http://intra.good", ["http://intra.good"]),
        ("localhost", ["https://localhost:*", "http://localhost:*"]),
        # A policy cannot name one; a malformed policy would open what it should close.
        ("[::1]", []),
    ],
)
def test_a_domain_is_written_as_sources_of_a_policy(pattern: str, sources: list[str]) -> None:
    read = read_pattern(pattern)

    assert read is not None
    assert read.csp_sources() == sources


def matches(pattern: str, origin: str) -> bool:
    read, asked = read_pattern(pattern), read_origin(origin)
    assert read is not None, pattern
    assert asked is not None, origin
    return read.matches(asked)


@pytest.mark.parametrize(
    ("origin", "host", "is_ours"),
    [
        ("https://chat.acme.example", "10.0.0.5:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost:8000", "localhost:8000", True),
        ("http://192.168.1.7", "192.168.1.7", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        # Mallory points a name of hers at us, or asks from a page beside ours.
        ("https://evil.example", "evil.example", False),
        ("http://127.0.0.1:9000", "127.0.0.1:8000", False),
        ("http://chat.acme.example", "10.0.0.5", False),
        ("http://1.evil.example", "1.evil.example", False),
        ("null", "127.0.0.1:8000", False),
        (None, "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000", None, False),
        ("http://127.0.0.1", "127.0.0.1@evil.example", False),
    ],
)
def test_our_pages_are_those_of_our_address_and_of_the_number_they_came_to(
    origin: str | None, host: str | None, *, is_ours: bool
) -> None:
    assert is_own(origin, "https://chat.acme.example", host) is is_ours
