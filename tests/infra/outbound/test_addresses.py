"""Which machines may be connected to, however their address is written."""

from ipaddress import ip_address

import pytest

from frontdesk.infra.outbound import NO_PRIVATE_HOSTS, AddressRules
from frontdesk.infra.outbound.addresses import Destination
from tests.private_hosts import ANY_PRIVATE_HOST

HOME, HOSTED = AddressRules(ANY_PRIVATE_HOST), AddressRules(NO_PRIVATE_HOSTS)

LOOPBACK = ["127.0.0.1", "127.8.9.1", "::1"]
OWN_NETWORK = ["10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "100.127.255.255"]
OWN_NETWORK += ["fd12::1", "fec0::1"]
# Where clouds keep credentials, what is nobody's, and what is many machines at once.
NEVER = [
    *("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
    *("fd00:ec2::254", "fe80::a9fe:a9fe", str(ip_address(0)), "::", "224.0.0.1", "ff02::1"),
    *("240.0.0.1", "255.255.255.255", "fd20:ce::254", "3fff::1"),
]
PUBLIC = ["8.8.8.8", "2606:4700:4700::1111"]


def wrapped(address: str) -> list[str]:
    """Write an IPv4 address in every way in which an IPv6 address can stand for it."""
    number = int(ip_address(address))
    high, low = number >> 16, number & 0xFFFF
    return [
        f"::ffff:{address}",
        f"::{high:x}:{low:x}",
        f"64:ff9b::{high:x}:{low:x}",
        f"2002:{high:x}:{low:x}::",
        f"2002:{high:x}:{low:x}::1",
    ]


def every_way(addresses: list[str]) -> list[str]:
    """List addresses as they are, and those of IPv4 in every disguise as well."""
    disguised = [way for one in addresses if ":" not in one for way in wrapped(one)]
    # `::0.0.0.0/127` are not disguises: nothing, and this machine.
    return addresses + [one for one in disguised if int(ip_address(one)) > 1]


def connects(rules: AddressRules, address: str, scheme: str = "https") -> bool:
    return rules.may_connect(ip_address(address), Destination(scheme, "some.test", 443))


@pytest.mark.parametrize("address", every_way([*LOOPBACK, *OWN_NETWORK]))
def test_our_own_machines_are_reached_only_where_that_is_allowed(address: str) -> None:
    assert not connects(HOSTED, address)
    assert connects(HOME, address)
    assert connects(HOME, address, "http")


@pytest.mark.parametrize("address", every_way(NEVER))
def test_no_rule_lets_anybody_ask_a_cloud_for_its_credentials(address: str) -> None:
    for rules in (HOSTED, HOME):
        for scheme in ("https", "http"):
            assert not connects(rules, address, scheme)


@pytest.mark.parametrize("address", every_way(PUBLIC))
def test_everybody_else_is_reached_with_encryption_alone(address: str) -> None:
    for rules in (HOSTED, HOME):
        assert connects(rules, address)
        assert not connects(rules, address, "http")


@pytest.mark.parametrize(
    "host", ["[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[fd00:ec2::254]"]
)
def test_an_address_is_refused_as_soon_as_it_is_written(host: str) -> None:
    for rules in (HOSTED, HOME):
        assert rules.problem_with(f"https://{host}/latest/meta-data") is not None
