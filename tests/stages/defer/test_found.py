"""From answers whose truth is known to a hand-over: what it promises, and what it says where it can promise nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.handoff import Handoff
from ninelives.errors import NinelivesError
from ninelives.stages.defer import defer
from tests.stages.defer.answers import answers, numbers, written


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("answers") / "judged.csv", answers(1500))


@pytest.fixture(scope="module")
def handoff(table: Path) -> Handoff:
    return defer(table, progress=False)


def test_what_it_is_sure_of_is_decided_alone_and_the_rest_goes_to_a_human(handoff: Handoff) -> None:
    facts = handoff.facts
    assert facts["verdict"] == "keeps"
    assert 0.85 < facts["kept"] < 0.97
    assert facts["kept"] + facts["handed_over"] == pytest.approx(1)
    assert "at most 2 % are wrong" in facts["guarantee"]
    assert "did" in facts["assumption"]
    assert facts["chosen"]["bound"] <= 0.02 + 1e-9
    fresh = answers(20_000, seed=5)
    decided = handoff.decide(fresh)
    alone = decided.get_column("decision") == "alone"
    wrong = (decided.get_column("prediction") != fresh.get_column("truth")).filter(alone)
    assert wrong.mean() < 0.02


def test_answers_that_are_never_sure_are_all_handed_over(tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    p = draw.uniform(0.5, 0.6, 600)
    frame = pl.DataFrame({"item": [str(at) for at in range(600)], "p_cat": p, "p_dog": 1 - p})
    frame = frame.with_columns(truth=pl.Series(np.where(draw.random(600) < 0.55, "cat", "dog")))
    told = defer(written(tmp_path / "vague.csv", frame), progress=False).facts
    assert told["verdict"] == "hands-all-over"
    assert told["handed_over"] == 1


def test_shares_of_classes_that_changed_are_weighed_and_another_world_is_an_estimate(
    table: Path, tmp_path: Path
) -> None:
    rare = written(tmp_path / "rare.csv", answers(1500, seed=3, dogs=0.15, truth=False))
    told = defer(table, new=rare, progress=False).facts
    assert told["shift"]["kind"] == "label-shift"
    assert told["guarantee"] != "none"
    assert "each class looks as it did" in told["assumption"]
    weights = {one["name"]: one for one in told["shift"]["weights"]}
    assert weights["cat"]["interval"][0] < 1.7 < weights["cat"]["interval"][1]
    hard = written(tmp_path / "hard.csv", answers(1500, seed=4, hard=0.6, truth=False))
    other = defer(table, new=hard, progress=False).facts
    assert other["shift"]["kind"] == "other"
    assert other["verdict"] == "estimate"
    assert other["guarantee"] == "none"
    assert "estimate" in other["sentence"]


def test_the_same_world_again_keeps_the_promise(table: Path, tmp_path: Path) -> None:
    again = written(tmp_path / "again.csv", answers(400, seed=9, truth=False))
    told = defer(table, new=again, progress=False).facts
    assert told["shift"]["kind"] == "none"
    assert told["guarantee"] != "none"
    assert told["of"] == {"items": 400, "scenes": 400, "what": "new"}


def test_numbers_are_kept_where_they_are_near_enough(tmp_path: Path) -> None:
    path = written(tmp_path / "numbers.csv", numbers(2000))
    handoff = defer(path, progress=False, within=8.0, risk=0.05)
    assert handoff.facts["task"] == "number"
    assert 0.4 < handoff.facts["kept"] < 0.95
    fresh = numbers(20_000, seed=3)
    decided = handoff.decide(fresh)
    alone = decided.get_column("decision") == "alone"
    off = (fresh.get_column("prediction") - fresh.get_column("truth")).abs() > 8
    assert off.filter(alone).mean() < 0.05
    small = fresh.get_column("prediction") < 30
    assert alone.filter(small).mean() > alone.filter(~small).mean()


def test_a_saved_hand_over_is_read_back_and_a_changed_byte_is_refused(handoff: Handoff, tmp_path: Path) -> None:
    saved = handoff.save(tmp_path / "judged.handoff")
    assert Handoff.load(saved.path or "").facts == saved.facts
    assert saved.digest
    manifest = tmp_path / "judged.handoff" / "ninelives.json"
    manifest.write_text(manifest.read_text().replace('"keeps"', '"estimate"'))
    with pytest.raises(NinelivesError, match="was changed"):
        Handoff.load(tmp_path / "judged.handoff")


def test_the_same_lineage_is_the_same_bytes(table: Path) -> None:
    one, two = (defer(table, progress=False) for _ in range(2))
    assert one.facts == two.facts
    assert one.calibration.equals(two.calibration)


def test_what_new_items_cost_is_told_of_these(table: Path, tmp_path: Path) -> None:
    hard = written(tmp_path / "hard.csv", answers(1500, seed=4, hard=0.6, truth=False))
    told = defer(table, new=hard, progress=False).facts
    costs = told["costs"]
    assert costs["cost"] < costs["cost_new"] <= costs["cost_if_human"]
    alone = (costs["cost"] - (1 - costs["rules"][0]["kept"]) * costs["cost_if_human"]) / costs["rules"][0]["kept"]
    expected = told["kept"] * alone + told["handed_over"] * costs["cost_if_human"]
    assert costs["cost_new"] == pytest.approx(expected)
    assert defer(table, progress=False).facts["costs"]["cost_new"] is None
