"""`python -m tools.audit`: whether any package we install has a published advisory.

Asks osv.dev, where PyPI's advisories are, for exactly what requirements.lock pins. This is the one
check that needs the network, so `make nightly` runs it and `make test` does not.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).parent.parent / "requirements.lock"
SERVICE = "https://api.osv.dev/v1/querybatch"
_ASK_SECONDS = 30


class Pinned(NamedTuple):
    """A package at a version."""

    name: str
    version: str


class NotAsked(Exception):
    """The advisory service gave no answer that can be used."""


def pinned(lock: Path = LOCK) -> list[Pinned]:
    lines = (line.partition("#")[0].strip() for line in lock.read_text().splitlines())
    pairs = (line.partition("==") for line in lines if "==" in line)
    return [Pinned(name, version.split()[0].rstrip(";\\")) for name, _, version in pairs]


def advisories(packages: list[Pinned], service: str = SERVICE) -> dict[Pinned, list[str]]:
    """Return the ids of the advisories about each package that has any; raises `NotAsked`."""
    queries = [
        {"package": {"ecosystem": "PyPI", "name": one.name}, "version": one.version}
        for one in packages
    ]
    request = urllib.request.Request(  # noqa: S310 - an address of ours
        service,
        data=json.dumps({"queries": queries}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_ASK_SECONDS) as answer:  # noqa: S310 - as above
            results = json.load(answer)["results"]
        found = {
            one: [str(advisory["id"]) for advisory in result.get("vulns", ())]
            for one, result in zip(packages, results, strict=True)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAsked(f"{type(error).__name__}: {error}") from error
    return {one: ids for one, ids in found.items() if ids}


def main(service: str = SERVICE) -> int:
    """Say what was found; 0 only if the service answered and knows of nothing."""
    packages = pinned()
    try:
        found = advisories(packages, service)
    except NotAsked as error:
        print(f"NOT CHECKED: {service} did not answer ({error}).", file=sys.stderr)
        print("Whether a pinned package has an advisory is unknown. Try again.", file=sys.stderr)
        return 2
    for one, ids in found.items():
        print(f"{one.name} {one.version}: {', '.join(ids)}")
        print(f"  https://osv.dev/vulnerability/{ids[0]}")
    print(f"{len(packages)} packages, {len(found)} with an advisory.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
