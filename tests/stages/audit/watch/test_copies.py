"""Copies are counted one by one, whatever the batches, and forgotten after so many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.audit.watch.copies import KEPT, Copies, prints


def by_hand(rows: list[int]) -> list[tuple[int, int]]:
    out, last, lag, run = [], {}, 0, 0
    for at, row in enumerate(rows, 1):
        own = at - last[row] if row in last else 0
        run, lag = (0 if not own else run + 1 if own == lag else 1), own
        last[row] = at
        out.append((run, own))
    return out


@given(st.lists(st.integers(0, 4), max_size=60), st.integers(0, 60))
def test_they_are_counted_one_by_one(told: list[int], cut: int) -> None:
    rows, copies = np.array(told, float).reshape(-1, 1), Copies(looks=True)
    first = np.stack(copies.see(rows[:cut], 1), axis=1)
    copies = Copies.from_arrays(copies.arrays())
    rest = np.stack(copies.see(rows[cut:], min(cut, len(rows)) + 1), axis=1)
    assert [tuple(pair) for pair in np.concatenate([first, rest]).tolist()] == by_hand(told)


def test_what_is_long_ago_is_forgotten() -> None:
    copies = Copies(looks=True)
    copies.see(np.arange(KEPT + 1.0)[:, None], 1)
    assert len(copies.seen) == KEPT
    runs, _ = copies.see(np.array([[0.0], [5.0]]), KEPT + 2)
    assert runs.tolist() == [0, 1]


def test_a_reference_full_of_equal_rows_makes_repetitions_usual() -> None:
    assert not Copies.of(np.zeros((20, 2))).looks
    assert Copies.of(np.random.default_rng(0).random((20, 2))).looks


@pytest.mark.parametrize(("one", "other"), [(0.0, -0.0), (np.nan, -np.nan)])
def test_the_same_value_has_one_print(one: float, other: float) -> None:
    assert prints(np.array([[one]])) == prints(np.array([[other]]))
    assert prints(np.array([[1.0, 2.0]])) != prints(np.array([[2.0, 1.0]]))
