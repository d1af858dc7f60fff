"""How right a table's model is, against a slow reckoning of the same."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ninelives.artifacts.model.tables import TableModel, told


def test_the_share_right_is_that_of_all_judged_rows(model: TableModel) -> None:
    rows = [*model.tables["crossfit"].iter_rows(named=True), *model.tables["calibration"].iter_rows(named=True)]
    hits = [row["truth"] == ("yes" if row["p_yes"] > row["p_no"] else "no") for row in rows]
    found = model.accuracy()
    assert found
    share, (low, high) = found
    assert share == pytest.approx(np.mean(hits))
    assert low < share < high
    assert len(rows) == model.facts["items"] == 240
    assert told.right(model).startswith(f"right in {100 * share:.1f} %")


def test_how_far_off_it_is_and_how_often_its_intervals_hold(numbers: TableModel) -> None:
    both = [*numbers.tables["crossfit"].iter_rows(named=True), *numbers.tables["calibration"].iter_rows(named=True)]
    off, covered = numbers.mean_absolute_error(), numbers.interval_coverage()
    assert off
    assert covered
    assert off[0] == pytest.approx(np.mean([abs(row["truth"] - row["prediction"]) for row in both]))
    held = [row["lower"] <= row["truth"] <= row["upper"] for row in numbers.tables["calibration"].iter_rows(named=True)]
    assert covered[0] == pytest.approx(np.mean(held))
    assert covered[0] > 0.8
    assert told.right(numbers) == f"off by {off[0]:.4g} ({off[1][0]:.4g} to {off[1][1]:.4g}) on average"


def test_classes_have_no_errors_and_numbers_no_share_right(model: TableModel, numbers: TableModel) -> None:
    assert model.mean_absolute_error() is model.interval_coverage() is numbers.accuracy() is None


def test_the_summary_is_json_with_the_keys_of_the_contract(model: TableModel, numbers: TableModel) -> None:
    for one in (model, numbers):
        summary = json.loads(json.dumps(one.summary(), allow_nan=False))
        assert summary["columns"] == ["size", "kind", "wet"]
        assert [set(rung) for rung in summary["rungs"]] == [
            {"name", "score", "interval", "seconds", "parameters", "learned", "errors"}
        ] * 4
    assert model.summary()["gaps"][0]["words"] == "kind oval"
    assert model.summary()["classes"] == ["no", "yes"]
    assert (summary["task"], summary["target"], summary["classes"]) == ("regression", "price", None)
    assert summary["interval_level"] == 0.9
    assert summary["rungs"][0]["errors"]["mean_absolute_error"] > summary["mean_absolute_error"]


def test_a_notebook_shows_the_ladder(model: TableModel, numbers: TableModel) -> None:
    assert "<b>" in model._repr_html_()
    assert "<svg" in model._repr_html_()
    assert "R²" in numbers._repr_html_()
