"""What lies in the folder: the rungs' arrays and all that is known of each series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load

from ninelives.artifacts.model.series import kept
from tests.series import made, of_months, of_shops, shops


def test_one_rung_for_all_is_kept_once_and_several_each() -> None:
    model = made(shops(), "sold", "month", "shop", rungs=("seasonal",), horizon=6)
    assert not kept.shared(model)
    found = load(kept.arrays(model))
    assert {name.partition(".")[0] for name in found if name != kept.HALF} == {"0", "1", "2"}
    again = kept.rungs_of(found, "seasonal", 3, one=False)
    assert [int(rung.season) for rung in again] == [12, 12, 12]  # type: ignore[union-attr]
    assert kept.shared(of_shops())
    assert kept.rungs_of(load(kept.arrays(of_shops())), "linear", 3, one=True)[2].parameters > 0


def test_series_come_back_as_they_were() -> None:
    model = of_shops()
    told = [kept.line_json(line) for line in model.lines]
    again = kept.lines_of(told, kept.history(model), 0)
    for one, other in zip(model.lines, again, strict=True):
        assert (one.name, one.first, one.unit, one.grid.start) == (
            other.name,
            other.first,
            other.unit,
            other.grid.start,
        )
        np.testing.assert_array_equal(one.values, other.values)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": 3},
        {"unit": "y"},
        {"step": 0},
        {"step": float("nan")},
        {"scale": -1.0},
        {"points": 1},
        {"points": 131},
        {"points": 132.0},
        {"first": -1},
        {"steps": 133},
        {"start": 1e300},
        {"unit": "s", "start": 1e15},
    ],
)
def test_a_line_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    told = {**kept.line_json(of_months().lines[0]), **wrong}
    with pytest.raises((ValueError, TypeError, KeyError)):
        kept.lines_of([told], kept.history(of_months()), 0)
