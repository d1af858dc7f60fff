"""Data beside a model: new rows, and calibration data of one's own."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.fresh import calibrated_by, new_beside
from ninelives.stages.defer.sources.kept import of_model
from ninelives.store.cache import Cache
from tests.rows import rows


def test_new_rows_are_judged_and_what_the_model_knows_is_left_out(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path
) -> None:
    source = of_model(model, None)
    both = pl.concat([fresh, rows(1500).head(40)])
    new, digests = new_beside(source, both, None, Cache(tmp_path), None)
    assert new.judged is not None
    assert new.repeated >= 40  # a few rows are twins by chance
    assert len(new.judged) == 340 - new.repeated
    assert "new" in digests


def test_calibration_data_of_ones_own_take_the_place_of_what_was_kept(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path
) -> None:
    source = calibrated_by(of_model(model, None), fresh, None, None, Cache(tmp_path), None)
    assert 260 < len(source.calibration) <= 300
    assert source.envelope.items == len(source.calibration)
    assert "calibration" in source.digests


def test_only_what_has_a_truth_is_counted_where_it_has_been(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path
) -> None:
    some = fresh.with_columns(fit=pl.when(pl.int_range(pl.len()) < 100).then("fit"))
    source = calibrated_by(of_model(model, None), some, None, None, Cache(tmp_path), None)
    whole = calibrated_by(of_model(model, None), fresh, None, None, Cache(tmp_path), None)
    assert source.envelope.items == len(source.calibration) < len(whole.calibration)
    assert [axis.name for axis in source.envelope.axes] == [axis.name for axis in whole.envelope.axes]


def test_data_that_the_model_was_trained_on_are_refused(model: TableModel, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="was trained on"):
        calibrated_by(of_model(model, None), rows(1500), None, None, Cache(tmp_path), None)


@pytest.mark.parametrize(
    ("change", "says"),
    [(lambda f: f.with_columns(fit=pl.lit("yes")), "one class only"), (lambda f: f.drop("fit"), "tells no truth")],
)
def test_data_of_one_class_or_of_no_truth_are_refused(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path, change: object, says: str
) -> None:
    with pytest.raises(NinelivesError, match=says):
        calibrated_by(of_model(model, None), change(fresh), None, None, Cache(tmp_path), None)  # type: ignore[operator]


def test_another_class_set_is_refused(model: TableModel, fresh: pl.DataFrame, tmp_path: Path) -> None:
    others = fresh.with_columns(fit=pl.when(pl.int_range(300) < 9).then(pl.lit("maybe")).otherwise("fit"))
    with pytest.raises(NinelivesError, match="'maybe'"):
        calibrated_by(of_model(model, None), others, None, None, Cache(tmp_path), None)
