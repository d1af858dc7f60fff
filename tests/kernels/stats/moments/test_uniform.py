"""Lists of moments by chance: as many events, both ends kept, all else anywhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.moments import thrown, uniform


@given(st.lists(st.integers(0, 4), max_size=20), st.integers(1, 20), st.integers(0, 99))
def test_as_many_events_in_every_list_and_both_ends_kept(inner: list[int], draws: int, seed: int) -> None:
    counts = [1, *inner, 2]
    found = uniform(counts, draws, seed)
    assert found.shape == (draws + 1, len(counts))
    assert found[0].tolist() == counts
    assert (found.sum(axis=1) == sum(counts)).all()
    assert (found >= 0).all()
    assert (found[:, [0, -1]] >= 1).all()


def test_all_but_the_ends_are_anywhere_alike() -> None:
    found = uniform([1, *[0] * 8, 11], 4000, 3)[1:]
    inner = found.sum(axis=0) - 4000 * np.eye(10)[0] - 4000 * np.eye(10)[9]
    due = 10 * 4000 / 10
    assert (np.square(inner - due) / due).sum() < 9 + 4 * np.sqrt(18)


def test_in_parts_it_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    from ninelives.kernels.stats.moments import uniform as room

    monkeypatch.setitem(room.__globals__, "AT_ONCE", 30)
    found = uniform([3, 0, 0, 4, 3], 200, 0)
    assert (found.sum(axis=1) == 10).all()
    assert len(np.unique(found[1:], axis=0)) > 50


@pytest.mark.parametrize("counts", [[1], [0, 2, 1], [2, 1, 0]])
def test_what_has_no_two_ends_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="two events and one in the first and last slot"):
        uniform(counts, 5, 0)


@pytest.mark.parametrize("events", [40, 4000])
def test_slots_of_unlike_shares_get_theirs(events: int) -> None:
    share = np.r_[0.0, np.arange(1, 50) / 1225]
    counts = np.zeros(50, int)
    counts[[1, -1]] = 1, events - 1
    found, half = thrown(counts, share, [(np.arange(50), 50), (np.arange(50) // 25 - 1, 1)], 300, 0)
    assert (half[:, 0] == found[:, 25:].sum(axis=1)).all()
    assert found.shape == (301, 50)
    assert (found[0] == counts).all()
    assert (found.sum(axis=1) == events).all()
    assert (found[:, 0] == 0).all()
    inner = found[1:].sum(axis=0) - 300 * (counts > 0)
    due = 300 * (events - 2) * share[1:]
    assert (np.square(inner[1:] - due) / due).sum() < 48 + 5 * np.sqrt(96)
