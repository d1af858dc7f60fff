"""Machine code that gives what Python gives."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled


@compiled
def ratio(over: float, under: float) -> float:
    return over / under


def test_a_loop_divides_as_numpy_does() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))
    assert ratio(1.0, 3.0) == 1 / 3
