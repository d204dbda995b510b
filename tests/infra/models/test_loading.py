import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

# Loading any of these takes what a web process has no use for.
HEAVY = ("pydantic_ai", "openai", "anthropic", "google.genai", "groq", "httpx2")


@pytest.mark.parametrize(
    "module",
    ["frontdesk.entrypoints.web", "frontdesk.entrypoints.worker", "frontdesk.infra.models.asking"],
)
def test_a_process_that_asks_nothing_loads_no_model_library(module: str) -> None:
    assert _loaded_by(f"import {module}") == []


def test_the_demo_model_needs_no_library() -> None:
    ask = (
        "import asyncio; from frontdesk.infra.models.asking import Models;"
        "from frontdesk.infra.models.provider import demo_provider;"
        "from frontdesk.infra.models.question import Question, Said;"
        "from frontdesk.infra.outbound import NO_PRIVATE_HOSTS, AddressRules;"
        "from frontdesk.kit.clock import SystemClock;"
        "models = Models(AddressRules(NO_PRIVATE_HOSTS), SystemClock(), demo_delay_seconds=0);"
        "asyncio.run(models.ask([demo_provider()], Question('', (Said('user', 'Hi'),))))"
    )

    assert _loaded_by(ask) == []


def _loaded_by(code: str) -> list[str]:
    shown = f"{code}; import sys; print([name for name in {HEAVY} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names: list[str] = eval(ran.stdout.splitlines()[-1])  # noqa: S307 - our own list of names
    return names
