"""Machine code that gives what Python gives."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, compiled_as


@compiled
def ratio(over: float, under: float) -> float:
    return over / under


def test_a_loop_divides_as_numpy_does() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))
    assert ratio(1.0, 3.0) == 1 / 3


@compiled_as("float64(uint64, int64)")
def shifted(seed: int, by: int) -> float:
    return float(seed >> by)


@compiled
def calls() -> float:
    return shifted(8, 1) + shifted(8, 2) + shifted(8, 3)


def test_constants_make_no_versions_of_their_own() -> None:
    assert calls() == 7
    assert len(shifted.signatures) == 1  # type: ignore[attr-defined]
