"""Ranks among all that was seen: a loop that a reader can trust, uniform whatever the ties, each context by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from ninelives.kernels.stats.betting import Ranks


def by_hand(reference: np.ndarray, stream: np.ndarray, told: np.ndarray, new: np.ndarray, chance: np.ndarray) -> list:
    """Ranks of bins, counted one by one; ``told`` and ``new`` are the contexts."""
    ranks, p = Ranks.of(reference), []
    seen = list(zip(told.tolist(), ranks.bins(reference).tolist(), strict=True))
    for context, bins, u in zip(new.tolist(), ranks.bins(stream).tolist(), chance.tolist(), strict=True):
        same = [row for own, row in seen if own == context]
        p.append(
            [
                (sum(row[at] < b for row in same) + u[at] * (sum(row[at] == b for row in same) + 1)) / (len(same) + 1)
                for at, b in enumerate(bins)
            ]
        )
        seen.append((context, bins))
    return p


@given(st.integers(1, 30), st.integers(1, 150), st.integers(1, 3), st.integers(0, 999))
def test_they_are_counted_one_by_one(reference: int, rows: int, columns: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    before, stream = draw.normal(size=(reference, columns)).round(1), draw.normal(size=(rows, columns)).round(1)
    stream[draw.random(stream.shape) < 0.1] = np.nan
    told, new = draw.integers(0, 3, reference), draw.integers(0, 3, rows)
    chance = draw.random(stream.shape)
    ranks = Ranks.of(before, told, of=3)
    found = ranks.rank(ranks.bins(stream), new, chance)
    np.testing.assert_allclose(found, by_hand(before, stream, told, new, chance))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(0, 99))
def test_batches_play_no_part(sizes: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    reference, stream = draw.normal(size=(20, 2)), draw.normal(size=(sum(sizes), 2))
    chance, context = draw.random(stream.shape), np.zeros(len(stream), int)
    whole, parts, ends = Ranks.of(reference), Ranks.of(reference), np.cumsum([0, *sizes])
    want = whole.rank(whole.bins(stream), context, chance)
    found = [parts.rank(parts.bins(stream[a:b]), context[a:b], chance[a:b]) for a, b in pairwise(ends)]
    assert (np.concatenate(found) == want).all()
    assert (whole.counts == parts.counts).all()


@pytest.mark.parametrize("ties", [None, 0, 1])
def test_of_a_stream_like_its_reference_they_are_uniform_and_independent(ties: int | None) -> None:
    draw = np.random.default_rng(5)
    rows = draw.gamma(2.0, size=(6000, 1))
    rows = rows if ties is None else rows.round(ties)
    ranks = Ranks.of(rows[:1000])
    p = ranks.rank(ranks.bins(rows[1000:]), np.zeros(5000, int), draw.random((5000, 1)))[:, 0]
    assert kstest(p, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(p[1:], p[:-1])[0, 1]) < 4 / np.sqrt(5000)


def test_a_context_that_was_never_seen_tells_nothing_until_it_was() -> None:
    ranks = Ranks.of(np.zeros((50, 1)), np.zeros(50, int), of=2)
    chance = np.full((1, 1), 0.25)
    assert ranks.rank(ranks.bins([[9.0]]), np.array([1]), chance) == 0.25
    assert ranks.rank(ranks.bins([[9.0]]), np.array([1]), chance) == 0.25  # of two that are the same
    assert ranks.rank(ranks.bins([[9.0]]), np.array([0]), chance) > 0.98  # the highest of 51


def test_night_is_ranked_among_nights() -> None:
    draw = np.random.default_rng(0)
    night = np.arange(3000) % 2
    light = draw.normal(size=3000) - 20 * night
    ranks = Ranks.of(light[:2000, None], night[:2000], of=2)
    dark = np.flatnonzero(night[2000:])
    p = ranks.rank(ranks.bins(light[2000:][dark, None]), np.ones(len(dark), int), draw.random((len(dark), 1)))
    assert kstest(p[:, 0], "uniform").pvalue > 1e-3


@given(st.integers(0, 99), st.sampled_from([-1.0, 4.0]))
def test_what_lies_beyond_the_reference_has_bins_of_its_own(seed: int, beyond: float) -> None:
    rows = np.random.default_rng(seed).integers(0, 4, (50, 1)).astype(float)
    ranks = Ranks.of(rows)
    assert ranks.bins([[beyond]]) not in ranks.bins(rows)
    assert (ranks.bins(np.ones((20, 1)) * beyond) == ranks.bins([[beyond]])).all()


def test_a_column_that_never_moved_is_seen_to_move_either_way() -> None:
    ranks = Ranks.of(np.full((99, 1), 7.0))
    low, same, high, lacks = (int(ranks.bins([[value]])[0, 0]) for value in (6.9, 7.0, 7.1, np.nan))
    assert low < same < high < lacks


def test_what_was_counted_comes_back() -> None:
    ranks = Ranks.of(np.random.default_rng(0).normal(size=(40, 3)))
    again = Ranks.from_arrays(ranks.arrays())
    assert (again.counts == ranks.counts).all()
    assert (again.edges == ranks.edges).all()
    again.rank(again.bins(np.zeros((1, 3))), np.zeros(1, int), np.full((1, 3), 0.5))
    assert (again.counts != ranks.counts).any()  # a copy


@pytest.mark.parametrize("damage", ["counts", "edges", "order"])
def test_arrays_that_do_not_belong_together_are_refused(damage: str) -> None:
    arrays = Ranks.of(np.random.default_rng(0).normal(size=(40, 3))).arrays()
    if damage == "counts":
        arrays["counts"] = arrays["counts"][:, :, 1:]
    elif damage == "edges":
        arrays["edges"] = arrays["edges"][:2]
    else:
        arrays["counts"] = arrays["counts"][:, :, ::-1]
    with pytest.raises(ValueError, match="do not belong together"):
        Ranks.from_arrays(arrays)


@pytest.mark.parametrize(("rows", "contexts"), [(np.empty((0, 2)), None), (np.ones((3, 1)), [0, 1, 2])])
def test_a_reference_that_cannot_be_is_refused(rows: np.ndarray, contexts: list[int] | None) -> None:
    with pytest.raises(ValueError, match=r"reference needs rows|contexts must be 3 whole"):
        Ranks.of(rows, contexts, of=2)
