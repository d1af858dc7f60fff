"""Habits that change, and groups that keep other hours: against scipy and loops, and found where they are planted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from ninelives.kernels.stats.moments import shuffled, split, strangers
from ninelives.kernels.stats.shift import p_values


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30), st.integers(1, 9), st.integers(0, 99))
def test_shuffling_keeps_every_bin(bins: list[int], draws: int, seed: int) -> None:
    found = shuffled(bins, draws, seed)
    assert found[0].tolist() == bins
    assert (np.sort(found, axis=1) == sorted(bins)).all()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=4, max_size=40), st.integers(0, 9))
def test_strangers_are_scipys_chi_square(events: list[tuple[int, int]], seed: int) -> None:
    bins, groups = np.array(events).T
    drawn = shuffled(bins, 3, seed)
    found = strangers(drawn, 5, groups, 3)
    for own, row in zip(found.T, drawn, strict=True):
        for group in range(3):
            table = np.stack(
                [np.bincount(row[groups == group], minlength=5), np.bincount(row[groups != group], minlength=5)]
            )
            table = table[:, table.sum(axis=0) > 0]
            want = 0.0
            if table.sum(axis=1).all() and table.shape[1] > 1:
                want = chi2_contingency(table, correction=False).statistic
            assert own[group] == pytest.approx(want, abs=1e-9)


def by_hand(bins: np.ndarray, around: int) -> tuple[float, int]:
    angle = 2 * np.pi * bins / around
    waves = np.stack([np.cos(angle), np.cos(2 * angle), np.sin(angle), np.sin(2 * angle)], axis=1)
    events, best = len(bins), (-1.0, 0)
    for at in np.unique(np.linspace(0.05 * events, 0.95 * events, 200).astype(int)):
        if 1 <= at < events:
            gap = waves[:at].mean(axis=0) - waves[at:].mean(axis=0)
            told = float((gap**2 / np.maximum(waves.var(axis=0), 1e-12)).sum() * at * (events - at) / events)
            best = max(best, (told, int(at)), key=lambda each: each[0])
    return best


@pytest.mark.parametrize("events", [3, 40, 300])
def test_a_split_is_the_best_of_all_moments(events: int) -> None:
    bins = np.random.default_rng(events).integers(0, 24, events)
    found, (statistic, at) = split(shuffled(bins, 2, 0), 24), by_hand(bins, 24)
    assert found.statistics[0] == pytest.approx(statistic)
    assert found.start == at
    assert found.statistics[1] == pytest.approx(by_hand(shuffled(bins, 2, 0)[1], 24)[0])


def test_a_habit_that_changes_is_found_with_its_moment() -> None:
    draw = np.random.default_rng(0)
    hours = np.concatenate([draw.normal(20, 2, 180), draw.normal(4, 2, 120)]).round().astype(int) % 24
    found = split(shuffled(hours, 99, 0), 24)
    assert p_values(found.statistics[None])[0] == 0.01
    assert abs(found.start - 180) <= 3
    assert found.expected == pytest.approx(20, abs=0.5)  # the hours before it, and after
    assert found.share == pytest.approx(4, abs=0.5)


def test_one_event_and_events_that_are_all_alike_have_no_habit_that_changes() -> None:
    assert split(shuffled([5], 9, 0), 24).statistics.tolist() == [0.0] * 10
    assert split(shuffled([5] * 30, 9, 0), 24).statistics == pytest.approx(0, abs=1e-9)


def test_the_group_with_hours_of_its_own_is_the_stranger() -> None:
    draw = np.random.default_rng(0)
    groups = draw.integers(0, 4, 400)
    hours = np.where(groups == 2, draw.integers(0, 8, 400), draw.integers(0, 24, 400))
    p = p_values(strangers(shuffled(hours, 199, 0), 24, groups, 4))
    assert p.argmin() == 2
    assert p[2] == pytest.approx(1 / 200)


def test_a_split_lies_only_where_it_may() -> None:
    draw = np.random.default_rng(0)
    hours = np.concatenate([draw.normal(20, 2, 180), draw.normal(4, 2, 120)]).round().astype(int) % 24
    assert split(shuffled(hours, 9, 0), 24, at=[0, 100, 250, 300]).start in (100, 250)
    assert split(shuffled(hours, 9, 0), 24, at=[]).statistics.tolist() == [0.0] * 10
