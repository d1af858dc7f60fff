"""What a problem tells a training on series: each answer changes what is made, and what is said by hand wins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.report.facts.costs import charged_series
from ninelives.report.facts.series import page
from tests.series import months

LOW = {"rungs": "persistence,drift,seasonal", "progress": False}


def problem(**changed: Any) -> Problem:
    """How many are sold, six months ahead, within 3; parts may be changed."""
    parts: dict[str, Any] = {
        "kind": "forecast",
        "question": "how many will be sold?",
        "risk": 0.2,
        "inputs": {"what": "table"},
        "outputs": {"number": "boxes", "within": 3.0, "ahead_hours": 24 * 30.4375 * 6, "target": "sold"},
        "loss": {"currency": "€", "minute": 0.5, "human": 2, "wrong": 20},
        "by_hand": {"cost": 2, "minutes": 4, "right": 0.7, "a_year": 500},
        "deployment": {"season": "winter"},
    }
    for name, part in changed.items():
        both = isinstance(part, dict) and isinstance(parts.get(name), dict)
        parts[name] = {k: v for k, v in {**parts[name], **part}.items() if v is not None} if both else part
    return Problem.of({name: part for name, part in parts.items() if part is not None})


def made(told: Problem | None, rows: pl.DataFrame | None = None, **by_hand: Any) -> SeriesModel:
    found = nl.train(rows if rows is not None else months(), time="month", problem=told, **{**LOW, **by_hand})
    assert isinstance(found, SeriesModel)
    return found


def test_target_horizon_use_and_costs_come_from_it_and_are_kept(tmp_path: Path) -> None:
    model = made(problem())
    assert (model.target, model.horizon) == ("sold", 6)
    assert model.deployment is not None
    assert model.facts["problem"]["costs"]["wrong"] == 20
    again = model.save(tmp_path / "sold.model")
    assert again.facts["problem"] == model.facts["problem"]
    assert again.summary()["problem"]["question"] == "how many will be sold?"


@pytest.mark.parametrize(
    "changed",
    [
        {"outputs": {"within": 30.0}},
        {"outputs": {"ahead_hours": 24 * 30.4375 * 2}},
        {"loss": {"wrong": 40}},
        {"by_hand": {"cost": 9}},
        {"by_hand": {"right": 0.75}},
        {"risk": 0.1},
        {"deployment": {"season": "summer"}},
        {"question": "how few?"},
    ],
)
def test_each_answer_changes_what_is_made(changed: dict[str, Any]) -> None:
    usual, other = (made(told).facts for told in (problem(), problem(**changed)))
    assert usual["lineage"] != other["lineage"]
    assert {k: v for k, v in usual.items() if k != "lineage"} != {k: v for k, v in other.items() if k != "lineage"}


def test_what_its_mistakes_cost_is_counted_in_the_backtest_and_told() -> None:
    model = made(problem())
    rows = model.tables["backtest"].drop_nulls("truth")
    beyond = float((rows["prediction"] - rows["truth"]).abs().gt(3).mean() or 0)
    found = charged_series(model)
    assert found is not None
    assert found.beyond is not None
    assert found.beyond[0] == pytest.approx(beyond)
    assert found.mean == pytest.approx(20 * beyond)
    assert "off by more than 3 boxes" in page(model).charged
    assert charged_series(made(None, target="sold")) is None


def test_what_is_said_by_hand_wins_and_is_said() -> None:
    rows = months().with_columns(bought=pl.col("sold") + 1)
    model = made(problem(), rows, target="bought", horizon=2, deployment="season=summer")
    assert (model.target, model.horizon) == ("bought", 2)
    notes = " ".join(model.facts["notes"])
    for name, by_hand, of in (
        ("--target", "bought", "sold"),
        ("--horizon", "2", "6"),
        ("--deployment", "summer", "winter"),
    ):
        assert f"{name} was given by hand" in notes
        assert by_hand in notes
        assert of in notes


def test_what_it_only_assumes_of_the_horizon_is_not_taken() -> None:
    told = problem(outputs={"ahead_hours": None})
    assert made(told).horizon == made(None, target="sold").horizon


def test_times_that_are_numbers_have_no_hours() -> None:
    rows = months().with_columns(month=pl.int_range(pl.len()))
    assert any("--horizon says how far" in note for note in made(problem(deployment=None), rows).facts["notes"])


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Problem.of({"kind": "predict", "outputs": {"classes": ["a", "b"]}}), "asks for classes"),
        (Problem.of({"kind": "create"}), "asks for kind 'create'"),
        (problem(deployment={"shop": "north"}), "declares 'shop'"),
    ],
)
def test_a_problem_of_something_else_is_refused(told: Problem, says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        made(told, target="sold")
