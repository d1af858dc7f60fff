"""What is reckoned of the answers of any model made elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.kernels.nets.rungs import Foreign
from ninelives.stages.adopt.judgement import FEWEST, Judgement, abroad


def answered(n: int, right: float, unit: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits, a share of them for the right class, and the classes."""
    draw = np.random.default_rng(seed)
    y = draw.integers(0, 2, n)
    said = np.where(draw.random(n) < right, y, 1 - y)
    x = np.zeros((n, 2), np.float32)
    x[np.arange(n), said] = unit
    return x, y


@pytest.mark.parametrize("unit", [0.01, 1, 100])
def test_how_sure_it_is_becomes_how_often_it_is_right_in_any_unit(unit: float) -> None:
    x, y = answered(400, 0.8, unit)
    found = Judgement.of(Foreign.of("logits"), x, y, np.arange(400), np.arange(400) % 5 == 0, 7)
    right = (x.argmax(axis=1) == y)[np.arange(400) % 5 != 0].mean()
    np.testing.assert_allclose(found.p.max(axis=1), right, atol=0.01)
    assert found.score.score == (x.argmax(axis=1) == y).mean()
    assert found.score.parameters == 7
    assert found.notes == ()


def test_too_few_scenes_keep_its_own_word() -> None:
    x, y = answered(100, 0.8, 1)
    scene = np.arange(100) % (FEWEST - 1)
    found = Judgement.of(Foreign.of("logits"), x, y, scene, np.zeros(100, bool), 1)
    assert float(found.rung.temperature) == 1
    assert found.notes == (f"{FEWEST - 1} scenes are too few to set how sure it is: its own word is kept",)


def test_where_it_was_judged_and_not_trained_is_told() -> None:
    day = Envelope.of({"hour": np.repeat([9.0, 11.0, 13.0], 40)}, np.arange(120))
    both = Envelope.of({"hour": np.repeat([9.0, 21.0], 60)}, np.arange(120))
    (line,) = abroad(day, both)
    assert line.startswith("judged where it was not trained: 20–22 h")
    assert abroad(both, both) == []
