import socket
from argparse import Namespace

import pytest

from frontdesk.entrypoints.listening import read_listening
from frontdesk.entrypoints.settings import BadSetting, read_settings
from frontdesk.entrypoints.unusable import Unusable
from frontdesk.infra.serving import ServingLimits

GOOD = {
    "DATABASE_URL": "postgresql://frontdesk@db/frontdesk",
    "REDIS_URL": "redis://cache:6379/0",
    "SECRET_KEY": "a secret of more than thirty-two characters",
    "PUBLIC_URL": "https://chat.example.com/",
}
NO_OPTIONS = Namespace(host=None, port=None)


def test_what_is_not_set_takes_its_default() -> None:
    settings = read_settings(GOOD)

    assert settings.public_url == "https://chat.example.com"
    assert settings.trusted_proxies == ()
    assert settings.serving == ServingLimits()
    assert settings.ingest_shards == 16


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_setting_is_named(name: str) -> None:
    without = {key: value for key, value in GOOD.items() if key != name}

    with pytest.raises(BadSetting, match=f"^{name}: "):
        read_settings(without)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/frontdesk"),
        ("REDIS_URL", "localhost:6379"),
        ("SECRET_KEY", "short"),
        ("PUBLIC_URL", "chat.example.com"),
        ("TRUSTED_PROXIES", "everyone"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("CONNECTIONS_PER_ADDRESS", "-1"),
        ("CONNECTIONS_PER_ADDRESS", "many"),
        ("MAX_CONNECTIONS", "-1"),
        ("MAX_HEADER_BYTES", "100"),
        ("HEADER_SECONDS", "0"),
        ("BODY_SECONDS", "0"),
        ("IDLE_SECONDS", "0"),
        ("PRIVATE_HOSTS", "http://localhost"),
        ("PRIVATE_MODELS", "1"),
        ("INGEST_SHARDS", "0"),
        ("INGEST_SHARDS", "1e3"),
        ("INGEST_SHARDS", "٣"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: "):
        read_settings({**GOOD, name: value})


def test_an_option_wins_over_the_environment() -> None:
    listening = read_listening({"PORT": "9000"}, Namespace(host="0.0.0.0", port="9001"))  # noqa: S104  # only read

    assert (listening.host, listening.port) == ("0.0.0.0", 9001)  # noqa: S104  # only read


@pytest.mark.parametrize("port", ["65536", "-1", "http", "8000.5"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Unusable, match=r"^PORT: "):
        read_listening({"PORT": port}, NO_OPTIONS)


def test_port_zero_means_any_that_is_free() -> None:
    listening = read_listening({"PORT": "0"}, NO_OPTIONS)

    with socket.create_server(("127.0.0.1", listening.port)) as server:
        assert server.getsockname()[1] == listening.port > 0


def test_the_former_switch_for_private_hosts_names_what_took_its_place() -> None:
    with pytest.raises(BadSetting, match="PRIVATE_HOSTS, like localhost:11434"):
        read_settings({**GOOD, "PRIVATE_MODELS": "1"})

    assert read_settings({**GOOD, "PRIVATE_MODELS": "0"}).private_hosts.listed == ()
