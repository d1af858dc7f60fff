"""One layer on columns, read aloud."""

from __future__ import annotations

from ninelives.artifacts.model.tables import TableModel
from ninelives.report.facts.voices import voices


def test_one_layer_is_read_aloud(price: TableModel, fit: TableModel) -> None:
    said = {each.name: each for each in voices(price)}
    assert said["wet"].kind == "less"
    assert said["kind is flat"].kind == "more"
    assert {each.kind for each in voices(fit)} <= {"no", "yes"}
    assert next(each for each in voices(fit) if each.name == "size").kind == "yes"
