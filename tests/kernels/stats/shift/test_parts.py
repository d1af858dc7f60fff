"""Directions: what varies most leads, each column counts alike, and whose rows they are plays no part."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.shift import Part, directions, taken
from ninelives.kernels.stats.shift import parts as room


def test_few_columns_stay_as_they_are_in_deviations() -> None:
    x = np.random.default_rng(0).normal(50, 7, 4000)
    found = directions(Part("x", {"x": x}), 8, 0)
    assert found.shape == (4000, 1)
    assert abs(np.median(found)) < 0.1
    assert found.std() == pytest.approx(1, abs=0.1)


def test_what_is_missing_lies_in_the_middle_and_has_a_column() -> None:
    x = np.array([0.0, 1, 2, 3, 4, np.nan, np.nan, 1e300])
    found = directions(Part("x", {"x": x}), 8, 0)
    assert found.shape == (8, 2)
    assert np.isfinite(found).all()
    assert np.abs(found[:, 0]).max() <= room.FAR
    assert len(np.unique(found[:, 1])) == 2


def test_each_common_name_has_a_direction() -> None:
    found = directions(Part("x", {}, {"kind": np.array([0, 0, 1, 5, 5, 5])}), 8, 0)
    assert found.shape == (6, 3)


@given(st.integers(0, 50), st.sampled_from([(30, 100), (200, 90)]))
def test_leading_directions_hold_the_variance_that_an_exact_decomposition_finds(
    seed: int, size: tuple[int, int]
) -> None:
    draw = np.random.default_rng(seed)
    wide = (draw.normal(size=(size[0], 4)) @ draw.normal(size=(4, size[1])) + 0.1 * draw.normal(size=size)).astype(
        np.float32
    )
    found = room._leading(wide, 3, draw)
    exact = np.linalg.svd(wide - wide.mean(axis=0), compute_uv=False)[:3]
    np.testing.assert_allclose(np.linalg.norm(found, axis=0), exact, rtol=0.02)


def test_whose_rows_they_are_plays_no_part() -> None:
    draw = np.random.default_rng(0)
    x = {f"{at}": draw.normal(size=50) for at in range(100)}
    turned = draw.permutation(50)
    one = directions(Part("x", x), 4, 0)[turned]
    other = directions(Part("x", {name: values[turned] for name, values in x.items()}), 4, 0)
    np.testing.assert_allclose(np.abs(one), np.abs(other), atol=1e-2)


def test_more_columns_than_can_be_held_are_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SKETCHED", 200)
    draw = np.random.default_rng(0)
    common = draw.normal(size=60)
    part = Part("x", {f"{at}": common + draw.normal(size=60) for at in range(400)})
    assert abs(np.corrcoef(directions(part, 2, 0)[:, 0], common)[0, 1]) > 0.95


def test_nothing_that_varies_has_no_direction() -> None:
    assert directions(Part("x", {"a": np.ones(5), "b": np.full(5, np.nan)}), 8, 0).shape == (5, 0)


def test_some_rows_are_taken_of_every_column() -> None:
    part = Part("p", {"a": np.arange(4.0)}, {"b": np.arange(4)}, each=False)
    some = taken(part, np.array([3, 1]))
    assert (some.numbers["a"].tolist(), some.names["b"].tolist()) == ([3, 1], [3, 1])
    assert (some.name, some.each, some.rows) == ("p", False, 2)
