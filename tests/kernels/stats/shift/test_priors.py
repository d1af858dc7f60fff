"""Shares of classes through a classifier: exact where outputs are, intervals that cover, and a test that tells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import binom

from ninelives.kernels.stats.shift import black_box, likeliest, only_shares

OLD, NEW = np.full(3, 1 / 3), np.array([0.7, 0.2, 0.1])


def outputs(
    seed: int, n: int, shares: np.ndarray, *, noise: float = 1.0, moved: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Rows of three classes, judged by Bayes' rule for classes that are equally common, and for noise of 1."""
    draw = np.random.default_rng(seed)
    truth = draw.choice(3, n, p=shares)
    x = noise * draw.normal(size=(n, 3)) + 1.5 * np.eye(3)[truth]
    x[:, 0] += moved
    odds = np.exp(1.5 * x)
    return truth, odds / odds.sum(axis=1, keepdims=True)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=4), st.integers(0, 99))
def test_where_the_mixture_is_exact_so_are_the_shares(parts: list[int], seed: int) -> None:
    classes = len(parts)
    given_class = np.random.default_rng(seed).dirichlet(np.ones(classes), classes) + 2 * np.eye(classes)
    given_class /= given_class.sum(axis=1, keepdims=True)
    truth, told = np.repeat(np.arange(classes), 4), np.repeat(np.arange(classes), parts)
    found = black_box(given_class[truth], truth, given_class[told])
    want = np.array(parts) / sum(parts)
    np.testing.assert_allclose(found.shares, want, atol=1e-8)
    np.testing.assert_allclose(found.weights, want * classes, atol=1e-7)
    assert not found.clouded


def test_the_likeliest_shares_are_what_an_optimiser_finds() -> None:
    _, p = outputs(1, 300, NEW)

    def surprise(free: np.ndarray) -> float:
        shares = np.exp([*free, 0.0])
        return -float(np.log(p / OLD @ (shares / shares.sum())).sum())

    found = minimize(surprise, [0.0, 0.0], tol=1e-10).x
    want = np.exp([*found, 0.0])
    np.testing.assert_allclose(likeliest(p, OLD), want / want.sum(), atol=1e-4)


@settings(max_examples=10)
@given(st.integers(0, 99))
def test_the_order_of_the_classes_plays_no_part(seed: int) -> None:
    truth, old = outputs(seed, 60, OLD)
    _, new = outputs(seed + 500, 40, NEW)
    turned = np.array([2, 0, 1])
    place = np.argsort(turned)
    one, other = black_box(old, truth, new, seed=3), black_box(old[:, turned], place[truth], new[:, turned], seed=3)
    np.testing.assert_allclose(other.shares, one.shares[turned], atol=1e-8)
    np.testing.assert_allclose(likeliest(new[:, turned], OLD), likeliest(new, OLD)[turned], atol=1e-6)


@pytest.mark.slow
def test_intervals_cover_and_expectation_maximisation_is_closer() -> None:
    runs, covered, off, closer = 40, 0, 0.0, 0.0
    for seed in range(runs):
        truth, old = outputs(2 * seed, 500, OLD)
        _, new = outputs(2 * seed + 1, 400, NEW)
        found = black_box(old, truth, new, seed=seed)
        covered += (found.low[0] <= 2.1) & (found.high[0] >= 2.1)
        off += np.abs(found.shares - NEW).sum()
        closer += np.abs(likeliest(new, OLD) - NEW).sum()
    assert covered >= binom.ppf(0.01, runs, 0.93)
    assert closer < off < 0.15 * runs


def test_rows_of_one_scene_are_drawn_together() -> None:
    truth, old = outputs(0, 300, OLD)
    _, new = outputs(1, 200, NEW)
    alone = black_box(old, truth, new)
    five = [np.repeat(each, 5, axis=0) for each in (old, truth, new)]
    scenes = (np.repeat(np.arange(300), 5), np.repeat(np.arange(200), 5))
    together = black_box(*five, scenes=scenes)
    np.testing.assert_allclose(together.shares, alone.shares, atol=1e-9)
    np.testing.assert_allclose(together.high - together.low, alone.high - alone.low, rtol=1e-6)
    pretended = black_box(*five)
    assert (pretended.high - pretended.low < 0.6 * (alone.high - alone.low)).all()


def test_it_tells_another_share_from_another_look() -> None:
    truth, old = outputs(0, 500, OLD)
    p = {
        "shares": only_shares(old, truth, outputs(1, 400, NEW)[1], draws=59),
        "noise": only_shares(old, truth, outputs(1, 400, NEW, noise=1.5)[1], draws=59),
        "moved": only_shares(old, truth, outputs(1, 400, NEW, moved=1.0)[1], draws=59),
    }
    assert p["shares"] > 0.05
    assert p["noise"] == p["moved"] == pytest.approx(1 / 60)


def test_where_only_shares_changed_it_says_otherwise_in_one_case_of_twenty() -> None:
    runs, alarms = 60, 0
    for seed in range(runs):
        truth, old = outputs(2 * seed, 150, OLD)
        alarms += only_shares(old, truth, outputs(2 * seed + 1, 120, NEW)[1], draws=19, seed=seed) <= 0.05
    assert alarms <= binom.isf(0.01, runs, 0.05)


def test_outputs_that_tell_no_class_from_another_are_said_to_be_clouded() -> None:
    truth = np.arange(30) % 3
    same = np.tile([0.5, 0.25, 0.25], (30, 1))
    assert black_box(same, truth, same).clouded
    assert black_box(same[:20], np.arange(20) % 2, same).clouded  # nobody knows what the third looks like


@pytest.mark.parametrize("call", [
    lambda: black_box(np.ones((3, 2)), [0, 1, 2], np.ones((3, 2))),
    lambda: black_box(np.ones((3, 2)), [0, 1], np.ones((3, 2))),
    lambda: only_shares(np.ones((3, 2)), [0, 1, 0], np.ones((0, 2))),
    lambda: likeliest(np.ones((3, 2)), [0.5, 0.3, 0.2]),
])  # fmt: skip
def test_what_does_not_fit_is_refused(call: object) -> None:
    with pytest.raises(ValueError, match="fit"):
        call()  # type: ignore[operator]
