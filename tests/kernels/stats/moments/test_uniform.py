"""Lists of moments by chance: as many events, both ends kept, all else anywhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.moments import uniform


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
