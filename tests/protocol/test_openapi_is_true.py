"""The document says what the server does: a property-based run against the running application.

Every answer has a documented status and a documented shape, and none is a bug of ours. The
bodies and parameters are made from the document, right ones and wrong ones, by a fixed seed.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.architecture.tree import ROOT
from tests.front_door import Door
from tests.protocol.tenants import Tenant, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.front_door import InProcessServer, Member

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
DOCUMENT = ROOT / "docs/api/openapi.json"

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance"),
)
# They end what the run stands on: its session, its account's password, its place, its project.
ENDS_THE_RUN = (
    *("logOut", "logOutEverywhere", "endSession", "changePassword"),
    *("removeMember", "changeRole", "deleteProject"),
)
# It asks servers at addresses of the generator's making, and waits for them.
LEAVES_THE_MACHINE = ("tryResponderSettings",)
LEFT_OUT = (*ENDS_THE_RUN, *LEAVES_THE_MACHINE)
# Of every operation. Owners may do everything, so theirs is the run that finds most.
_OWNERS_EXAMPLES, _EXAMPLES = 3, 1


@pytest.fixture(scope="module")
async def door(server: InProcessServer) -> AsyncIterator[Door]:
    door = Door(server)
    yield door
    await door.close()


@pytest.fixture(scope="module")
async def tenant(door: Door) -> Tenant:
    return await settle(door, "Olivia", "demo")


@pytest.mark.parametrize("role", ["agent", "manager", "owner"])
async def test_no_answer_to_a_member_is_undocumented(
    door: Door, tenant: Tenant, role: str, tmp_path: Path
) -> None:
    member = await door.member(tenant.site, role.title(), role)

    examples = _OWNERS_EXAMPLES if role == "owner" else _EXAMPLES

    assert await found_by_schemathesis(door, tenant, tmp_path, member, examples) == ""


async def test_no_answer_to_somebody_unknown_is_undocumented(
    door: Door, tenant: Tenant, tmp_path: Path
) -> None:
    assert await found_by_schemathesis(door, tenant, tmp_path, None) == ""


async def found_by_schemathesis(
    door: Door, tenant: Tenant, folder: Path, member: Member | None, examples: int = _EXAMPLES
) -> str:
    """Run it as this member; return what it has to say, if anything."""
    shown = {} if member is None else dict(member.http.headers)
    headers = {name: shown[name] for name in ("cookie", "x-csrf-token") if name in shown}
    (folder / "schemathesis.toml").write_text(_config(tenant))
    process = await asyncio.create_subprocess_exec(
        *(SCHEMATHESIS, "--config-file", folder / "schemathesis.toml", "run", DOCUMENT),
        *("--url", door.server.url, "--phases", "fuzzing"),
        *("--checks", ",".join(CHECKS), "--max-examples", str(examples)),
        *("--seed", "1", "--generation-deterministic"),
        *("--continue-on-failure", "--no-shrink", "--no-color", "--warnings", "off"),
        *("--suppress-health-check", "all"),
        *(word for name, value in headers.items() for word in ("-H", f"{name}:{value}")),
        *(
            word
            for name in (*ENDS_THE_RUN, *LEAVES_THE_MACHINE)
            for word in ("--exclude-operation-id", name)
        ),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return "" if process.returncode == 0 else said.decode()


def _config(tenant: Tenant) -> str:
    """Lead it to things that exist; ids of its own making would only find 404."""
    ids = {**tenant.ids, "session_id": 1}
    lines = [
        f'"path.{_camel(name)}" = {value}' for name, value in ids.items() if name.endswith("_id")
    ]
    return "\n".join(["[parameters]", *lines, '"path.number" = 1', ""])


def _camel(name: str) -> str:
    return name.replace("_id", "Id")
