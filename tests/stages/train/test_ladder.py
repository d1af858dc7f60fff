"""Cross-validation by scene, the recommendation, temperature, and what outlives a kill."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.artifacts.model import Score
from ninelives.kernels.nets.rungs import Kernel, Rung
from ninelives.kernels.stats.tempering import temperature
from ninelives.stages.train import ladder
from ninelives.stages.train.ladder import Task, choose, climb, fits, folds_of, keep, known, recall
from ninelives.stages.train.rungs import FITS, Lesson


def task_of(y: np.ndarray, scene: np.ndarray | None = None) -> Task:
    scene = np.arange(len(y)) if scene is None else scene
    items, names = [f"{row:05d}" for row in range(len(y))], tuple(f"class {at}" for at in range(int(y.max()) + 1))
    return Task(np.asarray(y, np.int64), scene, items, names)


def copies(scenes: int, each: int, width: int) -> tuple[np.ndarray, Task]:
    """Noise that is the same within a scene, and a label drawn for each scene: nothing can be learned of others."""
    draw = np.random.default_rng(0)
    scene = np.repeat(np.arange(scenes), each)
    return draw.normal(size=(scenes, width)).astype(np.float32)[scene], task_of(
        draw.integers(0, 2, scenes)[scene], scene
    )


@pytest.mark.parametrize("name", ["rules", "perceptron", "kernel", "pretrained"])
def test_copies_within_a_scene_are_no_help(name: str) -> None:
    x, task = copies(100, 8, 16)
    climbed = climb(name, x, task, folds=5, seed=0)
    assert climbed.score.score < 0.65  # by chance .5, standard error .05
    assert climbed.score.error > 0.03  # that of 100 scenes, not of 800 photos
    leaky = climb(name, x, task_of(task.y), folds=5, seed=0)
    assert leaky.score.score > climbed.score.score + 0.15  # the trap is one: who splits photos falls into it


def test_a_lesson_tells_the_class_and_scene_of_each_photo_and_copy() -> None:
    x, task = copies(4, 2, 3)
    rows, some = np.array([1, 2, 6]), np.arange(8) != 2
    told = ladder.lesson("kernel", x, task, some, ladder.Copies(rows, learned=(x[rows] + 1, x[rows] + 2)), seed=0)
    of = [0, 1, 3, 4, 5, 6, 7, 1, 6, 1, 6]
    np.testing.assert_array_equal(told.x, x[of] + np.repeat([0, 1, 2], [7, 2, 2])[:, None].astype(np.float32))
    np.testing.assert_array_equal(told.y, task.y[of])
    np.testing.assert_array_equal(told.scene, task.scene[of])


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2)), min_size=8, max_size=60), st.integers(0, 5))
def test_a_scene_lies_in_one_fold(rows: list[tuple[int, int]], seed: int) -> None:
    scene, y = (np.array(column) for column in zip(*rows, strict=True))
    if len(np.unique(scene)) < 2:
        return
    fold = folds_of(task_of(y, scene), 5, seed)
    assert all(len(np.unique(fold[scene == one])) == 1 for one in scene)
    assert len(np.unique(fold)) == min(5, len(np.unique(scene)))


def test_every_photo_is_judged_by_a_fit_that_had_not_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from ninelives.stages.train import rungs

    shown: list[set[float]] = []
    honest = rungs.fit

    def watched(name: str, lesson: rungs.Lesson) -> rungs.Rung:
        shown.append(set(lesson.x[:, 0].tolist()))
        return honest(name, lesson)

    monkeypatch.setattr(rungs, "fit", watched)
    x = np.arange(20, dtype=np.float32)[:, None]
    climb("rules", x, task_of(np.arange(20) % 2), folds=4, seed=0)
    *folds, whole = shown
    assert whole == set(x[:, 0].tolist())
    left_out = [whole - fold for fold in folds]
    assert len(left_out) == 4
    assert set.union(*left_out) == whole
    assert sum(map(len, left_out)) == 20


def entry(name: str, score: float, error: float) -> Score:
    return Score(name=name, score=score, interval=(0, 1), error=error, parameters=1)


@pytest.mark.parametrize(
    ("scores", "chosen"),
    [
        ([("a", 0.50, 0.01), ("b", 0.90, 0.01), ("c", 0.95, 0.01)], "c"),
        ([("a", 0.50, 0.01), ("b", 0.945, 0.01), ("c", 0.95, 0.01)], "b"),
        ([("a", 0.75, 0.2), ("b", 0.5, 0.2), ("c", 0.875, 0.125)], "a"),  # exactly one standard error
        ([("a", 0.80, 0.3), ("b", 0.94, 0.3), ("c", 0.95, 0.001)], "c"),  # it is the best rung's own error
        ([("a", 0.95, 0.0), ("b", 0.90, 0.01), ("c", 0.95, 0.0)], "a"),
        ([("a", 0.3, 0.0)], "a"),
    ],
)
def test_the_lowest_rung_within_one_standard_error_of_the_best(
    scores: list[tuple[str, float, float]], chosen: str
) -> None:
    assert choose(tuple(entry(*one) for one in scores)) == chosen


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2)), min_size=1, max_size=6))
def test_nothing_below_the_recommendation_would_do(pairs: list[tuple[float, float]]) -> None:
    scores = tuple(entry(str(n), *pair) for n, pair in enumerate(pairs))
    best = max(scores, key=lambda one: one.score)
    at = int(choose(scores))
    assert scores[at].score >= best.score - best.error
    assert all(one.score < best.score - best.error for one in scores[:at])


def test_a_rung_speaks_with_the_temperature_of_its_folds() -> None:
    draw = np.random.default_rng(0)
    y = np.arange(120) % 2
    x = (y[:, None] * 0.5 + draw.normal(size=(120, 6))).astype(np.float32)
    climbed = climb("kernel", x, task_of(y), folds=5, seed=0)
    assert isinstance(climbed.rung, Kernel)
    assert float(climbed.rung.temperature) != 1
    assert temperature(climbed.judged, y) == pytest.approx(1, abs=0.01)


@pytest.fixture
def learned() -> tuple[np.ndarray, Task]:
    draw = np.random.default_rng(0)
    y = np.arange(40) % 2
    return (y[:, None] + draw.normal(size=(40, 5))).astype(np.float32), task_of(y)


@pytest.mark.parametrize("name", ["majority", "rules", "perceptron", "kernel", "pretrained"])
def test_a_finished_rung_is_recalled_bit_for_bit(name: str, learned: tuple[np.ndarray, Task], tmp_path: Path) -> None:
    climbed = climb(name, *learned, folds=3, seed=0)
    keep(climbed, tmp_path / "rung")
    again = recall(name, tmp_path / "rung", learned[1])
    assert again is not None
    assert again.score == climbed.score
    assert again.judged.tobytes() == climbed.judged.tobytes()
    for key, array in climbed.rung.arrays().items():
        assert again.rung.arrays()[key].tobytes() == np.asarray(array).tobytes()


def test_a_rung_that_is_not_there_is_not_recalled(learned: tuple[np.ndarray, Task], tmp_path: Path) -> None:
    assert recall("rules", tmp_path / "rung", learned[1]) is None


def test_damaged_work_is_ignored(learned: tuple[np.ndarray, Task], tmp_path: Path) -> None:
    path, task = tmp_path / "rung", learned[1]
    keep(climb("rules", *learned, folds=3, seed=0), path)
    whole = path.read_bytes()
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 97)]
    for bad in (b"", whole[:-9], b"x" * 40, whole[:20], whole + b"x", *changed):
        path.write_bytes(bad)
        assert recall("rules", path, task) is None
    path.write_bytes(whole)
    assert recall("kernel", path, task) is None
    assert recall("rules", path, task) is not None


def test_the_score_is_of_scenes() -> None:
    scene = np.repeat(np.arange(20), 5)
    y = np.repeat(np.arange(20) % 2, 5)
    judged = np.eye(2)[np.where(scene < 5, 1 - y, y)]
    rung = climb("majority", np.zeros((100, 0)), task_of(y, scene), folds=5, seed=0).rung
    told = ladder.score(rung, judged, task_of(y, scene), 1.5)
    assert told.score == 0.75
    assert told.error == pytest.approx(np.sqrt(0.75 * 0.25 / 20), rel=0.1)
    assert told.interval[0] < 0.75 < told.interval[1]
    assert told.seconds == 1.5


@pytest.mark.parametrize("name", ["rules", "perceptron", "kernel", "pretrained"])
def test_copies_of_a_scene_that_is_judged_are_learned_by_no_fit(name: str) -> None:
    """Every copy is the photo itself: a single one that leaked would give its scene away."""
    x, task = copies(100, 8, 16)
    rows = np.arange(len(x))
    climbed = climb(name, x, task, folds=5, seed=0, copies=ladder.Copies(rows, learned=(x, x)))
    assert climbed.score.score < 0.65


@pytest.mark.parametrize("name", ["majority", "rules", "perceptron", "kernel", "pretrained"])
def test_a_view_of_the_photo_itself_is_judged_as_the_photo(name: str) -> None:
    x, task = copies(40, 2, 5)
    rows = np.arange(3, len(x), 2)
    climbed = climb(name, x, task, folds=4, seed=0, copies=ladder.Copies(rows, views={"same": x[rows]}))
    np.testing.assert_allclose(climbed.views["same"], climbed.judged[rows])


def test_what_is_learned_from_copies_holds_for_copies() -> None:
    """The sign of a photo tells its class, and must not: a copy with the sign turned has the same class."""
    draw = np.random.default_rng(0)
    y = np.repeat([0, 1], 100)
    x = np.stack([2.0 * y - 1, 4.0 * y - 2], axis=1).astype(np.float32) + draw.normal(0, 0.2, (200, 2)).astype(
        np.float32
    )
    turned, rows = x * np.float32([-1, 1]), np.arange(200)
    without = climb("pretrained", x, task_of(y), folds=5, seed=0, copies=ladder.Copies(rows, views={"turned": turned}))
    learned = ladder.Copies(rows, learned=(turned,) * 2, views={"turned": turned})
    taught = climb("pretrained", x, task_of(y), folds=5, seed=0, copies=learned)
    weights = [abs(one.rung.weights[0, 1]) / abs(one.rung.weights[1, 1]) for one in (without, taught)]  # type: ignore[union-attr]
    assert weights[1] < weights[0] / 3


def test_views_outlive_a_kill(tmp_path: Path) -> None:
    x, task = copies(30, 1, 4)
    rows = np.arange(10)
    climbed = climb(
        "rules", x, task, folds=3, seed=0, copies=ladder.Copies(rows, views={"a b": x[rows], "dark": -x[rows]})
    )
    keep(climbed, tmp_path / "rung")
    found = recall("rules", tmp_path / "rung", task)
    assert found is not None
    assert sorted(found.views) == ["a b", "dark"]
    for name, seen in climbed.views.items():
        np.testing.assert_array_equal(found.views[name], seen)


def test_a_rung_that_takes_minutes_is_fitted_once_to_very_many_and_judged_on_a_part_that_it_never_saw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x, task = copies(40, 3, 6)
    monkeypatch.setattr(ladder, "CAPPED", ("kernel",))
    monkeypatch.setattr(ladder, "HELD", 12)
    assert fits("kernel", task, 5) == 6
    assert fits("kernel", task, 5, capped=True) == 1
    assert not np.isnan(climb("kernel", x, task, folds=5, seed=0).judged).any()
    monkeypatch.setattr(ladder, "ONCE", 120)
    assert (fits("kernel", task, 5), fits("rules", task, 5)) == (1, 6)
    steps: list[None] = []
    climbed = climb("kernel", x, task, folds=5, seed=0, step=lambda: steps.append(None))
    assert len(steps) == 1
    assert climbed.known.sum() == 12  # of ten folds, not of five
    assert set(task.scene[climbed.known]).isdisjoint(task.scene[~climbed.known])
    plain = ladder.lesson("kernel", x, task, ~climbed.known, ladder.Copies.none(), 0)
    alone = tempered_as(climbed.rung, fit_of(plain))
    np.testing.assert_array_equal(climbed.rung.probabilities(x), alone.probabilities(x))
    np.testing.assert_allclose(climbed.judged[known(climbed.judged)], alone.probabilities(x[climbed.known]), atol=1e-12)


def fit_of(lesson: Lesson) -> Rung:
    return FITS["kernel"](lesson)


def tempered_as(rung: Rung, other: Rung) -> Rung:
    """``other``, at the temperature of ``rung``."""
    return Kernel.from_arrays({**other.arrays(), "temperature": rung.arrays()["temperature"]})
