"""The mean wind by height."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.kernels.world.wind import reference
from ninelives.kernels.world.wind.profile import FOOT, REFERENCE, along, share


def test_it_is_the_standards() -> None:
    """MIL-F-8785C: ln(h / .15) / ln(20 / .15), h in feet."""
    assert share(REFERENCE) == pytest.approx(1)
    for feet in (3, 10, 100, 1000):
        assert share(feet * FOOT) == pytest.approx(math.log(feet / 0.15) / math.log(20 / 0.15))
    assert share(0.0) == share(3 * FOOT)
    assert share(1e6) == share(1000 * FOOT)


@settings(deadline=None)
@given(st.floats(-10, 500), st.floats(0, 10))
def test_it_grows_and_the_references_agree(z: float, more: float) -> None:
    assert share(z + more) >= share(z) > 0
    assert reference.share(np.array([z]))[0] == pytest.approx(share(z), rel=1e-12)
    assert float(reference.share(torch.tensor([z], dtype=torch.float64))[0]) == pytest.approx(share(z), rel=1e-12)


def test_wind_from_the_north_blows_south() -> None:
    assert along(math.pi / 2) == pytest.approx((0, -1))
    assert along(0.0) == pytest.approx((-1, 0))
