"""The generated files say what the server says, for the events the server has."""

import re
from pathlib import Path

from tools.generate_protocol import ROOT, generated_files, stale_files
from tools.socket_events import REQUESTS

FEATURES = ROOT / "frontdesk/features"


def test_the_typescript_types_and_the_asyncapi_document_are_up_to_date() -> None:
    assert stale_files() == [], "run: make protocol"


def test_generating_twice_gives_the_same_text() -> None:
    assert generated_files() == generated_files()


def test_every_event_the_server_handles_is_in_the_protocol_and_no_other() -> None:
    described = {request.name for request in REQUESTS}

    assert described == _handled_events(FEATURES)


def _handled_events(features: Path) -> set[str]:
    return {
        name
        for path in [*features.glob("*/socket.py"), *features.glob("*/socket/*.py")]
        for name in re.findall(r'\bon\(\s*"(\w+)"', path.read_text())
    }
