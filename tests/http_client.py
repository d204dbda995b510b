"""Clients for the tests' own servers, which speak plain HTTP."""

import ssl
from typing import Any

import httpx

# Read once: every client of its own would read the world's certificates, 34 ms of a processor.
_CERTIFICATES = ssl.create_default_context()


def http_client(base_url: str = "", **options: Any) -> httpx.AsyncClient:  # noqa: ANN401 - httpx's own
    """Make a client that is as fast to make as to use."""
    return httpx.AsyncClient(base_url=base_url, verify=_CERTIFICATES, **options)
