"""The demo: learned by day, judged by day and by night, and the night is handed over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from ninelives.artifacts.envelope import speak
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions
from ninelives.flow import demo

if TYPE_CHECKING:
    from tests.flow.conftest import Demo


def test_new_photos_are_of_trees_that_it_never_saw(made: Demo) -> None:
    learned, day, night = (
        pl.read_parquet(made.folder / name / "items.parquet")
        for name in ("day.archive", "new-day.archive", "new-night.archive")
    )
    assert (len(learned), len(day), len(night)) == (400, 60, 60)
    for new in (day, night):
        assert set(new["trees"]) == {"test"}  # two sets share no tree, whatever its number
    assert day["hour"].is_between(7, 17).all()
    assert not night["hour"].is_between(4, 21, closed="none").any()


def test_the_gap_was_known_before_any_new_photo_and_is_foretold(made: Demo) -> None:
    told = speak(made.shown.model.envelope.gaps(demo.declared()))
    assert any(line.startswith("20–4 h: 41 %") for line in told)
    assert made.foretold[-1] > 0
    hours = [dict(map(tuple, gap["conditions"])).get("hour") for gap in made.shown.night.said.facts["gaps"]]
    assert any(hour is not None and (2 * hour >= 20 or 2 * hour < 4) for hour in hours)


def test_by_night_it_decides_nothing(made: Demo) -> None:
    assert made.shown.night.kept == 0
    assert made.shown.night.handoff.facts["of"]["items"] == 60
    assert made.shown.day.handoff.facts["of"]["items"] == 60


def test_everything_lies_in_one_folder_with_its_reports(made: Demo) -> None:
    folders = {"day.archive", "new-day.archive", "new-night.archive", "garden.model", "day.handoff", "night.handoff"}
    said = {f"{part}.predictions.{suffix}" for part in ("day", "night") for suffix in ("parquet", "html")}
    assert {path.name for path in made.folder.iterdir()} == folders | said
    assert made.shown.night.report == made.folder / "night.predictions.html"
    for name in ("garden.model", "day.handoff", "night.handoff"):
        assert (made.folder / name / "report.html").stat().st_size > 10_000
    assert Model.load(made.folder / "garden.model").chosen == made.shown.model.chosen
    assert Predictions.load(made.folder / "day.predictions.parquet").facts["items"] == 60


def test_a_second_demo_computes_nothing_again(made: Demo, small: None) -> None:
    again: list[str] = []
    shown = demo.demo(made.folder, progress=lambda stage, *_: again.append(stage))
    assert shown.model.digest == made.shown.model.digest
    assert shown.night.said.path == made.shown.night.said.path
    assert shown.done
    assert not {"drawn", "features", "ladder", "predict"} & set(again)


def test_its_facts_are_plain_json(made: Demo) -> None:
    told = demo.facts(made.shown)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["day_new"], told["night_kept"]) == (60, 0)
