"""Which units change places: rows where nothing leans, blocks where something does, scenes where there are scenes."""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

from ninelives.kernels.stats.shift import Part, ordered, scened


def test_rows_that_do_not_lean_change_places_one_by_one_or_nearly() -> None:
    draw = np.random.default_rng(0)
    units = ordered([Part("x", {f"{at}": draw.normal(size=2000) for at in range(3)})], 1200)
    assert units.reference >= 1200 / 4
    assert units.of.size == 2000


def test_rows_that_lean_change_places_in_blocks_whether_told_by_columns_or_by_directions() -> None:
    draw = np.random.default_rng(0)
    slow = lfilter([1.0], [1.0, -0.95], draw.normal(size=2300))[300:]
    alone = ordered([Part("x", {"slow": slow})], 1000)
    among = ordered([Part("x", {f"{at}": slow + 0.1 * draw.normal(size=2000) for at in range(200)})], 1000)
    named = ordered([Part("x", {}, {"slow": (slow > 0).astype(np.int64)})], 1000)
    assert all(3 <= units.reference <= 60 for units in (alone, among, named))


def test_gaps_break_nothing_and_nothing_to_ask_is_rows() -> None:
    assert ordered([Part("x", {"gaps": np.full(9, np.nan)})], 4).reference == 4
    assert ordered([Part("x", {"gaps": np.r_[np.nan, np.arange(8.0)]})], 4).new >= 2


def test_scenes_stay_whole() -> None:
    assert scened([1, 1, 2], [1, 5]).of.tolist() == [0, 0, 1, 2, 3]
