"""Which addresses count as one."""

import pytest

from frontdesk.kit.neighbourhood import neighbourhood

SAME = {
    "2001:db8:1:2::1": "2001:db8:1:2::/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff": "2001:db8:1:2::/64",
    "2001:db8:1:3::1": "2001:db8:1:3::/64",
    "203.0.113.7": "203.0.113.7",
    # As a server hears it that listens on IPv6 for both.
    "::ffff:203.0.113.7": "203.0.113.7",
    "unknown": "unknown",
}


@pytest.mark.parametrize(("address", "counted"), SAME.items())
def test_one_household_counts_as_one(address: str, counted: str) -> None:
    assert neighbourhood(address) == counted
