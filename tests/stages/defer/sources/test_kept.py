"""What a model keeps of items whose truth it knows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.kept import FEWEST, of_model


def test_the_items_kept_apart_calibrate_and_those_that_other_fits_judged_plan(model: TableModel) -> None:
    source = of_model(model, None)
    assert len(source.calibration) == len(model.tables["calibration"])
    assert source.planning is not None
    assert len(source.planning) == len(model.tables["crossfit"])
    assert not set(source.calibration.items) & set(source.planning.items)
    assert source.judged_apart
    assert source.calibration.known.all()
    assert source.calibration.outputs.sum(axis=1) == pytest.approx(1)
    right = 1 - source.calibration.wrong(None).mean()
    assert right > 0.7


def test_where_none_were_kept_apart_others_stand_in_and_nothing_is_promised(model: TableModel) -> None:
    few = replace(model, tables={**model.tables, "calibration": model.tables["calibration"].head(FEWEST - 1)})
    source = of_model(few, None)
    assert not source.judged_apart
    assert source.planning is None
    assert "judged by other fits" in source.apart


def test_only_the_conditions_that_were_asked_for_are_looked_at(model: TableModel) -> None:
    assert [axis.name for axis in of_model(model, []).envelope.axes] == []
    with pytest.raises(NinelivesError, match="has no axis"):
        of_model(model, ["moon"])


def test_truths_are_the_places_of_the_classes(model: TableModel) -> None:
    source = of_model(model, None)
    assert model.classes is not None
    assert source.calibration.truth is not None
    names = np.array(model.classes)[source.calibration.truth.astype(int)]
    assert names.tolist() == model.tables["calibration"]["truth"].to_list()
