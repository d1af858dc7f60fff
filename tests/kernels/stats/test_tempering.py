"""One temperature for all that a judge says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.stats.tempering import heat_of, temperature, tempered


def overconfident(heat: float, n: int = 2000, classes: int = 3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Honest probabilities, the truth drawn from them, and then their logits multiplied by ``heat``."""
    draw = np.random.default_rng(seed)
    honest = draw.dirichlet(np.ones(classes), n)
    y = np.array([draw.choice(classes, p=row) for row in honest])
    return tempered(honest, 1 / heat), y


def loss(p: np.ndarray, y: np.ndarray) -> float:
    return float(-np.log(np.maximum(p[np.arange(len(y)), y], 1e-12)).mean())


@settings(max_examples=15)
@given(st.floats(0.3, 4), st.integers(0, 50))
def test_the_temperature_undoes_overconfidence_and_moves_no_answer(heat: float, seed: int) -> None:
    p, y = overconfident(heat, seed=seed)
    found = temperature(p, y)
    assert found == pytest.approx(heat, rel=0.15)
    calm = tempered(p, found)
    assert loss(calm, y) <= loss(p, y) + 1e-9
    assert (calm.argmax(axis=1) == p.argmax(axis=1)).all()
    np.testing.assert_allclose(calm.sum(axis=1), 1)


def test_miscalibration_is_cured_by_much() -> None:
    p, y = overconfident(3)
    assert loss(tempered(p, temperature(p, y)), y) < loss(p, y) - 0.1


def test_the_temperature_stays_within_its_bounds() -> None:
    sure = np.tile([0.6, 0.4], (50, 1))
    assert 1 / 20 <= temperature(sure, np.zeros(50, int)) <= 0.06
    assert 19 <= temperature(sure, np.ones(50, int)) <= 20


def test_where_all_are_right_doubt_keeps_it_from_being_sure_of_everything() -> None:
    logits, y = np.tile([1.0, 0.0], (50, 1)), np.zeros(50, int)
    bold, calm = (heat_of(logits, y, bound=1000, doubt=doubt) for doubt in (0.0, 1 / 52))
    assert bold < 0.05
    assert 1 / (1 + np.exp(-1 / calm)) == pytest.approx(51 / 52, abs=1e-3)


@given(st.floats(1e-2, 1e2))
@settings(max_examples=10)
def test_logits_in_another_unit_are_as_sure_in_the_end(unit: float) -> None:
    p, y = overconfident(1.5, n=300)
    logits = np.log(p)
    assert heat_of(logits * unit, y, bound=1e4) == pytest.approx(unit * heat_of(logits, y, bound=1e4), rel=0.01)
