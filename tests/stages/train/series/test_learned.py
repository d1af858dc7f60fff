"""What rungs on lags learn: a recursion that is there, from one series or from many."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from ninelives.kernels.series import Past, mean_error
from ninelives.stages.train.series.learned import PENALTIES, Task, fit_boosting, fit_linear, fit_network, ridge, rows

FITS = {"linear": fit_linear, "boosting": fit_boosting, "network": fit_network}


def swinging(n: int, seed: int, unit: float = 1.0) -> Past:
    """A second-order recursion that swings: only who sees two last values can foresee it."""
    draw, x = np.random.default_rng(seed), [0.0, 0.0]
    for _ in range(n - 2):
        x.append(1.6 * x[-1] - 0.9 * x[-2] + draw.normal(0, 0.2))
    return Past.plain(unit * np.array(x) + 100, ahead=4)


def gained(rung, past: Past, origins: range, horizon: int) -> float:  # type: ignore[no-untyped-def]
    """Error as a share of that of persistence, over later origins."""
    off, stays = 0.0, 0.0
    for n in origins:
        known, actual = past.until(n), past.values[n : n + horizon]
        off += mean_error(rung.forecast(known, horizon), actual)
        stays += mean_error(np.full(horizon, known.values[-1]), actual)
    return off / stays


@pytest.mark.parametrize("name", FITS)
def test_a_recursion_is_learned(name: str) -> None:
    past = swinging(500, 0)
    rung = FITS[name]([past.until(400)], Task(4))
    assert gained(rung, past, range(400, 497, 3), 4) < 0.75


@pytest.mark.parametrize("name", FITS)
def test_it_is_learned_from_all_series_together_whatever_their_unit(name: str) -> None:
    many = [swinging(80, seed, 10.0**seed) for seed in range(5)]
    rung = FITS[name](many, Task(2))
    assert gained(rung, swinging(300, 9, 1e-3), range(100, 290, 10), 2) < 0.8


def test_each_series_brings_as_many_rows() -> None:
    some = rows([swinging(80, 0), swinging(200, 1)], Task(2).recipe(80), 2, 60)
    counts = [len(each.base) for each in some.seen]
    assert max(counts) <= 36
    assert len(some.answer) == sum(counts) == len(some.late)
    assert (some.until > some.late).all()


def test_weights_are_those_of_scikit_learn_s_ridge_at_one_of_the_penalties() -> None:
    draw = np.random.default_rng(0)
    z = draw.normal(size=(200, 5)) * [1, 10, 0.1, 1, 0] + 3
    y = z @ [1.0, 0.2, -3, 0, 0] + draw.normal(size=200)
    order = np.linspace(0, 0.99, 200)
    weights, bias = ridge(z, y, order, order + 0.001)
    standard = (z - z.mean(0)) / np.where(z.std(0) < 1e-9, np.inf, z.std(0))
    peers = [Ridge(penalty * len(z)).fit(standard, y).predict(standard) for penalty in PENALTIES]
    assert any(np.allclose(peer, z @ weights + bias, atol=1e-8) for peer in peers)
    assert weights[4] == 0


def test_noise_gets_a_large_penalty_and_a_law_a_small_one() -> None:
    draw, order = np.random.default_rng(1), np.linspace(0, 0.99, 300)
    z = draw.normal(size=(300, 40))
    law = ridge(z, z[:, 0], order, order)[0]
    noise = ridge(z, draw.normal(size=300), order, order)[0]
    assert law[0] > 0.99
    assert np.abs(noise).max() < 0.05
