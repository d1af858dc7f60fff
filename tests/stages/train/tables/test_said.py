"""The words of ``train`` and ``predict`` for a table."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.predictions import Predictions
from ninelives.stages.train.tables.fit import TrainedTable, train_table
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.judge import PredictedRows
from ninelives.stages.train.tables.said import predicted, trained
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows


def model_of(target: str, rungs: str, count: int = 240, **options: Any) -> TableModel:
    columns = Columns(target=target, ignore=tuple({"fit", "price"} - {target}))
    return train_table(rows(count), columns, None, TableSpec.of({"rungs": rungs, **options}), None)


@pytest.fixture(scope="module")
def numbers() -> TableModel:
    return model_of("price", "mean,rules,linear")


def said(model: TableModel, **told: Any) -> str:
    return "\n".join(trained(TrainedTable(model, **{"done": False, "note": None, **told}), Path("report.html")))


def test_numbers_are_told_in_their_own_units(numbers: TableModel) -> None:
    words, found = said(numbers), numbers.mean_absolute_error()
    assert found
    assert f"Off by {found[0]:.4g} (" in words
    assert "on average in price, for rows like these: linear." in words
    assert "of the squared error of always saying the mean (R²)." in words
    assert "Its 90 % intervals held the truth of " in words
    assert "rules, the best rung below it, has an R² of " in words


def test_rules_are_read_aloud_where_they_were_chosen(numbers: TableModel) -> None:
    assert "rules       if" not in said(numbers)
    words = said(dataclasses.replace(numbers, chosen="rules"))
    assert "  rules       if size is" in words
    assert " rows)" in words
    assert "linear would buy" in words


def test_leaks_are_told_aloud_those_left_out_first(numbers: TableModel) -> None:
    leak = {"kind": "same", "evidence": {}, "words": "'a' says the same as 'b'", "column": "a", "left_out": False}
    gone = {**leak, "kind": "copy", "words": "'c' is 'price'", "left_out": True}
    facts = {**numbers.facts, "leaks": [leak, gone], "notes": ["'c' is 'price'; left out", "a note"]}
    lines = said(dataclasses.replace(numbers, facts=facts)).splitlines()
    told = [line.strip() for line in lines if "▲" in line or "note" in line]
    assert told == ["▲ left out: 'c' is 'price'", "▲ 'a' says the same as 'b'", "note        a note"]


def test_what_was_not_tried_finished_or_kept_apart_is_told() -> None:
    model = model_of("fit", "majority", calibration_share=0.0)
    lost = [{"name": "network", "reason": "torch is not installed", "fix": "pip install 'ninelives[torch]'"}]
    facts = {**model.facts, "untried": lost, "unfinished": ["kernel"]}
    words = said(dataclasses.replace(model, facts=facts), note="it goes to another place")
    assert "Not tried: network, because torch is not installed: pip install 'ninelives[torch]'" in words
    assert "Not finished in the time given: kernel." in words
    assert "No rows were kept apart" in words
    assert "No other rung was tried." in words
    assert "it goes to another place" in words


def test_too_few_scenes_cannot_tell() -> None:
    words = said(model_of("price", "mean", 20))
    assert "Cannot tell yet: 20 rows in 20 scenes, and 30 scenes would do." in words
    assert "So far off by " in words


FACTS: dict[str, Any] = {
    "items": 60,
    "learned_from": 0,
    "known": 60,
    "told": 60,
    "gaps": [],
    "notes": [],
    "target": "y",
}


def judged(**told: Any) -> str:
    facts = {**FACTS, "accuracy": None, "interval": None, "classes": ["a", "1"], "counts": [40, 20], **told}
    made = PredictedRows(Predictions(Path("p.parquet"), facts), done=False, note=None)
    return "\n".join(predicted(made, Path("p.html"), [], []))


def test_what_was_said_of_new_rows_is_told() -> None:
    assert "Right in 90.0 % (80.0–95.0) of the 60 rows whose truth is known." in judged(
        accuracy=0.9, interval=[0.8, 0.95]
    )
    assert "60 rows: 40 × a, 20 × '1'. No truth came with them" in judged(told=0, known=0)
    learned = judged(learned_from=60, known=0)
    assert "60 of these 60 rows hold the same as rows that it learned from: they prove nothing." in learned
    assert "only rows that it did not learn from can tell" in learned
    off = judged(
        mean_absolute_error=9.5, error_interval=[9.0, 10.0], interval_level=0.9, interval_coverage=0.85, learned_from=3
    )
    assert "Off by 9.5 (9 to 10) on average in the 60 other rows whose truth is known." in off
    assert "Its 90 % intervals held the truth of 85.0 %." in off
    spread = judged(said={"low": 1.0, "middle": 2.0, "high": 3.0}, told=0, known=0)
    assert "60 rows: half at most 2, nine in ten 1 to 3." in spread


def test_gaps_ask_for_rows_of_what_it_has_not_seen() -> None:
    assert "ninelives train MORE.csv --target y" in judged(gaps=[{}])
    assert "ninelives report p.parquet" in judged()
