"""The installation's settings: read once, from the environment, strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from frontdesk.entrypoints.unusable import Unusable
from frontdesk.features.messages.model import NewcomerLimits
from frontdesk.infra.http import Network, parse_networks
from frontdesk.infra.outbound import PrivateHosts, parse_private_hosts
from frontdesk.infra.serving import ServingLimits

MIN_SECRET_CHARACTERS = 32
MIN_TOKEN_CHARACTERS = 16


class BadSetting(Unusable):
    """A setting can't be used as it is."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the setting and say what is wrong with it."""
        super().__init__(f"{name}: {problem}")
        self.name = name


@dataclass(frozen=True)
class MetricsSettings:
    """Who may read metrics, and where a worker serves its own; port 0: nowhere."""

    token: str
    host: str
    port: int


@dataclass(frozen=True)
class Settings:
    """Everything a process is told from outside."""

    database_url: str
    redis_url: str
    secret_key: bytes
    public_url: str
    trusted_proxies: tuple[Network, ...]
    serving: ServingLimits
    newcomers: NewcomerLimits
    blocked_address_seconds: int
    ingest_shards: int
    anybody_opens_projects: bool
    demo_site: bool
    metrics: MetricsSettings
    private_hosts: PrivateHosts
    audit_days: int


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read and check all settings; raise `BadSetting` naming the first that is wrong."""
    secret = _required(environ, "SECRET_KEY")
    if len(secret) < MIN_SECRET_CHARACTERS:
        raise BadSetting("SECRET_KEY", f"use at least {MIN_SECRET_CHARACTERS} characters.")
    proxies = _networks(environ.get("TRUSTED_PROXIES", ""))
    return Settings(
        database_url=_address(environ, "DATABASE_URL", ("postgresql", "postgres")),
        redis_url=_address(environ, "REDIS_URL", ("redis", "rediss", "unix")),
        secret_key=hashlib.sha256(secret.encode()).digest(),
        public_url=_address(environ, "PUBLIC_URL", ("http", "https")).rstrip("/"),
        trusted_proxies=proxies,
        serving=_serving_limits(environ, proxies),
        newcomers=NewcomerLimits(
            per_address=_count(environ, "NEW_MESSAGES_PER_ADDRESS", 60, (0, 1_000_000)),
            per_project=_count(environ, "NEW_MESSAGES_PER_PROJECT", 600, (0, 1_000_000)),
        ),
        blocked_address_seconds=60 * _count(environ, "BLOCKED_ADDRESS_MINUTES", 60, (0, 43_200)),
        ingest_shards=_count(environ, "INGEST_SHARDS", 16, (1, 1024)),
        anybody_opens_projects=_opener(environ) == "anybody",
        demo_site=bool(_count(environ, "DEMO_SITE", 0, (0, 1))),
        private_hosts=_private_hosts(environ),
        audit_days=_count(environ, "AUDIT_LOG_DAYS", 400, (30, 3_650)),
        metrics=_metrics(environ),
    )


def _opener(environ: Mapping[str, str]) -> str:
    text = environ.get("PROJECTS_OPENED_BY", "owners").strip()
    if text not in ("owners", "anybody"):
        raise BadSetting("PROJECTS_OPENED_BY", "must be owners or anybody.")
    return text


def _serving_limits(environ: Mapping[str, str], proxies: tuple[Network, ...]) -> ServingLimits:
    return ServingLimits(
        sockets_per_address=_count(environ, "CONNECTIONS_PER_ADDRESS", 200, (0, 1_000_000)),
        connections=_count(environ, "MAX_CONNECTIONS", 0, (0, 1_000_000)),
        trusted_proxies=proxies,
        head_bytes=_count(environ, "MAX_HEADER_BYTES", 32_768, (4_096, 1_048_576)),
        head_seconds=_count(environ, "HEADER_SECONDS", 10, (1, 3_600)),
        body_seconds=_count(environ, "BODY_SECONDS", 30, (1, 3_600)),
        idle_seconds=_count(environ, "IDLE_SECONDS", 75, (1, 3_600)),
    )


def _required(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise BadSetting(name, "is not set.")
    return value


def _address(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    value = _required(environ, name)
    if urlsplit(value).scheme not in schemes:
        raise BadSetting(name, f"must begin with {' or '.join(f'{one}://' for one in schemes)}.")
    return value


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return parse_networks(text)
    except ValueError as error:
        raise BadSetting("TRUSTED_PROXIES", str(error)) from error


def _metrics(environ: Mapping[str, str]) -> MetricsSettings:
    token = environ.get("METRICS_TOKEN", "").strip()
    if token and (len(token) < MIN_TOKEN_CHARACTERS or not token.isascii()):
        raise BadSetting(
            "METRICS_TOKEN", f"use at least {MIN_TOKEN_CHARACTERS} characters, all of ASCII."
        )
    port = _count(environ, "METRICS_PORT", 0, (0, 65_535))
    if port and not token:
        raise BadSetting("METRICS_PORT", "set METRICS_TOKEN, too: nobody reads metrics without.")
    return MetricsSettings(token, environ.get("METRICS_HOST", "").strip() or "127.0.0.1", port)


def _private_hosts(environ: Mapping[str, str]) -> PrivateHosts:
    if environ.get("PRIVATE_MODELS", "0").strip() not in {"", "0"}:
        raise BadSetting(
            "PRIVATE_MODELS",
            "no longer exists; list what projects may reach of your own network in "
            "PRIVATE_HOSTS, like localhost:11434 or 10.1.0.0/16.",
        )
    try:
        return parse_private_hosts(environ.get("PRIVATE_HOSTS", ""))
    except ValueError as error:
        raise BadSetting("PRIVATE_HOSTS", str(error)) from error


def _count(environ: Mapping[str, str], name: str, default: int, limits: tuple[int, int]) -> int:
    text = environ.get(name, str(default)).strip()
    lowest, highest = limits
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise BadSetting(name, f"must be a whole number from {lowest} to {highest}.")
    return int(text)
