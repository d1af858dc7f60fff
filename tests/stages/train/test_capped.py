"""Rungs that are tried shortly: never chosen, compared on the same photos, left out by the clock."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import numpy as np
import pytest

from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.report.facts.model import page
from ninelives.report.model import render
from ninelives.stages.train import TrainSpec, ladder, untried, work
from ninelives.stages.train.capped import beside, compared, late, recommended, within
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.fit import train
from ninelives.stages.train.ladder import climb
from ninelives.stages.train.rungs import network
from ninelives.stages.train.spec import CAPPED, LADDER
from tests.stages.train.test_ladder import task_of


@pytest.fixture
def problem() -> tuple[np.ndarray, ladder.Task]:
    draw = np.random.default_rng(0)
    y = np.arange(100) % 2
    return (y[:, None] + draw.normal(0, 0.6, (100, 3))).astype(np.float32), task_of(y)


def test_the_whole_ladder_caps_what_takes_minutes_and_a_shorter_one_caps_nothing() -> None:
    assert TrainSpec().capped == TrainSpec(rungs=LADDER[::-1]).capped == CAPPED
    assert TrainSpec(rungs=CAPPED).capped == TrainSpec(rungs=("majority", *CAPPED)).capped == ()


def test_a_capped_rung_is_judged_on_one_fold_by_a_fit_that_had_not_seen_it(problem: tuple, monkeypatch) -> None:
    from ninelives.stages.train import rungs

    x, task = problem
    shown, honest = [], rungs.fit

    def watched(name: str, lesson: rungs.Lesson) -> rungs.Rung:
        assert lesson.capped
        shown.append(set(lesson.x[:, 0].tolist()))
        return honest(name, lesson)

    monkeypatch.setattr(rungs, "fit", watched)
    climbed = climb("kernel", x, task, folds=5, seed=0, capped=True)
    assert climbed.known.sum() == 20
    assert shown == [set(x[~climbed.known, 0].tolist())]
    right = (climbed.judged[climbed.known].argmax(axis=1) == task.y[climbed.known]).mean()
    assert climbed.score.score == right
    assert climbed.score.error > 0
    np.testing.assert_array_equal(climbed.known, ladder.folds_of(task, 5, 0) == 0)  # the fold of every other rung


def test_a_capped_rung_outlives_a_kill(problem: tuple, tmp_path) -> None:
    climbed = climb("kernel", *problem, folds=5, seed=0, capped=True)
    ladder.keep(climbed, tmp_path / "rung")
    again = ladder.recall("kernel", tmp_path / "rung", problem[1])
    assert again is not None
    assert again.score == climbed.score
    np.testing.assert_array_equal(again.known, climbed.known)


def test_a_capped_rung_is_never_chosen_and_is_compared_on_its_own_photos(problem: tuple) -> None:
    x, task = problem
    low = climb("majority", x, task, folds=5, seed=0)
    high = climb("kernel", x, task, folds=5, seed=0, capped=True)
    both = {"majority": low, "kernel": high}
    assert high.score.score > low.score.score + 0.2
    assert recommended(both, ("kernel",)) == "majority"
    assert recommended(both, ()) == "kernel"
    plain, told = compared(both, ("kernel",), "majority", task)
    assert plain == low.score
    assert told.capped is not None
    assert (told.capped.photos, told.capped.against) == (20, "majority")
    some = high.known
    rights = [(one.judged[some].argmax(axis=1) == task.y[some]).mean() for one in (high, low)]
    assert told.capped.gain == pytest.approx(rights[0] - rights[1])
    assert 0 < told.capped.interval[0] < told.capped.gain < told.capped.interval[1]


def test_on_a_single_scene_nobody_knows_which_is_better(problem: tuple) -> None:
    x, task = problem
    task = ladder.Task(task.y, np.arange(100) // 50, task.items, task.names)
    high = climb("kernel", x, task, folds=2, seed=0, capped=True)
    assert beside(high, high, task).interval == (-1, 1)


def test_its_own_clock_leaves_a_rung_off_and_the_budgets_clock_ends_all() -> None:
    now, reached = time.perf_counter(), []
    with within(None, None) as stop:
        assert stop is None
    with within(None, 0.05) as stop:
        assert stop == pytest.approx(now + 0.05, abs=0.04)
        time.sleep(5)
    reached.append("after its own")
    with pytest.raises(OutOfTime), within(time.perf_counter() + 0.05, 20):
        time.sleep(5)
    with pytest.raises(OutOfTime), within(time.perf_counter() + 0.05, None):
        time.sleep(5)
    with within(time.perf_counter() + 20, 0.05):
        time.sleep(5)
    assert reached == ["after its own"]
    assert time.perf_counter() - now < 5


def test_the_clock_that_was_first_is_the_one_that_stopped_it_however_long_the_end_takes() -> None:
    end = time.perf_counter() + 0.05

    def ends_slowly() -> None:
        try:
            time.sleep(5)
        finally:
            time.sleep(0.2)

    with pytest.raises(OutOfTime), within(end, 0.1):
        ends_slowly()
    with within(time.perf_counter() + 0.1, 0.05):
        ends_slowly()


def test_a_late_rung_is_named_with_the_line_that_gives_it_time() -> None:
    told = late("network")
    assert told.reason == "20 s were too few for it"
    assert told.fix == "ninelives train DATA --rungs network"


# --- the whole ladder


@pytest.fixture
def torch_is_there() -> None:
    pytest.importorskip("torch", reason="the torch extra is not installed")


def test_the_whole_ladder_says_that_it_capped_the_network(photos: Path, tmp_path: Path, torch_is_there: None) -> None:
    model = train(photos, out=tmp_path / "p.model")
    assert [score.name for score in model.scores if score.capped] == ["network"]
    assert model.chosen != "network"
    assert Model.load(tmp_path / "p.model").scores == model.scores
    (told,) = (rung["capped"] for rung in model.summary()["rungs"] if rung["name"] == "network")
    assert (told["photos"], told["against"]) == (6, model.chosen)
    assert "(capped)" in repr(model)
    html = render(page(model))
    assert "network, capped, is right in" in html
    assert "Hollow and dotted: capped" in html
    x = np.random.default_rng(0).integers(0, 256, (2, 40, 40, 3), dtype=np.uint8)
    assert replace(model, chosen="network").predict_proba(list(x)).shape == (2, 2)


# what an alarm interrupts may leave a file to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_network_that_the_clock_stopped_is_named_and_the_rest_is_the_same(
    photos: Path, monkeypatch: pytest.MonkeyPatch, torch_is_there: None
) -> None:
    without = train(photos, rungs=tuple(name for name in LADDER if name != "network"))
    monkeypatch.setattr(work, "SECONDS", 1e-3)
    model = train(photos)
    assert model.facts["untried"][-1] == late("network").to_json()
    assert model.facts["unfinished"] == []
    assert model.scores == tuple(replace(score, seconds=ANY) for score in without.scores)


def test_without_torch_the_network_is_named_and_the_rest_runs(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untried, "find_spec", lambda name: None if name == "torch" else True)
    model = train(photos)
    told = {"name": "network", "reason": "torch is not installed", "fix": "pip install 'ninelives[torch]'"}
    assert told in model.facts["untried"]
    assert "network" not in model.rungs
    with pytest.raises(NinelivesError, match="no rung can be tried: network: torch is not installed") as caught:
        train(photos, rungs=("network",))
    assert "pip install 'ninelives[torch]'" in str(caught.value)


def test_torch_is_loaded_for_the_network_alone(photos: Path) -> None:
    code = (
        "import sys, ninelives as nl; nl.train(sys.argv[1], rungs=('rules', 'kernel')); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, photos], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.slow
def test_a_network_that_is_named_is_trained_fully_and_its_biases_are_tested(
    photos: Path, tmp_path: Path, torch_is_there: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "SHOWN", 320)
    monkeypatch.setattr(network, "LEAST", 0)
    ticks: list[tuple[int, int | None]] = []
    model = train(
        photos,
        rungs=("network",),
        biases=("mirror", "brightness"),
        out=tmp_path / "n.model",
        progress=lambda stage, *at: stage == "ladder" and ticks.append(at),
    )
    assert model.chosen == "network"
    assert model.best.capped is None
    assert list(dict.fromkeys(ticks))[:7] == [(done, 6) for done in range(7)]  # told while it trains, too
    assert [bias["name"] for bias in model.facts["biases"]] == ["mirror", "brightness"]
    assert model.facts["levelled"]
    assert np.isfinite(model.unseen()[1]).all()
    loaded = Model.load(tmp_path / "n.model")
    pictures = [path.read_bytes() for path in sorted((photos / "dim").glob("0*.png"))[:3]]
    np.testing.assert_array_equal(loaded.predict_proba(pictures), model.predict_proba(pictures))
