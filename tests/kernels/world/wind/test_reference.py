"""What only the reference has: spectra, whose sum is the variance. Kernels are held against the rest in their tests."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from ninelives.kernels.world.wind.dryden import scales
from ninelives.kernels.world.wind.reference import spectra


@pytest.mark.parametrize("z", [4.0, 50.0])
def test_the_power_of_all_frequencies_is_the_variance(z: float) -> None:
    frequency = np.geomspace(1e-5, 1e5, 200_000)
    _, wide, _, high = scales(z, 6.0)
    power = np.trapezoid(spectra(frequency, z, 6.0, 8.0), frequency, axis=1)
    np.testing.assert_allclose(power, [wide**2, wide**2, high**2], rtol=1e-3)
    torched = spectra(torch.from_numpy(frequency[:100]), z, 6.0, 8.0)
    np.testing.assert_allclose(torched.numpy(), spectra(frequency[:100], z, 6.0, 8.0), rtol=1e-6)
