"""Rosenblatt's rule: against a loop that a reader can trust, a peer, and the laws that were proved of it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Perceptron as Peer

from ninelives.kernels.nets import perceptron
from ninelives.kernels.nets.perceptron import TIE, Learned, learn


def by_hand(x: np.ndarray, y: np.ndarray, classes: int, *, passes: int, seed: int) -> Learned:
    """The rule as it is written down: one row after the other, and the weights after each summed up."""
    draw = np.random.default_rng(seed)
    weights, summed = np.zeros((x.shape[1], classes)), np.zeros((x.shape[1], classes))
    mistakes = visits = 0
    for _ in range(passes):
        before = mistakes
        for row in draw.permutation(len(x)):
            score = x[row] @ weights
            rivals = [k for k in range(classes) if k != y[row] and score[k] >= score[y[row]] - TIE]
            if rivals:
                mistakes += 1
                weights[:, y[row]] += x[row]
                for rival in rivals:
                    weights[:, rival] -= x[row] / len(rivals)
            summed += weights
            visits += 1
        if mistakes == before:
            return Learned(weights, summed / visits, mistakes, visits, parted=True)
    return Learned(weights, summed / visits, mistakes, visits, parted=False)


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    """Rows of a few columns, of two to four classes; coarse numbers, so that ties happen."""
    rows, columns, classes = draw(st.integers(1, 150)), draw(st.integers(1, 4)), draw(st.integers(2, 4))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    x = random.integers(-3, 4, (rows, columns)) / draw(st.sampled_from([1, 2, 3]))
    return np.column_stack([x, np.ones(rows)]), random.integers(0, classes, rows), classes


@settings(deadline=None)
@given(problems(), st.integers(0, 9))
def test_it_is_the_rule_row_by_row(problem: tuple[np.ndarray, np.ndarray, int], seed: int) -> None:
    x, y, classes = problem
    got, want = learn(x, y, classes, passes=4, visits=10**9, seed=seed), by_hand(x, y, classes, passes=4, seed=seed)
    assert (got.mistakes, got.visits, got.parted) == (want.mistakes, want.visits, want.parted)
    np.testing.assert_allclose(got.last, want.last, atol=1e-8)
    np.testing.assert_allclose(got.mean, want.mean, atol=1e-8)


def test_two_classes_learn_as_scikit_learn_does() -> None:
    draw = np.random.default_rng(0)
    x, y = draw.normal(size=(300, 5)), draw.integers(0, 2, 300)
    order = np.random.default_rng(3).permutation(300)
    peer = Peer(max_iter=1, tol=None, shuffle=False, fit_intercept=False).fit(x[order], y[order])
    own = learn(x, y, 2, passes=1, visits=300, seed=3).last
    np.testing.assert_allclose((own[:, 1] - own[:, 0]) / 2, peer.coef_[0], atol=1e-9)


@settings(deadline=None)
@given(st.integers(2, 60), st.integers(1, 5), st.floats(0.05, 1), st.integers(0, 10**6))
def test_on_parted_rows_it_comes_to_rest_within_the_bound_of_novikoff(
    rows: int, columns: int, margin: float, seed: int
) -> None:
    draw = np.random.default_rng(seed)
    normal = draw.normal(size=columns)
    normal /= np.linalg.norm(normal)
    x, side = draw.normal(size=(rows, columns)), draw.choice([-1.0, 1.0], rows)
    x += ((margin + draw.exponential(0.2, rows)) * side - x @ normal)[:, None] * normal
    radius = float(np.linalg.norm(x, axis=1).max())
    bound = (radius / margin) ** 2
    found = learn(x, (side > 0).astype(int), 2, passes=int(bound) + 2, visits=10**9, seed=seed)
    assert found.parted
    assert found.mistakes <= bound + 1e-6
    assert ((x @ (found.last[:, 1] - found.last[:, 0]) > 0) == (side > 0)).all()


@settings(deadline=None)
@given(st.integers(3, 6), st.integers(0, 10**6))
def test_many_classes_come_to_rest_within_the_same_bound_in_keslers_space(classes: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    truth = draw.normal(size=(4, classes))
    truth /= np.linalg.norm(truth)
    x = draw.normal(size=(400, 4))
    score = np.sort(x @ truth, axis=1)
    margin = 0.1
    kept = score[:, -1] - score[:, -2] >= margin
    x = x[kept]
    bound = 2 * float((x**2).sum(axis=1).max(initial=0)) / margin**2  # a mistake is at most sqrt(2) rows long
    found = learn(x, (x @ truth).argmax(axis=1), classes, passes=int(bound) + 2, visits=10**9, seed=seed)
    assert found.parted
    assert found.mistakes <= bound + 1e-6
    assert ((x @ found.last).argmax(axis=1) == (x @ truth).argmax(axis=1)).all()


@given(st.integers(0, 10**6), st.integers(1, 50))
def test_of_xor_it_never_gets_more_than_three_of_four(seed: int, passes: int) -> None:
    x = np.array([[a, b, 1.0] for a, b in product((-1, 1), repeat=2)])
    y = np.array([0, 1, 1, 0])
    found = learn(x, y, 2, passes=passes, visits=10**9, seed=seed)
    assert not found.parted
    for weights in (found.last, found.mean):
        assert ((x @ weights).argmax(axis=1) == y).sum() <= 3


@settings(deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_no_class_goes_before_another(problem: tuple[np.ndarray, np.ndarray, int], random) -> None:  # type: ignore[no-untyped-def]
    x, y, classes = problem
    names = list(range(classes))
    random.shuffle(names)
    own = learn(x, y, classes, passes=3, visits=10**9)
    other = learn(x, np.array(names)[y], classes, passes=3, visits=10**9)
    np.testing.assert_allclose(other.mean[:, names], own.mean, atol=1e-8)
    assert other.mistakes == own.mistakes


def test_blocks_are_a_matter_of_speed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(0)
    x, y = draw.normal(size=(200, 4)), draw.integers(0, 3, 200)
    whole = learn(x, y, 3, passes=5, visits=10**9)
    monkeypatch.setattr(perceptron, "BLOCK", 7)
    np.testing.assert_allclose(learn(x, y, 3, passes=5, visits=10**9).mean, whole.mean, atol=1e-9)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_way() -> None:
    draw = np.random.default_rng(0)
    x, y = draw.normal(size=(200, 4)), draw.integers(0, 2, 200)
    one, same, other = (learn(x, y, 2, passes=3, visits=10**9, seed=seed).mean.tobytes() for seed in (1, 1, 2))
    assert one == same != other


@pytest.mark.parametrize(("visits", "passes"), [(1, 1), (199, 1), (200, 2), (350, 3)])
def test_the_passes_are_bounded_by_rows_that_come_by_and_the_first_is_whole(visits: int, passes: int) -> None:
    draw = np.random.default_rng(0)
    x, y = draw.normal(size=(100, 2)), draw.integers(0, 2, 100)
    assert learn(x, y, 2, passes=50, visits=visits).visits == 100 * passes
