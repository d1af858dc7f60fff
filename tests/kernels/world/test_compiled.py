"""Machine code that gives what Python gives."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, whole


@compiled
def ratio(over: float, under: float) -> float:
    return over / under


@compiled
def after(number: int) -> int:
    return number + 1


TWO = whole(2)


@compiled
def sums() -> int:
    return after(TWO) + after(TWO + 1)


def test_a_loop_divides_as_numpy_does() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))
    assert ratio(1.0, 3.0) == 1 / 3


def test_a_whole_constant_is_compiled_for_once() -> None:
    assert sums() == 7
    assert len(after.signatures) <= 1  # type: ignore[attr-defined] # none where all came from the disk
