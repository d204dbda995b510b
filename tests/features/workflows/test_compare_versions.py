"""How two definitions differ."""

from frontdesk.features.workflows.model.difference import difference, is_same
from frontdesk.features.workflows.wire.exchange import NodeChange
from frontdesk.features.workflows.wire.graph import CanvasPosition
from tests.features.workflows.graphs import end, line, message, note


def test_what_was_added_removed_and_changed_is_named() -> None:
    before = line(message("a", "Hi"), message("b"), end())
    after = line(message("a", "Hello"), note("c"), end())

    found = difference(before, after)

    assert found.added == [NodeChange("c", "c", [])]
    assert found.removed == [NodeChange("b", "b", [])]
    assert found.changed == [NodeChange("a", "a", ["text"])]
    assert found.added_edges == ["a (next) → c", "c (next) → end"]
    assert found.removed_edges == ["a (next) → b", "b (next) → end"]


def test_moving_a_node_changes_nothing() -> None:
    before, after = line(end()), line(end())
    after.nodes[1].position = CanvasPosition(50, 60)

    assert is_same(before, after)
    assert not is_same(before, line(message("m"), end()))
