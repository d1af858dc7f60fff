"""The words of a verdict: an estimate is never called a guarantee, and nothing is decided in silence."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.defer import defer
from ninelives.stages.defer.verdict import LEVELS
from tests.stages.defer.answers import answers, written


def test_a_gap_is_named_and_all_of_it_goes_to_a_human(model: TableModel, fresh: pl.DataFrame) -> None:
    other = fresh.with_columns(kind=pl.lit("star"))  # what a model never read is missing to it
    facts = defer(model, new=other, progress=False, risk=0.1).facts
    assert facts["verdict"] == "hands-all-over"
    assert facts["kept"] == 0
    assert "all" in facts["sentence"]
    assert "go to a human" in facts["sentence"]
    assert "Nobody has been there yet" in facts["why"]
    assert any(one["kind"] == "unknown" and one["items"] for one in facts["by_region"])


def test_what_a_column_lacks_is_unknown_and_the_way_out_is_told(model: TableModel, fresh: pl.DataFrame) -> None:
    lost = fresh.with_columns(kind=pl.lit(None, pl.String))
    facts = defer(model, new=lost, progress=False, risk=0.1).facts
    assert facts["kept"] == 0
    assert "--axes leaves one out" in facts["why"]


def test_a_declared_use_is_held_against_the_envelope(model: TableModel) -> None:
    facts = defer(model, new="kind=star", progress=False, risk=0.1).facts
    assert facts["declared"]
    assert facts["gaps"]
    assert any("only declared" in note for note in facts["notes"])


@pytest.mark.parametrize("hard", [0.05, 0.9])
def test_each_verdict_has_its_level_and_its_assumptions(tmp_path: Path, hard: float) -> None:
    facts = defer(written(tmp_path / "x.csv", answers(400, hard=hard)), progress=False).facts
    assert facts["level"] == LEVELS[facts["verdict"]]
    assert (facts["guarantee"] == "none") == (facts["verdict"] != "keeps")
    steps = [one["step"] for one in facts["assumptions"]]
    assert steps == (["envelope", "mixture", "promise"] if facts["verdict"] == "keeps" else ["envelope"])
    if facts["verdict"] == "keeps":
        assert "scenes come independently" in facts["assumption"]
