"""What each added rule gains."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier

from ninelives.kernels.nets.rungs import Rules
from ninelives.kernels.stats import mean_of_scenes
from ninelives.stages.train import growth, ladder
from ninelives.stages.train.rungs import Lesson, rules
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.written import Written
from ninelives.stages.train.written.grammar import Comparison, Rule
from tests.stages.train.rungs.lessons import lesson
from tests.stages.train.written import conditions

NAMES, KINDS = conditions.NAMES, ("cat", "dog")
SPEC = TrainSpec(folds=4)


def problem(n: int = 160, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = draw.uniform(-1, 2, (n, 3)).astype(np.float32)
    return x, np.where(draw.random(n) < 0.1, draw.integers(0, 2, n), (x[:, 0] > 0.5) ^ (x[:, 1] > 0.5)).astype(np.int64)


def task(y: np.ndarray, written: Written | None = None) -> ladder.Task:
    return ladder.Task(y, np.arange(len(y)) // 2, [f"{at:03d}" for at in range(len(y))], KINDS, written=written)


def fitted(x: np.ndarray, y: np.ndarray, written: Written | None = None) -> Rules:
    return rules.fit(Lesson(x, y, KINDS, columns=NAMES, written=written))


@settings(max_examples=30)
@given(st.integers(0, 99))
def test_the_beginnings_of_a_learned_list_are_smaller_trees(seed: int) -> None:
    x, y = problem(120, seed)
    rung = rules.fit(lesson(x, y, 2))
    many = growth.leaves(rung, 0)
    said = growth.growing(rung, Written.nothing(), x, many)
    for number in range(2, many + 1):
        peer = DecisionTreeClassifier(max_leaf_nodes=number, min_samples_leaf=2, random_state=0).fit(x, y)
        p = peer.predict_proba(x)
        clear = p[:, 0] != p[:, 1]
        assert (said[number - 1] == peer.predict(x))[clear].all()
    assert (said[-1] == rung.probabilities(x).argmax(axis=1)).all()


@settings(max_examples=40)
@given(conditions.rules(KINDS), st.sampled_from([None, *KINDS]), st.integers(0, 20))
def test_the_beginnings_of_a_written_list_are_shorter_lists(book: list[Rule], otherwise: str | None, seed: int) -> None:
    x, y = problem(80, seed)
    written = Written.of(book, NAMES, KINDS, otherwise)
    rung = fitted(x, y, written)
    many = len(book) + growth.leaves(rung, written.tail)
    said = growth.growing(rung, written, x, many)
    assert said.shape == (many, 80)
    for count in range(len(book)):
        caught = Written.of(book[:count], NAMES, KINDS).caught(x)
        left = y[caught < 0] if (caught < 0).any() else y
        rest = np.bincount(left, minlength=2).argmax() if otherwise is None else KINDS.index(otherwise)
        kinds = np.array([*(KINDS.index(rule.kind) for rule in book), rest])
        assert (said[count] == np.where(caught < 0, rest, kinds[caught])).all()
    assert (said[-1] == rung.probabilities(x).argmax(axis=1)).all()


@pytest.mark.parametrize("otherwise", [None, "dog"])
def test_the_last_list_is_the_rung_of_the_ladder_itself(otherwise: str | None) -> None:
    x, y = problem()
    book = [Rule(Comparison("a", ">", (1.5,)), "dog")]
    of = task(y, Written.of(book, NAMES, KINDS, otherwise))
    climbed = ladder.climb("rules", x, of, folds=4, seed=0)
    assert isinstance(climbed.rung, Rules)
    told = growth.steps(climbed.rung, x, of, ladder.Copies.none(), SPEC)
    assert told[-1]["score"] == climbed.score.score
    assert tuple(told[-1]["interval"]) == climbed.score.interval
    assert len(told) == int((climbed.rung.feature < 0).sum())


def test_gains_add_up_and_are_paired_over_scenes() -> None:
    x, y = problem()
    of = task(y)
    rung = fitted(x, y)
    told = growth.steps(rung, x, of, ladder.Copies.none(), SPEC)
    assert told[0]["gain"] == 0
    assert sum(step["gain"] for step in told) == pytest.approx(told[-1]["score"] - told[0]["score"])
    for step in told:
        assert step["gain_interval"][0] <= step["gain"] <= step["gain_interval"][1]
    fold = ladder.folds_of(of, 4, 0)
    right = np.empty((2, len(x)))
    for number in np.unique(fold):
        out = fold == number
        part = fitted(x[~out], y[~out])
        right[:, out] = growth.growing(part, Written.nothing(), x[out], 9)[[0, 1]] == y[out]
    assert [told[1]["gain"], *told[1]["gain_interval"]] == list(mean_of_scenes(right[1] - right[0], of.scene))


def test_where_it_stops_paying_is_the_shortest_within_one_standard_error() -> None:
    def told(*scores: float) -> list[dict[str, float]]:
        return [{"score": score, "error": 0.02} for score in scores]

    assert growth.enough(told(0.5, 0.79, 0.8, 0.81, 0.7)) == 2
    assert growth.enough(told(0.5, 0.78, 0.8, 0.81)) == 3
    assert growth.enough(told(0.5)) == 1


def test_copies_are_learned_from_and_never_judged() -> None:
    x, y = problem()
    copies = ladder.Copies(np.arange(len(x)), (x[:, ::-1].copy(),))
    rung = fitted(np.concatenate([x, x[:, ::-1]]), np.concatenate([y, y]))
    told = growth.steps(rung, x, task(y), copies, SPEC)
    climbed = ladder.climb("rules", x, task(y), folds=4, seed=0, copies=copies)
    assert told[-1]["score"] == climbed.score.score
