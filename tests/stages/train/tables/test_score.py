"""One score that points up, with an interval that holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

from ninelives.kernels.nets.rungs.tables import Mean
from ninelives.kernels.stats import clustered, wilson
from ninelives.stages.train.tables.score import errors, score, worth
from tests.kernels.nets.rungs.tables.fitted import CLASSES

MEAN = Mean(np.asarray(0.0))


def test_of_classes_it_is_the_share_right() -> None:
    p = np.array([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7]])
    y, scene = np.array([0, 0, 1]), np.arange(3)
    told = score(CLASSES["rules"], worth(p, y, None), scene, 2.0, numbers=False)
    mean, error, low, high = clustered([1, 0, 1], scene)
    assert (told.name, told.score, told.error, told.interval, told.seconds) == ("rules", mean, error, (low, high), 2.0)


@given(st.integers(0, 999))
def test_of_numbers_it_is_the_share_of_the_squared_error_that_is_saved(seed: int) -> None:
    draw = np.random.default_rng(seed)
    y, said = draw.normal(5, 3, 40), draw.normal(5, 3, 40)
    base = np.full(40, y.mean())
    assert worth(said, y, base).mean() == pytest.approx(r2_score(y, said))
    assert worth(base, y, base).mean() == pytest.approx(0, abs=1e-12)
    assert worth(y, y, base).tolist() == pytest.approx([1] * 40)


def test_the_interval_of_numbers_holds_the_score_of_all_there_are() -> None:
    """Over redraws, of scenes that vary together; the truth is what a million rows say."""

    def drawn(seed: int, scenes: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        draw = np.random.default_rng(seed)
        scene = np.repeat(np.arange(scenes), 4)
        signal, shared = draw.normal(size=4 * scenes), draw.normal(0, 0.6, scenes)[scene]
        return signal, signal + shared + draw.normal(0, 0.3, 4 * scenes), scene

    signal, y, _ = drawn(0, 250_000)
    truth = worth(signal, y, np.zeros(len(y))).mean()
    assert truth == pytest.approx(1 - 0.45 / 1.45, abs=0.01)
    held = 0
    for seed in range(1, 401):
        signal, y, scene = drawn(seed, 60)
        told = score(MEAN, worth(signal, y, np.zeros(len(y))), scene, 0.0, numbers=True)
        held += int(told.interval[0] <= truth <= told.interval[1])
    low, high = wilson(held, 400, 0.999)
    assert low <= 0.95
    assert high >= 0.93  # the delta method is a little short for few scenes


def test_a_number_that_never_varies_is_explained_by_its_mean() -> None:
    y = np.full(6, 3.0)
    assert worth(y, y, y).tolist() == [0] * 6
    assert worth(y + 1, y, y).tolist() == [-1] * 6


def test_errors_are_in_the_users_units() -> None:
    draw = np.random.default_rng(0)
    y, said = draw.normal(size=50), draw.normal(size=50)
    told = errors(said, y, np.arange(50) // 2)
    assert told.mean_absolute_error == pytest.approx(mean_absolute_error(y, said))
    assert told.root_mean_squared_error == pytest.approx(root_mean_squared_error(y, said))
    assert 0 <= told.interval[0] < told.mean_absolute_error < told.interval[1]
