"""The ladder of a table: every row judged by a fit that had not seen its scene, and the lowest good rung chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.model import Score
from ninelives.kernels.stats import wilson
from ninelives.stages.train.tables import climb as module
from ninelives.stages.train.tables import task as tasks
from ninelives.stages.train.tables.climb import Climbed, chosen, climb, gain
from ninelives.stages.train.tables.rungs import TableLesson, boosting, fit
from ninelives.stages.train.tables.score import worth
from ninelives.stages.train.tables.task import TableTask, folds_of
from tests.stages.train.tables.tasks import task

CLASSES = ("majority", "rules", "perceptron", "kernel", "boosting")
NUMBERS = ("mean", "rules", "linear", "kernel", "boosting")
EVERY = [
    pytest.param(kind, name, marks=[pytest.mark.slow] * (name == "boosting"))
    for kind, names in (("classes", CLASSES), ("numbers", NUMBERS))
    for name in names
]


def copies(scenes: int, each: int, kind: str) -> TableTask:
    """Noise that is nearly the same within a scene, and a truth drawn for each: nothing can be learned of others."""
    draw = np.random.default_rng(0)
    scene = np.repeat(np.arange(scenes), each)
    x = (draw.normal(size=(scenes, 6))[scene] + draw.normal(0, 0.01, (len(scene), 6))).astype(np.float32)
    y: np.ndarray = draw.integers(0, 2, scenes)[scene]
    y = y if kind == "classes" else y + 0.5
    return TableTask(x, y, np.zeros(6, int), scene, ("a", "b") if kind == "classes" else ())


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), [("classes", "kernel"), ("classes", "boosting"), ("numbers", "boosting")])
def test_copies_within_a_scene_are_no_help(kind: str, name: str) -> None:
    told = copies(50, 4, kind)
    honest = climb(name, told).score
    leaky = climb(name, replace(told, scene=np.arange(len(told.y)))).score
    assert honest.score < (0.7 if kind == "classes" else 0.2)
    assert leaky.score > honest.score + 0.15
    assert honest.error > 1.5 * leaky.error


def test_every_row_is_judged_by_a_fit_that_had_not_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[set[float]] = []

    def watched(name: str, lesson: TableLesson) -> Any:
        shown.append(set(lesson.x[:, 0].tolist()))
        return fit(name, lesson)

    monkeypatch.setattr(module, "fit", watched)
    x = np.arange(20, dtype=np.float32)[:, None]
    told = TableTask(x, np.arange(20) % 2, np.zeros(1, int), np.arange(20), ("a", "b"))
    climbed = climb("rules", told, folds=4)
    *folds, whole = shown
    assert whole == set(x[:, 0].tolist())
    assert sum(len(whole - fold) for fold in folds) == 20
    assert set.union(*(whole - fold for fold in folds)) == whole
    assert (climbed.rows.tolist(), climbed.learned) == (list(range(20)), 20)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_it_is_what_a_loop_over_the_folds_says(kind: str, name: str) -> None:
    told = task(kind, each=3)
    climbed = climb(name, told, seed=2)
    fold = folds_of(told, 5, 2)
    for number in range(5):
        out = fold == number
        lesson = TableLesson(told.x[~out], told.y[~out], told.categories, told.names, 2, told.scene[~out])
        rung: Any = fit(name, lesson)
        if kind == "numbers":
            np.testing.assert_allclose(climbed.judged[out], rung.predict(told.x[out]))
            np.testing.assert_allclose(np.asarray(climbed.base)[out], told.y[~out].mean())
        else:
            assert (climbed.judged[out].argmax(axis=1) == rung.probabilities(told.x[out]).argmax(axis=1)).all()
    assert climbed.score.score == pytest.approx(worth(climbed.judged, told.y, climbed.base).mean())
    again = climb(name, told, seed=2, fold=fold)
    assert again.judged.tobytes() == climbed.judged.tobytes()
    assert climbed.score.interval[0] <= climbed.score.score <= climbed.score.interval[1]
    assert (climbed.errors is None) == (climbed.reach is None) == (kind == "classes")


def test_a_long_table_is_judged_on_one_fold_and_that_fit_is_the_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("classes", "numbers"):
        told, whole = task(kind), climb("rules", task(kind))
        with monkeypatch.context() as patch:
            patch.setattr(tasks, "WHOLE", 100)
            climbed = climb("rules", told)
        out = folds_of(told, 5, 0) == 0
        assert climbed.rows.tolist() == np.flatnonzero(out).tolist()
        assert climbed.judged.tolist() == whole.judged[out].tolist()
        assert climbed.learned == (~out).sum()
        again = fit("rules", TableLesson(told.x[~out], told.y[~out], told.categories, told.names, 0, told.scene[~out]))
        assert again.arrays()["rows"].tolist() == climbed.rung.arrays()["rows"].tolist()


def test_a_rung_that_learned_from_some_rows_says_from_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("ninelives.stages.train.tables.rungs", fromlist=["MOST"]).MOST, "kernel", 50)
    assert climb("kernel", task("classes")).learned == 50
    assert climb("rules", task("classes")).learned == 240


def test_a_rung_is_as_sure_as_it_was_right() -> None:
    draw = np.random.default_rng(0)
    x = draw.normal(size=(600, 3)).astype(np.float32)
    y = (x[:, 0] + draw.normal(0, 1, 600) > 0).astype(np.int64)
    for name in ("perceptron", "kernel", "boosting"):
        climbed = climb(name, TableTask(x, y, np.zeros(3, int), np.arange(600), ("a", "b")))
        sure = climbed.judged.max(axis=1).mean()
        assert abs(sure - climbed.score.score) < 0.05
        assert float(climbed.rung.arrays()["temperature"]) != 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rules", "linear", "boosting"])
def test_intervals_hold_for_rows_that_nobody_has_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over redraws of the table: the promise is about the final rung, the residuals are those of the folds' fits."""
    monkeypatch.setattr(boosting, "CHOOSING", 0)
    monkeypatch.setattr(boosting, "STEPS", 20)
    held = many = 0
    for seed in range(12):
        draw = np.random.default_rng(seed)
        x = draw.uniform(-2, 2, (650, 2)).astype(np.float32)
        y = 10 * x[:, 0] + x[:, 1].astype(float) * 2 + draw.standard_t(4, 650) * (2 + x[:, 0])
        told = TableTask(x[:250], y[:250], np.zeros(2, int), np.arange(250))
        climbed = climb(name, told, seed=seed)
        rung: Any = climbed.rung
        assert climbed.reach is not None
        low, high = climbed.reach.interval(rung.predict(x[250:]))
        held, many = held + int(((low <= y[250:]) & (y[250:] <= high)).sum()), many + 400
    share = held / many
    assert 0.88 < share < 0.96


