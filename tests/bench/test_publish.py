"""A missed goal is published with what explains it, never with what explains another."""

from pathlib import Path

import pytest

from bench import publish
from bench.__main__ import read_options
from bench.figures import NOT_EXPLAINED, Figure, misses

MISSED = {
    "latency": [Figure("one visitor", "p50", 12.6, "ms", 10)],
    "queue": [
        Figure("queue/next", "claims", 735, "/s", 1_000, "more"),
        Figure("queue/next", "p95", 78.0, "ms"),
    ],
}


def test_each_missed_goal_stands_with_the_reason_of_its_own_part() -> None:
    lines = misses(MISSED, {"latency": "The disk was slow.", "queue": "Too many statements."})

    assert lines == [
        "- **one visitor: p50**: 12.6 ms, goal ≤ 10 ms. The disk was slow.",
        "- **queue/next: claims**: 735 /s, goal ≥ 1,000 /s. Too many statements.",
    ]


def test_a_missed_goal_nobody_explains_says_so() -> None:
    [latency, queue] = misses(MISSED, {"queue": "Too many statements."})

    assert latency.endswith(NOT_EXPLAINED)
    assert queue.endswith("Too many statements.")


def test_a_part_is_explained_on_the_command_line_by_its_name() -> None:
    options = read_options(["--because", "queue=a = b", "--because", "latency = The disk."])

    assert dict(options.because) == {"queue": "a = b", "latency": "The disk."}


@pytest.mark.parametrize("words", ["moon=It is far.", "It was slow.", "queue", "queue= ", "=Why"])
def test_a_reason_for_no_part_or_without_words_is_refused(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        read_options(["--because", words])

    assert "--because" in capsys.readouterr().err


def test_the_page_keeps_its_explanations_and_shows_the_reasons(page: Path) -> None:
    run = publish.Run(4.0, [1.0, 5.0], {"queue": "Too many statements."})

    publish.publish(MISSED, run)

    before, _, after = page.read_text().partition("### Missed")
    assert before.startswith("Above.")
    assert "| queue/next | claims | 735 /s | ≥ 1,000 /s | **missed** |" in before
    assert f"goal ≤ 10 ms. {NOT_EXPLAINED}\n" in after
    assert "goal ≥ 1,000 /s. Too many statements.\n" in after
    assert after.endswith("Below.")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "benchmarks.md"
    path.write_text("Above.\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nBelow.")
    monkeypatch.setattr(publish, "PAGE", path)
    return path
