"""The demo's owner and the one password everybody in it shares; no secret, but printed."""

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from frontdesk.entrypoints.unusable import Unusable

DEMO_ADDRESSES = "@demo.test"
DEMO_OWNER = "owner@demo.test"
DEMO_PASSWORD = "frontdesk-demo"  # noqa: S105  # printed at every start; it guards a demo

# Names that no public name server answers for.
_LOCAL_ENDINGS = (".localhost", ".test", ".local", ".internal", ".home.arpa", ".lan")


def refuse_public_demo(public_url: str) -> None:
    """Raise `Unusable` for a demo under an address strangers can reach: its password is printed."""
    host = urlsplit(public_url).hostname or ""
    with suppress(ValueError):
        if not ip_address(host).is_global:
            return
    if "." not in host.strip(".") and ":" not in host:
        return
    if host.endswith(_LOCAL_ENDINGS):
        return
    message = (
        f"PUBLIC_URL: {public_url} may be reached by anybody, and anybody can sign in to a demo. "
        "Start without --demo, or take an address of your own network."
    )
    raise Unusable(message)
