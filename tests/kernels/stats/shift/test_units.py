"""What may change places: scenes stay whole, every way is as likely as any other, and few ways are all tried."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.shift import Units

scenes = st.lists(st.integers(0, 5), min_size=1, max_size=12)


@given(scenes, scenes)
def test_rows_of_a_scene_stay_together_and_no_scene_is_in_both(reference: list[int], new: list[int]) -> None:
    units = Units.scenes(reference, new)
    assert (units.reference, units.new) == (len(set(reference)), len(set(new)))
    pairs = set(zip([*((0, s) for s in reference), *((1, s) for s in new)], units.of.tolist(), strict=True))
    assert len(pairs) == units.reference + units.new
    assert units.of[: len(reference)].max() < units.reference <= units.of[len(reference) :].min()


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 15))
def test_blocks_are_runs_of_at_least_their_length(reference: int, new: int, length: int) -> None:
    units = Units.blocks(reference, new, length)
    assert (np.diff(units.of) >= 0).all()
    size = np.bincount(units.of)
    assert units.reference == max(1, reference // length)
    assert all(size >= min(length, reference, new))
    assert size[: units.reference].sum() == reference


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 40))
def test_the_first_is_as_it_is_and_few_ways_are_all_tried_once(reference: int, new: int, draws: int) -> None:
    units = Units.scenes(np.arange(reference), np.arange(new))
    labels = units.relabelled(draws, 0)
    assert units.ways == comb(reference + new, new)
    assert labels[0].tolist() == [True] * reference + [False] * new
    assert (labels.sum(axis=1) == reference).all()
    if units.ways <= draws + 1:
        assert len(np.unique(labels, axis=0)) == len(labels) == units.ways
        assert units.least == 1 / len(labels)
    else:
        assert len(labels) == draws + 1


def test_every_way_is_as_likely() -> None:
    labels = Units.scenes(np.arange(4), np.arange(4)).relabelled(60, 3)[1:]
    many = np.concatenate([Units.scenes(np.arange(4), np.arange(4)).relabelled(60, seed)[1:] for seed in range(100)])
    assert len(labels) == 60
    _, counts = np.unique(many, axis=0, return_counts=True)
    assert len(counts) == 70
    chi = (np.square(counts - 6000 / 70) / (6000 / 70)).sum()
    assert chi < 69 + 4 * np.sqrt(2 * 69)


def test_the_seed_decides() -> None:
    units = Units.blocks(300, 200, 7)
    assert (units.relabelled(50, 1) == units.relabelled(50, 1)).all()
    assert (units.relabelled(50, 1) != units.relabelled(50, 2)).any()


def test_where_two_are_left_of_each_nothing_can_be_told() -> None:
    assert Units.blocks(100, 100, 50).least == pytest.approx(1 / 6)
    assert Units.blocks(10_000, 10_000, 1).least < 1e-18


@pytest.mark.parametrize(("call", "told"), [
    (lambda: Units.scenes([], [1]), "both samples need rows, got 0 and 1"),
    (lambda: Units.blocks(5, 5, 0), "at least one row"),
    (lambda: Units.blocks(5, 5, 1).relabelled(0, 0), "draws must be >= 1"),
])  # fmt: skip
def test_what_cannot_be_is_refused(call: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        call()  # type: ignore[operator]
