"""The advisory check: what is pinned is what is asked about, and silence is not good news."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from typing_extensions import override

from tools.audit import Pinned, advisories, main, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def _service(body: object) -> Iterator[tuple[str, list[Any]]]:
    """An advisory service that always says the same, and what it was asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            serving.join()


def test_what_is_pinned_is_read(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("# Words.\na==1.0\nb_c==2.1.post3 ; x\nd==3 \\\n    --hash=sha256:00\n\n")

    assert pinned(lock) == [Pinned("a", "1.0"), Pinned("b_c", "2.1.post3"), Pinned("d", "3")]


def test_a_package_with_an_advisory_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    packages = pinned()
    results: list[Any] = [{} for _ in packages]
    results[1] = {"vulns": [{"id": "PYSEC-1"}, {"id": "GHSA-2"}]}
    with _service({"results": results}) as (url, asked):
        assert main(url) == 1

    named = packages[1]
    assert f"{named.name} {named.version}: PYSEC-1, GHSA-2" in capsys.readouterr().out
    assert asked[0]["queries"][1] == {
        "package": {"ecosystem": "PyPI", "name": named.name},
        "version": named.version,
    }


def test_nothing_known_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    with _service({"results": [{} for _ in pinned()]}) as (url, _):
        assert main(url) == 0

    assert ", 0 with an advisory." in capsys.readouterr().out


@pytest.mark.parametrize("body", [{}, [], {"results": []}, {"results": None}, {"results": [1]}])
def test_an_answer_that_is_none_is_not_taken_for_good_news(
    body: object, capsys: pytest.CaptureFixture[str]
) -> None:
    with _service(body) as (url, _):
        assert main(url) == 2

    assert "NOT CHECKED: " in capsys.readouterr().err


def test_a_service_that_is_away_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("http://127.0.0.1:1") == 2

    assert "Whether a pinned package has an advisory is unknown." in capsys.readouterr().err


def test_only_packages_with_one_are_returned() -> None:
    one, other = Pinned("a", "1"), Pinned("b", "2")
    with _service({"results": [{}, {"vulns": [{"id": "X"}]}]}) as (url, _):
        assert advisories([one, other], url) == {other: ["X"]}
