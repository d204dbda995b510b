import subprocess
from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM

import msgspec
import pytest

from frontdesk.infra.embedded.records import (
    is_running,
    look_up,
    read_record,
    stop_left_over,
    write_record,
)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def test_a_recorded_process_that_is_still_the_same_is_stopped(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    record = look_up(sleeper.pid)
    assert record is not None
    write_record(tmp_path / "run" / "server.json", record)

    was_running = stop_left_over(tmp_path / "run" / "server.json", SIGTERM, 5)

    assert was_running
    assert sleeper.wait(5) == -SIGTERM
    assert not (tmp_path / "run" / "server.json").exists()


@pytest.mark.parametrize("difference", [{"started": "another boot/7"}, {"path": "/bin/other"}])
def test_a_process_that_only_shares_the_pid_is_not_ours(
    tmp_path: Path, sleeper: subprocess.Popen[bytes], difference: dict[str, str]
) -> None:
    record = look_up(sleeper.pid)
    assert record is not None
    other = msgspec.structs.replace(record, **difference)
    write_record(tmp_path / "run" / "server.json", other)

    was_running = stop_left_over(tmp_path / "run" / "server.json", SIGTERM, 5)

    assert not was_running
    assert is_running(record)


@pytest.mark.parametrize("content", [b"", b"{", b'{"pid": "1"}', b"[1, 2]", b"\xff\x00"])
def test_a_damaged_record_names_no_process(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "server.json").write_bytes(content)

    assert read_record(tmp_path / "server.json") is None
    assert not stop_left_over(tmp_path / "server.json", SIGTERM, 5)
