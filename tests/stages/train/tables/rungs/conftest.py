"""Nothing here needs a network that is trained for long."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from threadpoolctl import threadpool_limits

from ninelives.stages.train.tables.rungs import network


@pytest.fixture(autouse=True)
def soon(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    told = getattr(request.node, "callspec", SimpleNamespace(params={})).params.values()
    if any("network" in str(value) for value in told) and find_spec("torch") is None:
        pytest.skip("the torch extra is not installed")
    monkeypatch.setattr(network, "LEAST", 6_000)
    monkeypatch.setattr(network, "EACH", 1)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """As ``climb`` does it."""
    with threadpool_limits(1):
        yield
