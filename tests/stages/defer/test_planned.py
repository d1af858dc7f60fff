"""Items that plan are none of those that certify."""

from __future__ import annotations

from pathlib import Path

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.sources.given import of_answers
from ninelives.stages.defer.sources.kept import of_model


def test_a_fifth_of_the_scenes_plans_where_nothing_else_can(judged: Path) -> None:
    source = planned(of_answers(judged), 0)
    assert source.planning is not None
    assert len(source.planning) == 300
    assert len(source.calibration) == 1200
    assert not set(source.planning.items) & set(source.calibration.items)
    assert "but a fifth, which chose the thresholds to try" in source.apart
    assert planned(of_answers(judged), 1).calibration.items != source.calibration.items


def test_a_model_that_kept_some_is_left_alone(model: TableModel) -> None:
    source = of_model(model, None)
    assert planned(source, 0) is source
