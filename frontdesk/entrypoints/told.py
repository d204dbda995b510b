"""What a process says of its settings when it starts: where things are, and nothing secret."""

from typing import Any
from urllib.parse import urlsplit

from frontdesk.entrypoints.settings import Settings


def told_of(settings: Settings) -> dict[str, Any]:
    """Describe settings for the log."""
    return {
        "public_url": settings.public_url,
        "database": _where(settings.database_url),
        "redis": _where(settings.redis_url),
        "trusted_proxies": [str(one) for one in settings.trusted_proxies],
        "private_hosts": [one.written for one in settings.private_hosts.listed],
        "ingest_shards": settings.ingest_shards,
        "has_metrics": bool(settings.metrics.token),
    }


def _where(url: str) -> str:
    """Leave out who connects, and with which password."""
    address = urlsplit(url)
    return f"{address.netloc.rpartition('@')[2]}{address.path}"
