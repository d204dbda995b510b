"""Whose address counts, whatever X-Forwarded-For claims (S53)."""

import pytest

from frontdesk.infra.http import client_address, parse_networks

PROXIES = parse_networks("10.0.0.0/8, 2001:db8::/32, 192.0.2.7")
VISITOR = "198.51.100.9"


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "counted"),
    [
        # Nobody stands in between.
        (VISITOR, "", VISITOR),
        # A stranger may claim anything.
        (VISITOR, "203.0.113.1", VISITOR),
        (VISITOR, "10.0.0.1", VISITOR),
        (VISITOR, "127.0.0.1, 10.0.0.1", VISITOR),
        # Our proxies say who came to them, the last one on the right.
        ("10.0.0.1", VISITOR, VISITOR),
        ("192.0.2.7", f"{VISITOR}, 10.9.9.9", VISITOR),
        ("2001:db8::1", f" {VISITOR} ", VISITOR),
        # What stands left of the first stranger is their claim.
        ("10.0.0.1", f"203.0.113.1, {VISITOR}", VISITOR),
        ("10.0.0.1", f"10.0.0.2, {VISITOR}, 10.0.0.3", VISITOR),
        # Nonsense ends the walk at the peer that is known to have sent it.
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", f"{VISITOR}, nonsense", "10.0.0.1"),
        ("10.0.0.1", f"{VISITOR}, , 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", f"{VISITOR}:4711", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.2"),
        # One address has one way to be written.
        ("::ffff:10.0.0.1", f"::ffff:{VISITOR}", VISITOR),
        (VISITOR, "::1", VISITOR),
        ("unknown", VISITOR, "unknown"),
        # Nobody stands behind more proxies than that, so nobody makes us read more.
        ("10.0.0.1", ",".join([VISITOR, *["10.0.0.2"] * 19]), VISITOR),
        ("10.0.0.1", ",".join([VISITOR, *["10.0.0.2"] * 500_000]), "10.0.0.2"),
    ],
)
def test_only_a_trusted_proxy_is_believed(peer: str, forwarded_for: str, counted: str) -> None:
    assert client_address(peer, forwarded_for, PROXIES) == counted


@pytest.mark.parametrize("forwarded_for", ["", "203.0.113.1", "10.0.0.1, 127.0.0.1"])
def test_without_a_trusted_proxy_nobody_is_believed(forwarded_for: str) -> None:
    assert client_address(VISITOR, forwarded_for, ()) == VISITOR


def test_no_setting_trusts_nobody_and_a_wrong_one_is_refused() -> None:
    assert parse_networks("") == parse_networks(" , ") == ()

    with pytest.raises(ValueError, match="does not appear to be"):
        parse_networks("10.0.0.0/8, my-proxy")
