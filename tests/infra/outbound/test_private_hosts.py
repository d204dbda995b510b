"""Of the installation's own network, what its operator lists may be reached, and nothing else."""

from ipaddress import ip_address

import pytest

from frontdesk.infra.outbound import AddressRules, parse_private_hosts
from frontdesk.infra.outbound.addresses import Destination

LISTED = "ollama:11434, tickets.corp, 10.1.0.0/16, 192.168.1.7:8080, fd12::/64, [fd34::1]:9000"
RULES = AddressRules(parse_private_hosts(LISTED))


def _connects(url: str, address: str) -> bool:
    scheme, _, rest = url.partition("://")
    host, _, port = rest.rpartition(":")
    return RULES.may_connect(ip_address(address), Destination(scheme, host, int(port)))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://ollama:11434", "172.17.0.2"),
        ("http://ollama:11434", "127.0.0.1"),
        ("http://OLLAMA:11434", "127.0.0.1"),
        ("https://tickets.corp:443", "10.9.9.9"),
        ("https://tickets.corp:8443", "10.9.9.9"),
        ("http://some.name:80", "10.1.2.3"),
        ("http://some.name:80", "::ffff:10.1.2.3"),
        ("http://192.168.1.7:8080", "192.168.1.7"),
        ("http://other:1", "fd12::5"),
        ("http://other:9000", "fd34::1"),
    ],
)
def test_what_is_listed_is_reached(url: str, address: str) -> None:
    assert _connects(url, address)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://ollama:22", "172.17.0.2"),
        ("http://not-ollama:11434", "172.17.0.2"),
        ("http://ollama.evil.test:11434", "127.0.0.1"),
        ("https://some.name:443", "10.2.0.1"),
        ("http://192.168.1.7:22", "192.168.1.7"),
        ("http://192.168.1.8:8080", "192.168.1.8"),
        ("https://some.name:443", "127.0.0.1"),
        ("http://other:9001", "fd34::1"),
        # Whatever is listed: not where clouds keep credentials, nor the world without encryption.
        ("http://ollama:11434", "169.254.169.254"),
        ("http://tickets.corp:80", "8.8.8.8"),
    ],
)
def test_all_else_of_the_own_network_is_not(url: str, address: str) -> None:
    assert not _connects(url, address)


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("http://ollama:11434/v1", True),
        ("http://192.168.1.7:8080/", True),
        ("http://[::ffff:10.1.0.1]/", True),
        ("http://192.168.1.7/", False),
        ("http://10.2.0.1/", False),
        ("https://127.0.0.1/", False),
        # Their names may lead into a network that is listed with any port.
        ("http://shop.corp/", True),
    ],
)
def test_an_address_is_judged_as_it_is_written(url: str, is_good: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (RULES.problem_with(url) is None) is is_good


def test_without_networks_an_unlisted_name_needs_encryption() -> None:
    rules = AddressRules(parse_private_hosts("ollama:11434"))

    assert rules.problem_with("http://ollama:11434/v1") is None
    assert rules.problem_with("http://shop.corp/") == "Use https."


@pytest.mark.parametrize(
    "text",
    [
        *("http://localhost", "*.corp", "10.1/99", "10.1.0.0/99", "host:0", "host:70000", "a b"),
        *("[fd12::", "[host]:80", "user@host", "127.1", "host:port", "fd12::1:80/200"),
    ],
)
def test_what_is_no_host_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no host or network; write them like localhost:11434"):
        parse_private_hosts(text)
