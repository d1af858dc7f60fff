"""What moves the answers, as charts."""

from __future__ import annotations

from dataclasses import replace

from ninelives.artifacts.model.tables import TableModel
from ninelives.report.facts.swayed import swayed


def test_a_stretch_without_rows_has_no_value(price: TableModel) -> None:
    bins = [[1, 40, 2.0], [3, 9, 4.0]]
    facts = {**price.facts, "swayed": [{"feature": "size", "step": 5.0, "whole": False, "class": None, "bins": bins}]}
    (drawn,) = swayed(replace(price, facts=facts))
    assert [each.kind for each in drawn.axis.bins] == ["seen", "unseen", "thin"]
    assert drawn.values == (2.0, None, 4.0)
    assert [each.words for each in drawn.axis.bins] == ["5–10", "10–15", "15–20"]
