"""What is told of all judged rows together."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train.tables.fit import train_table
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.judge import read
from ninelives.stages.train.tables.spec import TableSpec
from ninelives.stages.train.tables.tally import told_of
from tests.rows import rows

NEW = rows(60, seed=7)


def model_of(target: str, frame: pl.DataFrame | None = None) -> TableModel:
    columns = Columns(target=target, ignore=tuple({"fit", "price"} - {target}))
    rungs = {"fit": ("majority", "rules"), "price": ("mean", "linear")}[target]
    return train_table(rows() if frame is None else frame, columns, None, TableSpec(rungs=rungs), None)


@pytest.fixture(scope="module")
def model() -> TableModel:
    return model_of("fit")


@pytest.fixture(scope="module")
def numbers() -> TableModel:
    return model_of("price")


def told(model: TableModel, frame: pl.DataFrame) -> dict[str, Any]:
    table = read(model, frame)
    x = table.matrix(model.coding)
    rung = model.rungs[model.chosen]
    facts = told_of(model, table, x, rung.predict(x) if model.classes is None else rung.probabilities(x))
    return dict(json.loads(json.dumps(facts, allow_nan=False)))


def test_the_share_right_is_that_of_the_known(model: TableModel) -> None:
    facts = told(model, NEW)
    assert facts["accuracy"] == pytest.approx(np.mean(model.predict(NEW) == NEW["fit"].to_numpy()))
    assert facts["interval"][0] < facts["accuracy"] < facts["interval"][1]
    assert (facts["known"], facts["told"], facts["learned_from"]) == (60, 60, 0)
    assert sum(facts["counts"]) == 60
    assert sum(times for _, _, times in facts["taken"]) == 60


def test_rows_that_it_learned_from_prove_nothing(model: TableModel) -> None:
    both = pl.concat([rows().head(30), NEW])
    facts, alone = told(model, both), told(model, NEW)
    assert (facts["learned_from"], facts["known"]) == (30, 60)
    assert facts["accuracy"] == alone["accuracy"]
    again = told(model, rows())
    assert (again["accuracy"], again["known"], again["told"]) == (None, 0, 240)


def test_without_a_target_nothing_is_known(model: TableModel, numbers: TableModel) -> None:
    for one in (model, numbers):
        facts = told(one, NEW.drop("fit", "price"))
        assert (facts["known"], facts["told"], facts["accuracy"]) == (0, 0, None)
    assert (facts["mean_absolute_error"], facts["interval_coverage"], facts["pairs"]) == (None, None, [])
    assert facts["said"]["low"] < facts["said"]["middle"] < facts["said"]["high"]


def test_a_class_that_it_never_learned_is_told_and_left_out(model: TableModel) -> None:
    some = pl.when(pl.int_range(60) < 5).then(pl.lit("maybe")).otherwise("fit")
    facts = told(model, NEW.with_columns(fit=some))
    assert facts["known"] == 55
    assert any("5 rows of a class that it never learned ('maybe')" in note for note in facts["notes"])


def test_how_far_off_numbers_are_and_how_often_their_intervals_hold(numbers: TableModel) -> None:
    facts, truth = told(numbers, NEW), NEW["price"].to_numpy()
    ends = numbers.predict_interval(NEW)
    assert facts["mean_absolute_error"] == pytest.approx(np.abs(numbers.predict(NEW) - truth).mean())
    assert facts["error_interval"][0] < facts["mean_absolute_error"] < facts["error_interval"][1]
    assert facts["interval_coverage"] == pytest.approx(np.mean((ends[:, 0] <= truth) & (truth <= ends[:, 1])))
    assert len(facts["pairs"]) == 60
    one = told(numbers, NEW.head(1))
    assert one["error_interval"] is None
    assert one["mean_absolute_error"] is not None


def test_where_rows_leave_the_envelope_is_told(model: TableModel) -> None:
    many = rows(400, seed=3)
    assert told(model, many)["gaps"] == []
    oval = told(model, many.with_columns(kind=pl.lit("oval")))
    assert "kind" in " ".join(gap["words"] for gap in oval["gaps"])


def test_rows_that_are_alike_by_chance_are_not_counted_out() -> None:
    coarse = model_of("fit", rows().drop("size"))
    facts = told(coarse, rows().drop("size"))
    assert facts["learned_from"] == 0
    assert any("too alike to be known again" in note for note in facts["notes"])
