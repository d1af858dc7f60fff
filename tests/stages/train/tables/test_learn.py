"""From rows to a model: what it is made of, and what it tells."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train.tables.job import Columns, read
from ninelives.stages.train.tables.learn import learn
from ninelives.stages.train.tables.spec import TableSpec
from ninelives.store.cache import Cache
from tests.rows import rows


def model(target: str = "fit", *, frame: Any = None, deployment: str | None = None, **options: Any) -> TableModel:
    columns = Columns(target=target, ignore=tuple({"fit", "price"} - {target}))
    spec = TableSpec.of(options)
    job = read(rows() if frame is None else frame, columns, deployment, spec, time.perf_counter(), None)
    return learn(job, Cache.user(), None)


def test_the_lowest_rung_within_one_standard_error_is_chosen() -> None:
    found = model(rungs="majority,rules,perceptron,kernel")
    best = max(found.scores, key=lambda score: score.score)
    good = [score.name for score in found.scores if score.score >= best.score - best.error]
    assert found.chosen == good[0]
    assert found.classes == ("no", "yes")
    assert found.reach is None
    assert found.errors == {}


def test_numbers_have_errors_and_intervals() -> None:
    found = model("price", rungs="mean,linear")
    assert (found.chosen, found.classes, set(found.errors)) == ("linear", None, {"mean", "linear"})
    assert found.reach is not None
    assert found.reach.level == 0.9
    assert found.errors["linear"].mean_absolute_error < found.errors["mean"].mean_absolute_error / 3


def test_its_facts_are_those_of_its_rows() -> None:
    frame = rows().with_columns(also=rows()["fit"].replace({"yes": "1", "no": "0"}))
    facts = model(frame=frame, deployment="kind=oval", rungs="majority,rules").facts
    assert facts["items"] == 240
    assert facts["fitted_on"] + facts["calibration_items"] == 240
    assert facts["calibration_items"] == 96
    assert facts["learned"] == {"majority": 144, "rules": 144}
    assert ("also", "copy", True) in [(leak["column"], leak["kind"], leak["left_out"]) for leak in facts["leaks"]]
    assert [gap["words"] for gap in facts["gaps"]] == ["kind oval"]
    assert facts["axes"] == ["kind", "wet"]
    assert (facts["untried"], facts["unfinished"]) == ([], [])


def test_the_envelope_is_of_all_rows() -> None:
    found = model(rungs="majority", axes="kind")
    assert found.envelope.items == 240
    assert [axis.name for axis in found.envelope.axes] == ["kind"]


@pytest.mark.parametrize("target", ["fit", "price"])
def test_the_same_rows_give_the_same_model(target: str) -> None:
    lowest = {"fit": "majority,rules", "price": "mean,rules"}[target]
    assert model(target, rungs=lowest).identity == model(target, rungs=lowest).identity
