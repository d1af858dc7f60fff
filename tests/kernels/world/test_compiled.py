"""Machine code that gives what Python gives."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled, inlined


@compiled
def ratio(over: float, under: float) -> float:
    return over / under


def test_a_loop_divides_as_numpy_does() -> None:
    assert ratio(1.0, 0.0) == math.inf
    assert math.isnan(ratio(0.0, 0.0))
    assert ratio(1.0, 3.0) == 1 / 3


@inlined
def half(of: float) -> float:
    return ratio(of, 2.0)


@compiled
def quarter(of: float) -> float:
    return half(half(of))


def test_a_part_of_a_loop_gives_the_same_in_it_and_by_itself() -> None:
    assert quarter(1.0) == 0.25
    assert half(half(1.0)) == 0.25
