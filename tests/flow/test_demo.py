"""The demo: learned by day, judged by day and by night, and the fall was known before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ninelives.artifacts.envelope import speak
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.flow import demo

if TYPE_CHECKING:
    from tests.flow.conftest import Demo


def test_the_night_is_far_worse_than_the_day(made: Demo) -> None:
    (day, _, by_day), (night, _, by_night) = (made.shown.right(by_night=dark) for dark in (False, True))
    assert (by_day, by_night) == (150, 150)
    assert day > 0.85
    assert night < 0.5


def test_new_scans_by_day_are_as_good_as_the_model_said(made: Demo) -> None:
    low, high = made.shown.model.best.interval
    assert low - 0.05 <= made.shown.right(by_night=False)[0] <= high + 0.05


def test_a_model_that_was_told_of_the_night_hardly_falls_and_foresaw_it(made: Demo) -> None:
    night, _, _ = made.shown.right(by_night=True, ready=True)
    assert night > made.shown.right(by_night=True)[0] + 0.3
    foreseen = made.shown.ready.facts["foreseen"]
    assert foreseen["interval"][0] - 0.05 <= night <= foreseen["interval"][1] + 0.05
    assert [bias["name"] for bias in made.shown.ready.facts["biases"]] == ["brightness", "noise"]
    assert made.shown.model.facts["biases"] == []


def test_the_gap_was_known_before_any_new_scan(made: Demo) -> None:
    told = speak(made.shown.model.envelope.gaps(demo.declared()))
    assert told[0].startswith("20–6 h: 50 %")
    assert made.shown.model.facts["gaps"]


def test_the_gap_is_foretold_before_the_first_prediction(made: Demo) -> None:
    assert made.foretold[0] > 0
    assert "predict" in made.stages


def test_the_exact_gaps_are_of_night_and_never_of_the_learned_day(made: Demo) -> None:
    gaps = made.shown.predictions.facts["gaps"]
    hours = {label for gap in gaps for name, label in gap["conditions"] if name == "hour"}
    assert hours
    assert all(2 * label >= 20 or 2 * label < 6 for label in hours)


def test_everything_lies_in_one_folder_with_its_reports(made: Demo) -> None:
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "digits-0",
        "digits.model",
        "digits.predictions.html",
        "digits.predictions.parquet",
        "ready.model",
        "ready.predictions.html",
        "ready.predictions.parquet",
    ]
    assert made.shown.report == made.folder / "digits.predictions.html"
    assert (made.folder / "digits.model" / "report.html").stat().st_size > 10_000
    assert Model.load(made.folder / "digits.model").chosen == made.shown.model.chosen
    assert Predictions.load(made.folder / "digits.predictions.parquet").facts["items"] == 300


def test_a_second_demo_computes_nothing_again(made: Demo, small: None) -> None:
    again: list[str] = []
    shown = demo.demo(made.folder, progress=lambda stage, *_: again.append(stage))
    assert shown.model.digest == made.shown.model.digest
    assert shown.predictions.path == made.shown.predictions.path
    assert shown.done
    assert not {"features", "ladder", "predict"} & set(again)


def test_its_facts_are_plain_json(made: Demo) -> None:
    told = demo.facts(made.shown)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["by_night"] < told["by_day"]
