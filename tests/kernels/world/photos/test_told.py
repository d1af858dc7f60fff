"""Tests of what is told of photos, against words written by hand."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.garden import Conditions, Garden, empty
from ninelives.kernels.world.photos import Wanted, Words
from ninelives.kernels.world.photos.told import told


def test_each_column_is_what_was_drawn() -> None:
    garden, conditions = empty(Garden, 3), empty(Conditions, 3)
    conditions.day[:] = [0, 59, -3000]
    conditions.hour[:] = [0.0, 12.5, 23.75]
    conditions.wind[:] = [0.5, 5.0, 5.0]
    conditions.fog[:] = [0.0, 0.0, 0.02]
    garden.coat[:] = [4, 0, 1]
    wanted = Wanted("satellite", 0, 1, 0.0, 24.0, 0.5, 8, "test", 0)
    cat, pixels = np.array([True, False, True]), np.array([3, 0, 9])
    columns = told(wanted, np.array([7, 8, 9]), cat, pixels, garden, conditions)
    words = {
        name: [None if code < 0 else column.names[code] for code in column.codes.tolist()]
        for name, column in columns.items()
        if isinstance(column, Words)
    }
    assert words == {
        "label": ["cat", "no cat", "cat"],
        "place": ["51.4800;0.0000"] * 3,
        "weather": ["calm", "windy", "fog"],
        "season": ["winter", "spring", "autumn"],
        "view": ["satellite"] * 3,
        "era": ["1967, 1.8 m, film", "1967, 1.8 m, film", "1961, 7.6 m, film"],
        "trees": ["test"] * 3,
        "coat": ["brown", None, "black"],
    }
    assert np.asarray(columns["scene"]).tolist() == [22, 25, 28]
    assert [str(at) for at in np.asarray(columns["captured_at"])] == [
        "1970-01-01T00:00:00.000000",
        "1970-03-01T12:30:00.000000",
        "1961-10-15T23:45:00.000000",
    ]
    near = told(wanted._replace(view="drone"), np.array([7, 8, 9]), cat, pixels, garden, conditions)["label"]
    assert isinstance(near, Words)
    assert near.codes.tolist() == [0, 0, 1]  # from the air a cat of three pixels is none
