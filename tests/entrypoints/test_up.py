import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import psutil
import pytest

from tests.entrypoints.up import START_SECONDS, Up, eventually, is_alive, running_up

EMAIL = "grace@demo.test"
PASSWORD = "a sentence only Grace knows"
NAMES = ["web", "worker", "postgres", "valkey"]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    with running_up(tmp_path_factory.mktemp("house") / "data", "--demo") as up:
        yield up


@pytest.mark.parametrize("name", NAMES)
def test_whatever_dies_is_started_again_within_two_seconds(up: Up, name: str) -> None:
    eventually(up.is_ready)

    killed = up.kill(name)

    eventually(lambda: up.pid_of(name) != killed, seconds=2)
    eventually(up.is_ready)


def test_it_says_where_the_dashboard_and_the_demo_site_are(up: Up) -> None:
    said = up.output.read_text()

    assert f"http://localhost:{up.port}/" in said
    assert f"http://127.0.0.1:{up.port}/demo/" in said
    assert "owner@demo.test with frontdesk-demo" in said


def test_doctor_in_another_terminal_finds_its_servers(up: Up) -> None:
    eventually(up.is_ready)

    doctor = subprocess.run(
        [sys.executable, "-m", "frontdesk.entrypoints.cli", "doctor", "--data-dir", up.data_dir],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ok    PostgreSQL is migrated" in doctor.stdout, doctor.stderr
    assert "ok    Redis keeps an append-only file" in doctor.stdout


def test_a_second_one_on_the_same_folder_is_refused(up: Up) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "frontdesk.entrypoints.cli", "up", "--data-dir", up.data_dir],
        capture_output=True,
        check=False,
    )

    assert second.returncode == 1
    assert b"choose another --data-dir" in second.stderr


def test_a_polite_stop_leaves_no_process_behind(tmp_path: Path) -> None:
    with running_up(tmp_path / "data") as up:
        family = up.family()

    assert len(family) > len(NAMES)
    assert up.process.returncode == 0
    assert not [process for process in family if is_alive(process)]


def test_a_first_start_without_the_demo_prints_a_link_to_set_it_up(tmp_path: Path) -> None:
    with running_up(tmp_path / "data") as up:
        said = up.output.read_text()

    assert f"Set up     http://localhost:{up.port}/" in said


def test_the_demos_people_do_not_survive_into_a_real_installation(tmp_path: Path) -> None:
    with running_up(tmp_path / "data", "--demo") as up:
        pass

    without_demo = subprocess.run(
        [sys.executable, "-m", "frontdesk.entrypoints.cli", "up", "--data-dir", up.data_dir],
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )

    assert without_demo.returncode == 1
    assert "owner@demo.test" in without_demo.stderr
    assert "another --data-dir" in without_demo.stderr


def test_its_children_die_with_it_however_it_dies(tmp_path: Path) -> None:
    with running_up(tmp_path / "data") as up:
        family = up.family()
        up.die()

        eventually(lambda: not [one for one in family if is_alive(one)], seconds=15)

    assert len(family) > len(NAMES)


def test_after_its_own_kill_it_starts_again_on_the_same_port_with_everything_in_it(
    tmp_path: Path,
) -> None:
    with running_up(tmp_path / "data") as up:
        family = up.family()
        _create_owner(up.data_dir)
        up.die()

        # At once: what the first one left behind may still be about to end.
        with running_up(tmp_path / "data", "--port", str(up.port)) as again:
            eventually(again.is_ready)

            assert not [process for process in family if is_alive(process)]
            assert again.port == up.port
            assert _can_sign_in(again)


def test_a_backup_made_while_it_runs_becomes_another_installation(tmp_path: Path) -> None:
    backup = str(tmp_path / "shop.backup")
    with running_up(tmp_path / "data") as up:
        _create_owner(up.data_dir)
        _frontdesk("backup", backup, "--data-dir", str(up.data_dir))

        _frontdesk("restore", backup, "--data-dir", str(tmp_path / "restored"))

        with running_up(tmp_path / "restored") as restored:
            eventually(restored.is_ready)
            assert _can_sign_in(restored)
            assert up.is_ready()


@pytest.mark.slow
def test_what_was_frozen_when_it_was_killed_is_ended_before_anything_starts(
    tmp_path: Path,
) -> None:
    """A frozen process does not hear that its parent died; it keeps its port."""
    with running_up(tmp_path / "data") as up:
        frozen = psutil.Process(up.pid_of("web"))
        frozen.suspend()
        up.die()

        with running_up(tmp_path / "data", "--port", str(up.port)) as again:
            eventually(again.is_ready)

            assert not is_alive(frozen)


def test_a_strangers_pid_in_the_records_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as stranger:
        records = tmp_path / "data" / "run"
        records.mkdir(parents=True)
        lie = {"pid": stranger.pid, "started": "an earlier boot/1", "path": "/usr/bin/sleep"}
        for name in NAMES:
            (records / f"{name}.json").write_bytes(msgspec.json.encode(lie))

        with running_up(tmp_path / "data") as up:
            eventually(up.is_ready)

        assert stranger.poll() is None
        stranger.kill()


def _create_owner(data_dir: Path) -> None:
    _frontdesk("create-owner", EMAIL, "--name", "Grace", "--data-dir", str(data_dir))


def _frontdesk(*words: str) -> None:
    command = [sys.executable, "-m", "frontdesk.entrypoints.cli", *words]
    subprocess.run(command, input=PASSWORD, text=True, capture_output=True, check=True)


def _can_sign_in(up: Up) -> bool:
    url = f"http://localhost:{up.port}"
    account = {"email": EMAIL, "password": PASSWORD}
    return httpx.post(f"{url}/api/v1/auth/login", json=account, headers={"Origin": url}).is_success