def entry(name: str, score: float, error: float) -> Climbed:
    told = Score(name=name, score=score, interval=(0, 1), error=error, parameters=1)
    return Climbed(None, np.zeros(0), np.zeros(0), None, told, 0)  # type: ignore[arg-type]


def test_the_lowest_rung_that_does_the_job_is_chosen() -> None:
    climbed = {"a": entry("a", 0.5, 0.1), "b": entry("b", 0.91, 0.1), "c": entry("c", 0.95, 0.05)}
    assert chosen(climbed) == "b"


def test_a_gain_is_paired_and_holds() -> None:
    """Two rungs that are equally right, on rows that are hard for both: the pair tells them apart no more than 5 %."""
    apart = 0
    for seed in range(300):
        draw = np.random.default_rng(seed)
        y = draw.normal(size=80)
        hard = draw.exponential(1, 80)
        told = TableTask(np.zeros((80, 0), np.float32), y, np.zeros(0, int), np.arange(80) // 2)
        one, other = (replace(entry("x", 0, 0), judged=y + hard * draw.normal(size=80)) for _ in range(2))
        base, rows = np.zeros(80), np.arange(80)
        found = gain(replace(one, base=base, rows=rows), replace(other, base=base, rows=rows), told)
        assert found.interval[0] <= found.gain <= found.interval[1]
        apart += int(not found.interval[0] <= 0 <= found.interval[1])
    assert wilson(apart, 300, 0.999)[0] <= 0.05


def test_a_gain_over_other_rows_is_refused() -> None:
    told = task("classes")
    one = climb("majority", told)
    with pytest.raises(ValueError, match="different rows"):
        gain(one, replace(one, rows=one.rows[:-1]), told)


def test_the_better_rung_gains() -> None:
    for kind, lowest in (("classes", "majority"), ("numbers", "mean")):
        told = task(kind)
        low, rules = climb(lowest, told), climb("rules", told)
        found = gain(rules, low, told)
        assert found.gain == pytest.approx(rules.score.score - low.score.score)
        assert 0 < found.interval[0] < found.gain < found.interval[1]
        assert gain(rules, rules, told).gain == 0


def test_each_fit_is_told_and_can_be_stopped(tmp_path: Path) -> None:
    steps: list[None] = []
    climb("rules", task("numbers"), folds=3, step=lambda: steps.append(None))
    assert len(steps) == 4

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        climb("kernel", task("numbers"), work=tmp_path / "work", tick=stop)


@pytest.mark.data
def test_who_survived_the_titanic_is_told_by_rules_that_people_believe(data: Path) -> None:
    import polars as pl

    frame = pl.read_csv(data / "tabular" / "titanic.csv")
    names = ("pclass", "sex", "age", "sibsp", "parch", "fare", "embarked")
    coded = [
        pl.col(name).cast(pl.Enum(frame[name].drop_nulls().unique().sort())).to_physical().cast(pl.Float32)
        if frame[name].dtype == pl.String
        else pl.col(name).cast(pl.Float32)
        for name in names
    ]
    x = frame.select(coded).fill_null(float("nan")).to_numpy().astype(np.float32)
    kinds = np.array([frame[name].drop_nulls().n_unique() if frame[name].dtype == pl.String else 0 for name in names])
    told = TableTask(x, frame["survived"].to_numpy(), kinds, np.arange(len(x)), ("died", "survived"))
    climbed = {name: climb(name, told) for name in CLASSES}
    assert climbed["majority"].score.score == pytest.approx(0.616, abs=0.002)
    assert climbed["rules"].score.score > 0.78
    assert max(entry.score.score for entry in climbed.values()) < 0.86  # nobody honest has more
    rules: Any = climbed["rules"].rung
    assert names[rules.feature[0]] == "sex"
    assert {names[at] for at in rules.feature[1:3]} <= {"pclass", "age"}
