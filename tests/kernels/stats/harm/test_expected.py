"""The promise: against a peer, its laws, and how sure it is of itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression, PoissonRegressor

from ninelives.kernels.stats.harm import Expected, of_classes, of_numbers
from ninelives.kernels.stats.harm.expected import RIDGE

SEEDS = st.integers(0, 2**32 - 1)


def rows(seed: int, *, share: bool, n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    said = draw.normal(size=(n, 3))
    line = 0.3 + 0.8 * said[:, 0]
    return said, (draw.random(n) < 1 / (1 + np.exp(-line))) * 1.0 if share else draw.exponential(np.exp(line))


@given(SEEDS, st.booleans())
@settings(max_examples=20, deadline=None)
def test_over_its_own_rows_it_promises_their_mean(seed: int, share: bool) -> None:
    said, lost = rows(seed, share=share)
    promise = Expected.fit(said, lost, np.arange(len(said)), share=share)
    assert promise.of(said).mean() == pytest.approx(lost.mean(), rel=1e-4)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_units_of_what_was_said_do_not_matter(seed: int) -> None:
    said, lost = rows(seed, share=True)
    told = [
        Expected.fit(each, lost, np.arange(len(said)), share=True).of(each) for each in (said, 7 + said * [1e3, 1, -2])
    ]
    np.testing.assert_allclose(*told, atol=1e-6)


@pytest.mark.parametrize("share", [True, False])
def test_agrees_with_scikit_learn(share: bool) -> None:
    said, lost = rows(1, share=share, n=500)
    own = Expected.fit(said, lost, np.arange(500), share=share).of(said)
    x = np.clip((said - said.mean(0)) / said.std(0), -4, 4)
    if share:
        theirs = LogisticRegression(C=1 / RIDGE, tol=1e-10).fit(x, lost).predict_proba(x)[:, 1]
    else:
        unit = lost.mean()
        theirs = PoissonRegressor(alpha=RIDGE / 500, tol=1e-10).fit(x, lost / unit).predict(x) * unit
    np.testing.assert_allclose(own, theirs, rtol=1e-3)


def test_its_error_is_that_of_redraws() -> None:
    """The variance that is told, beside that of promises learned from a hundred samples."""
    there = np.full((1, 3), 0.5)
    told, seen = [], []
    for seed in range(100):
        said, lost = rows(seed, share=True)
        promise = Expected.fit(said, lost, np.arange(len(said)), share=True)
        seen.append(float(promise.of(there)[0]))
        told.append(promise.error(promise.gradient(there)))
    assert np.mean(told) == pytest.approx(np.var(seen), rel=0.4)


def test_copies_of_a_scene_tell_nothing_more() -> None:
    said, lost = rows(3, share=True)
    one = Expected.fit(said, lost, np.arange(200), share=True)
    five = Expected.fit(np.tile(said, (5, 1)), np.tile(lost, 5), np.tile(np.arange(200), 5), share=True)
    errors = [each.error(each.gradient(said)) for each in (one, five)]
    assert errors[1] == pytest.approx(errors[0], rel=0.1)


def test_missing_and_constant_columns_are_borne() -> None:
    said, lost = rows(4, share=True)
    said[:, 1], said[::3, 2] = 7.0, np.nan
    promise = Expected.fit(said, lost, np.arange(200), share=True)
    assert np.isfinite(promise.of(said)).all()
    np.testing.assert_array_equal(promise.of(said), promise.of(np.where([False, True, False], 1e9, said)))


def test_all_right_promises_little_loss() -> None:
    said, _ = rows(5, share=True)
    assert Expected.fit(said, np.zeros(200), np.arange(200), share=True).of(said).max() < 0.05


@pytest.mark.parametrize(
    ("said", "lost", "share"),
    [
        (np.zeros((3, 1)), np.zeros(2), True),
        (np.zeros((0, 1)), np.zeros(0), True),
        (np.zeros((2, 1)), np.array([0, 2.0]), True),
        (np.zeros((2, 1)), np.array([0, -1.0]), False),
        (np.zeros((2, 1)), np.array([0, np.nan]), False),
    ],
)
def test_what_does_not_fit_is_refused(said: np.ndarray, lost: np.ndarray, share: bool) -> None:
    with pytest.raises(ValueError, match=r"fit|loss"):
        Expected.fit(said, lost, np.arange(len(lost)), share=share)


def test_what_probabilities_say() -> None:
    told = of_classes(np.array([[0.2, 0.8], [1.0, 0.0]]))
    np.testing.assert_allclose(told[0], [np.log(4), 0.6, 0, 1])
    assert np.isfinite(told).all()


def test_numbers_bend_at_the_old_ones_fifths() -> None:
    old, new = of_numbers(np.arange(11.0), np.array([2.0, 9.0]))
    assert old.shape == (11, 5)
    np.testing.assert_allclose(new, [[2, 0, 0, 0, 0], [9, 7, 5, 3, 1]])
