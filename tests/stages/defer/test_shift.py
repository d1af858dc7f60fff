"""Whether new items come as the calibration items did, and by what they are weighed where they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.findings import Findings
from ninelives.artifacts.handoff.judged import Judged, places_of
from ninelives.kernels.stats.harm import exact
from ninelives.stages.defer.shift import CARRIED, _ratio, by_findings, mixture, untested
from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers
from tests.stages.defer.answers import answers

DELTA = 0.05


def judged(frame: pl.DataFrame, hours: np.ndarray | None = None) -> Judged:
    return Judged(
        items=frame["item"].to_list(),
        scenes=np.arange(len(frame)),
        conditions={} if hours is None else {"hour": pl.Series(hours)},
        outputs=frame.select("p_cat", "p_dog").to_numpy(),
        truth=places_of(frame["truth"].to_list(), ("cat", "dog")),
    )


@pytest.fixture
def source(judged: Path) -> Source:
    return of_answers(judged)


def worlds(seed: int, night: float, count: int, *, worse: bool = False) -> Judged:
    """By night less is sure; ``worse``: even less than it was."""
    draw = np.random.default_rng([seed, 1])
    dark = draw.random(count) < night
    day, late = answers(count, seed=seed, hard=0.1), answers(count, seed=seed + 1, hard=1.0 if worse else 0.6)
    mixed = day.with_columns(dark=dark)
    columns = [pl.when(pl.col("dark")).then(late[name]).otherwise(pl.col(name)).alias(name) for name in day.columns]
    return judged(mixed.select(columns), np.where(dark, 21.5, 10.5))


def test_the_same_world_needs_no_weights(source: Source) -> None:
    found = mixture(source, judged(answers(800)), judged(answers(600, seed=6)), DELTA, 0)
    assert found.kind == "none"
    assert found.promised
    assert found.weights is None


def test_other_shares_of_the_classes_are_weighed_within_intervals_that_hold(source: Source) -> None:
    old = judged(answers(800))
    held = 0
    for seed in range(5):
        found = mixture(source, old, judged(answers(800, seed=20 + seed, dogs=0.15)), DELTA, 0)
        assert found.kind == "label-shift"
        assert found.low is not None
        assert found.high is not None
        assert found.place is not None
        assert old.truth is not None
        true = np.array([0.85, 0.15]) / (np.bincount(found.place(old)) / len(old))
        held += bool((found.low <= true).all() and (true <= found.high).all())
    assert held >= 4
    assert found.missed == CARRIED


def test_other_shares_of_regions_are_weighed_where_nothing_else_has_changed(source: Source) -> None:
    old, new = worlds(0, 0.3, 1200), worlds(10, 0.8, 900)
    held = replace(source, envelope=Envelope.of({"hour": old.conditions["hour"]}, old.scenes))
    found = mixture(held, old, new, DELTA, 0)
    assert found.kind == "regions"
    assert found.names[:2] == ("10–12 h", "20–22 h")
    assert found.low is not None
    assert found.high is not None
    true = np.array([0.2 / 0.7, 0.8 / 0.3])
    assert (found.low[:2] <= true).all()
    assert (true <= found.high[:2]).all()
    other = mixture(held, old, worlds(10, 0.8, 900, worse=True), DELTA, 0)
    assert other.kind == "other"
    assert not other.promised


def test_nothing_new_or_too_little_is_not_tested(source: Source) -> None:
    assert untested(source).promised
    few = mixture(source, judged(answers(800)), judged(answers(5)), DELTA, 0)
    assert few.kind == "untested"
    assert "only 5 of the new" in few.words
    assert mixture(source, judged(answers(800)), None, DELTA, 0).kind == "untested"


def findings(**kind: Any) -> Findings:
    return Findings(facts={"alpha": 0.05, "kind": kind}, rows=pl.DataFrame())


def told(**changed: Any) -> dict[str, Any]:
    classes = [
        {"class": "cat", "weight": 1.6, "interval": [1.4, 1.8]},
        {"class": "dog", "weight": 0.4, "interval": [0.3, 0.5]},
    ]
    return {"name": "label-shift", "words": "more cats", "shares": {"is": True, "classes": classes, **changed}}


def test_weights_that_an_audit_told_are_taken_and_widened_to_the_wanted_certainty(source: Source) -> None:
    found = by_findings(source, findings(**told()), judged(answers(100)), DELTA)
    assert found is not None
    assert found.weights is not None
    assert found.low is not None
    assert found.high is not None
    assert found.weights.tolist() == [1.6, 0.4]
    assert found.low[0] < 1.4
    assert found.high[0] > 1.8


@pytest.mark.parametrize("changed", [{"is": False}, {"classes": []}])
def test_where_the_audits_check_failed_no_weights_are_taken(source: Source, changed: dict[str, Any]) -> None:
    assert by_findings(source, findings(**told(**changed)), judged(answers(100)), DELTA) is None
    assert by_findings(source, findings(name="none"), judged(answers(100)), DELTA) is None


def test_a_stratum_that_would_stand_for_too_many_is_refused(source: Source) -> None:
    wild = told()
    wild["shares"]["classes"][0] |= {"weight": 30.0, "interval": [20.0, 60.0]}
    assert by_findings(source, findings(**wild), judged(answers(100)), DELTA) is None


@pytest.mark.parametrize("shares", [(0.2, 0.5), (0.1, 0.02)])
def test_ratios_of_shares_are_missed_as_seldom_as_was_asked_and_intervals_are_narrower_than_their_ends(shares):
    draw = np.random.default_rng(0)
    before, now = (_counted(draw.binomial(500, share, 4000), 500) for share in shares)
    ratio, low, high = _ratio(now, before)
    missed = ((low > shares[1] / shares[0]) | (high < shares[1] / shares[0])).mean()
    assert 0.01 < missed <= 0.05
    assert ((low <= ratio) & (ratio <= high)).all()
    assert (high < now[2] / before[1]).all()


def test_a_ratio_of_nothing_is_bounded_by_the_ends():
    ratio, low, high = _ratio(_counted(np.array([0, 50, 0]), 500), _counted(np.array([50, 0, 0]), 500))
    assert ratio.tolist() == [0, 0, 0]
    assert low.tolist() == [0, 0, 0]
    assert 0 < high[0] < 0.2
    assert np.isinf(high[1:]).all()


def _counted(hits: np.ndarray, items: int) -> np.ndarray:
    """Shares with the ends of Clopper and Pearson at 95 %."""
    ends = [exact(hit, items) for hit in range(int(hits.max()) + 1)]
    return np.array([(hit / items, *ends[hit]) for hit in hits.tolist()]).T
