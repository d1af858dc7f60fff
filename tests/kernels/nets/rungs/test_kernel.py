"""The kernel machine."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import kernel
from tests.kernels.nets.rungs.fitted import machine


def test_the_kernel_is_the_rbf_of_scikit_learn() -> None:
    from sklearn.metrics.pairwise import rbf_kernel

    rung, x = machine(), np.random.default_rng(1).normal(size=(6, 5))
    np.testing.assert_allclose(rung.embed(x), rbf_kernel(x - rung.mean, rung.landmarks, gamma=0.3), rtol=1e-9)


def test_the_kernel_judges_in_blocks_as_it_does_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rung, x = machine(), np.random.default_rng(1).normal(size=(7, 5))
    whole = rung.probabilities(x)
    monkeypatch.setattr(kernel, "BLOCK", 3)
    np.testing.assert_allclose(rung.probabilities(x), whole, rtol=1e-12)
