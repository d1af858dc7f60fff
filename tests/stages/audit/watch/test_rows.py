"""Rows beside those that their model kept: what comes in and what is said of it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.errors import NinelivesError
from tests.rows import rows


def test_rows_like_those_kept_are_quiet_and_moved_ones_are_not(table_model: nl.TableModel) -> None:
    watch = nl.Watch.of(table_model)
    assert watch.columns == ("size", "kind", "wet", "probability of yes")
    watch.see_batch(rows(300, seed=7))
    assert watch.alarm is None
    watch.see_batch(rows(300, seed=8).with_columns(pl.col("size") + 20))
    assert watch.alarm is not None
    assert watch.line().column in ("size", "probability of yes")


def test_a_mapping_is_the_row_that_a_frame_holds(table_model: nl.TableModel) -> None:
    lens, frame = nl.Watch.of(table_model).lens, rows(20, seed=3)
    np.testing.assert_array_equal(lens.look(frame.to_dicts())[0], lens.look(frame)[0])


def test_the_models_own_claim_is_what_labels_are_held_against(table_model: nl.TableModel) -> None:
    watch = nl.Watch.of(table_model)
    assert watch.risk.most is not None
    apart = table_model.tables["calibration"]
    wrong = 1 - (apart["p_yes"].gt(0.5).replace_strict({True: "yes", False: "no"}) == apart["truth"]).mean()
    assert wrong < watch.risk.most < wrong + 0.12


def test_a_column_that_is_missing_is_named(table_model: nl.TableModel) -> None:
    with pytest.raises(NinelivesError, match="no column 'size'"):
        nl.Watch.of(table_model).see({"kind": "flat", "wet": True})


def test_many_columns_are_watched_along_a_few_directions(tmp_path: object) -> None:
    draw = np.random.default_rng(0)
    wide = pl.DataFrame(draw.normal(size=(400, 40)), [f"c{at}" for at in range(40)])
    wide = wide.with_columns(target=pl.when(pl.col("c0") > 0).then(pl.lit("a")).otherwise(pl.lit("b")))
    model = nl.train(wide, target="target", out=tmp_path / "m", rungs=("majority", "perceptron"))  # type: ignore[operator]
    watch = nl.Watch.of(model)
    assert len(watch.columns) == 16 + 6 + 1
    assert watch.columns[16] == "direction 1 of all columns"
