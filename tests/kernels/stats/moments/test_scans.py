"""Scans of moments: the best of all places by a loop over them, and what is planted is found where it is."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats.moments import arcs, bursts, silence, turn, uniform

lists = st.lists(st.integers(0, 6), min_size=4, max_size=14).filter(lambda each: sum(each) > 1)


def ratio(held: float, events: float, due: float) -> float:
    """Log likelihood ratio of ``held`` of ``events`` where a share of ``due`` was expected."""

    def term(count: float, share: float) -> float:
        return count * log(count / (events * share)) if count else 0.0

    return term(held, due) + term(events - held, 1 - due)


def shares(counts: list[int]) -> np.ndarray:
    share = 1.0 + np.arange(len(counts)) % 3
    return share / share.sum()


@given(lists)
def test_an_arc_is_the_best_of_all_arcs(counts: list[int]) -> None:
    bins, events, share = len(counts), sum(counts), shares(counts)
    best = 0.0
    for start in range(bins):
        for length in range(1, bins):
            those = [(start + step) % bins for step in range(length)]
            held, due = sum(counts[each] for each in those), float(share[those].sum())
            if held > events * due:
                best = max(best, ratio(held, events, due))
    found = arcs([counts, counts], share)
    assert found.statistics.tolist() == pytest.approx([best, best], abs=1e-9)
    those = [(found.start + step) % bins for step in range(found.length)]
    assert found.share == pytest.approx(sum(counts[each] for each in those) / events)
    assert found.expected == pytest.approx(share[those].sum())


@given(lists, st.integers(0, 13))
def test_turning_the_circle_turns_the_arc(counts: list[int], by: int) -> None:
    even = np.full(len(counts), 1 / len(counts))
    one, other = arcs([counts], even), arcs([np.roll(counts, by)], even)
    assert other.statistics == pytest.approx(one.statistics)


@given(lists)
def test_a_burst_is_the_best_of_all_windows(counts: list[int]) -> None:
    slots, events, best, width = len(counts), sum(counts), 0.0, 1
    while width <= slots // 4:
        for start in range(slots - width + 1):
            held = sum(counts[start : start + width])
            if held > events * width / slots:
                best = max(best, ratio(held, events, width / slots))
        width *= 2
    found = bursts([counts])
    assert found.statistics[0] == pytest.approx(best, abs=1e-9)
    assert found.share == pytest.approx(sum(counts[found.start : found.start + found.length]) / events)


@given(lists)
def test_silence_is_the_longest_run_of_nothing(counts: list[int]) -> None:
    longest = max(len(run) for run in "".join("x" if each else "." for each in counts).split("x"))
    found = silence([counts])
    assert found.statistics[0] == found.length == longest
    assert sum(counts[found.start : found.start + found.length]) == 0


def test_a_turn_is_the_best_of_all_inner_places() -> None:
    counts = np.random.default_rng(0).poisson(np.r_[np.full(60, 1.0), np.full(40, 3.0)])
    events, best = int(counts.sum()), (0.0, 0)
    for at in range(5, 96):
        before = int(counts[:at].sum())
        best = max(best, (ratio(before, events, at / 100), at))
    found = turn([counts])
    assert (found.statistics[0], found.start) == (pytest.approx(best[0]), best[1])
    assert abs(found.start - 60) <= 3
    assert found.share > found.expected
    assert turn([[1, 1]]).statistics.tolist() == [0.0]


def test_what_is_planted_is_found_where_it_is() -> None:
    draw = np.random.default_rng(1)
    hours = np.bincount(np.where(draw.random(200) < 0.6, draw.integers(16, 23, 200), draw.integers(0, 24, 200)))
    found = arcs([hours], np.full(24, 1 / 24))
    assert (found.start, found.length) == (16, 7)
    assert found.expected == pytest.approx(7 / 24)
    days = draw.poisson(1.0, 365)
    days[[0, -1]] += 1
    days[200:204] += 12
    drawn = uniform(days, 99, 0)
    found = bursts(drawn)
    assert (found.statistics[0] > found.statistics[1:]).all()
    assert (found.start, found.length) == (200, 4)
    quiet = days.copy()
    quiet[100:130] = 0
    found = silence(uniform(quiet, 99, 0))
    assert (found.statistics[0] > found.statistics[1:]).all()
    assert 95 <= found.start <= 100
    assert found.length >= 30


def test_what_is_due_is_no_burst_no_silence_and_no_turn() -> None:
    draw = np.random.default_rng(3)
    due = np.r_[np.full(60, 1.0), np.zeros(20), np.full(20, 8.0)]
    due /= due.sum()
    counts = draw.multinomial(400, due, size=200)
    for scan in (bursts, silence, turn):
        plain, told = scan(counts), scan(counts, due)
        assert told.statistics.mean() < plain.statistics.mean() / 2
    assert silence([[3, 0, 0, 1]], [0.3, 0.0, 0.0, 0.7]).statistics[0] == 0
    assert silence([[3, 0, 0, 1]], [0.25, 0.25, 0.25, 0.25]).length == 2
