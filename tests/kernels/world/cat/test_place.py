"""Where the cat sits."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.cat.coat import Coat
from ninelives.kernels.world.cat.place import MASS, bears, place
from ninelives.kernels.world.garden import Garden, empty
from ninelives.kernels.world.oak.grow import BODY, PERCH, grow


@pytest.fixture(scope="module")
def garden() -> Garden:
    made = empty(Garden, 400)
    for i in range(400):
        grow(np.uint64(11 * i), made, i)
        place(np.uint64(i), made, i)
    return made


def test_it_sits_upright_on_its_branch_at_93_percent(garden: Garden) -> None:
    outer = garden.branches[:, :, PERCH + 1]
    share = (garden.cat[:, 2] - BODY - outer[:, 6] - outer[:, 2]) / (outer[:, 5] - outer[:, 2])
    assert share == pytest.approx((0.93 - 0.5) / 0.5, abs=2e-3)
    level = outer[:, :2] + share[:, None] * (outer[:, 3:5] - outer[:, :2])
    assert garden.cat[:, :2] == pytest.approx(level, abs=2e-3)
    assert garden.cat[:, 2].min() >= 2.2
    assert garden.cat[:, 2].max() <= 6.0
    assert np.ptp(garden.cat[:, 2]) > 3


def test_its_branch_bears_it_ten_times_over(garden: Garden) -> None:
    assert bears(garden).min() > 10 * MASS
    thin = garden._replace(branches=garden.branches * np.where(np.arange(7) == 6, 0.1, 1)[:, None])
    assert bears(thin).max() < MASS  # the rule can fail


def test_every_coat_comes_and_headings_point_everywhere(garden: Garden) -> None:
    assert np.bincount(garden.coat, minlength=len(Coat)).min() > 50
    assert garden.present.all()
    assert np.abs(garden.heading).max() <= np.float32(np.pi)
    assert np.histogram(garden.heading, 8)[0].min() > 20
