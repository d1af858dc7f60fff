"""The promise: for all together, for each group, and what is told where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ninelives.stages.defer.asked import task_of
from ninelives.stages.defer.planned import planned
from ninelives.stages.defer.promise import Promise, promised
from ninelives.stages.defer.shift import untested
from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers
from ninelives.stages.defer.spec import DeferSpec
from tests.stages.defer.answers import answers, items, written


def promise(source: Source, **options: object) -> Promise:
    spec = DeferSpec(**options)  # type: ignore[arg-type]
    return promised(source, source.calibration, task_of(source, None, spec), untested(source), spec)


@pytest.fixture
def source(judged: Path) -> Source:
    return planned(of_answers(judged), 0)


def test_a_looser_risk_keeps_more_and_all_that_passed_is_as_strict(source: Source) -> None:
    strict, loose = promise(source, risk=0.02), promise(source, risk=0.05)
    assert strict.threshold is not None
    assert loose.threshold is not None
    assert loose.threshold < strict.threshold
    assert min(strict.passed) == strict.threshold
    assert [one["kept"] for one in strict.curve] == sorted(one["kept"] for one in strict.curve)


def test_a_risk_above_all_there_is_keeps_everything(source: Source) -> None:
    found = promise(source, risk=0.3)
    assert found.threshold == 0.0
    assert -np.inf in found.passed


def test_too_few_are_told_with_how_many_it_takes(tmp_path: Path) -> None:
    found = promise(planned(of_answers(written(tmp_path / "few.csv", answers(60))), 0))
    assert found.threshold is None
    assert not found.some
    assert "too few" in found.reason
    assert "can be promised" in found.needed["words"]


def test_items_that_other_fits_judged_are_no_ground_for_a_promise(source: Source) -> None:
    found = promise(replace(source, judged_apart=False))
    assert found.threshold is not None
    assert not found.holds
    assert "stand in" in found.reason


def test_a_group_of_few_is_promised_nothing_and_the_others_are(tmp_path: Path) -> None:
    source = planned(of_answers(written(tmp_path / "x.csv", answers(3000, dogs=0.03))), 0)
    found = promise(source, each="answer")
    assert found.thresholds is not None
    assert found.thresholds[0] is not None
    assert found.thresholds[1] is None
    assert "dog" in found.needed["words"]
    assert found.some


def test_the_promise_is_broken_about_as_seldom_as_was_said(tmp_path: Path) -> None:
    truth = items(answers(40_000, seed=99))
    sure, wrong = truth.outputs.max(axis=1), truth.wrong(None)
    broken = kept = 0
    for seed in range(20):
        found = promise(planned(of_answers(written(tmp_path / f"{seed}.csv", answers(500, seed=seed))), 0), delta=0.1)
        if found.threshold is not None:
            mine = sure >= found.threshold
            broken += bool(wrong[mine].mean() > 0.02)
            kept += float(mine.mean())
    assert broken <= 6  # binomial with .1: more in one of four hundred
    assert kept / 20 > 0.6
