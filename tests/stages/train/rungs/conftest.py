"""Problems that every rung can look at: three classes that two features tell apart."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ninelives.stages.train.rungs import network

CENTRES = np.array([[0.2, 0.2, 0.5], [0.8, 0.2, 0.5], [0.5, 0.8, 0.5]])


@pytest.fixture(scope="session")
def blobs() -> tuple[np.ndarray, np.ndarray]:
    """90 rows of 12 features in three classes, float32, and the class of each."""
    draw = np.random.default_rng(0)
    y = np.arange(90) % 3
    return np.tile(CENTRES[y], 4).astype(np.float32) + draw.normal(0, 0.12, (90, 12)).astype(np.float32), y


@pytest.fixture(autouse=True)
def soon(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a network that is trained for long, and where it cannot be trained nothing is asked of it."""
    if "network" in getattr(request.node, "callspec", SimpleNamespace(params={})).params.values():
        pytest.importorskip("torch", reason="the torch extra is not installed")
    monkeypatch.setattr(network, "SHOWN", 1600)
    monkeypatch.setattr(network, "LEAST", 1)
