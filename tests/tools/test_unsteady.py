"""Which tests are run again alone, and what it takes to be called unsteady."""

from pathlib import Path

import pytest

from tools.unsteady import failed_tests, passes_alone, run_pytest

ONE = """
F.
=================== FAILURES ===================
____ test_it ____
=========== short test summary info ============
FAILED tests/infra/test_limits.py::test_it[a b] - frontdesk.TooSlow: It took too long.
================== 1 failed, 3091 passed in 858.97s (0:14:18) ==================
"""


def test_a_failed_test_is_read_from_the_summary() -> None:
    assert failed_tests(ONE) == ("tests/infra/test_limits.py::test_it[a b]",)


def test_a_test_that_could_not_be_prepared_is_one_too() -> None:
    output = "ERROR tests/a.py::test_x - OSError\n=== 2 passed, 1 error in 3.00s ===\n"

    assert failed_tests(output) == ("tests/a.py::test_x",)


@pytest.mark.parametrize(
    "output",
    [
        "",
        "Killed\n",
        "FAILED tests/a.py::test_x - AssertionError\n",
        "FAILED tests/a.py::test_x\n=== 2 failed, 1 passed in 3.00s ===\n",
        "ERROR tests/a.py - ImportError\n=== 1 error in 0.10s ===\n",
        "".join(f"FAILED tests/a.py::test_{n}\n" for n in range(4)) + "=== 4 failed in 3.00s ===\n",
    ],
    ids=["nothing", "killed", "no end", "not all named", "a file that can't be read", "too many"],
)
def test_what_is_no_accident_is_not_run_again(output: str) -> None:
    assert failed_tests(output) == ()


def test_it_has_to_pass_every_time(tmp_path: Path) -> None:
    log = tmp_path / "log"
    outcomes = iter([True, True, False, True, True, True])

    assert not passes_alone(["test_it"], log, lambda _, __: next(outcomes))
    assert passes_alone(["test_it"], log, lambda _, __: next(outcomes))


def test_alone_means_a_pytest_of_its_own(tmp_path: Path) -> None:
    test = tmp_path / "test_red.py"
    test.write_text("def test_red():\n    assert False\n")
    log = tmp_path / "log"

    with log.open("w") as output:
        assert not run_pytest([f"{test}::test_red"], output)

    assert "1 failed" in log.read_text()
