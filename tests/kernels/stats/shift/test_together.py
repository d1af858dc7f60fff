"""What many tests say together: ranks by hand, and how often a false word is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binom, chi2

from ninelives.kernels.stats.shift import Units, chi_square, corrected, kolmogorov, p_values
from ninelives.kernels.stats.shift.together import scores

tables = arrays(float, st.tuples(st.integers(1, 4), st.integers(2, 12)), elements=st.integers(0, 6).map(float))


@given(tables)
def test_a_p_value_is_the_share_that_gives_as_much(statistics: np.ndarray) -> None:
    want = [sum(each >= row[0] for each in row) / len(row) for row in statistics]
    assert p_values(statistics).tolist() == pytest.approx(want)


@given(tables)
def test_the_correction_costs_something_and_nothing_where_there_is_one_test(statistics: np.ndarray) -> None:
    assert (corrected(statistics) >= p_values(statistics) - 1e-12).all()
    moves = np.ptp(statistics[0]) > 0
    assert not moves or corrected(statistics[:1])[0] == pytest.approx(p_values(statistics[:1])[0])


@given(tables, st.floats(0.01, 100))
def test_the_unit_of_a_statistic_plays_no_part(statistics: np.ndarray, unit: float) -> None:
    scale = np.ones((len(statistics), 1))
    scale[0] = unit
    np.testing.assert_allclose(corrected(statistics * scale), corrected(statistics))


def test_the_same_test_twice_costs_nothing() -> None:
    row = np.random.default_rng(0).chisquare(3, (1, 200))
    row[0, 0] = 12
    assert corrected(np.repeat(row, 5, axis=0)).tolist() == pytest.approx([p_values(row)[0]] * 5)


@pytest.mark.parametrize("freedom", [1, 4, 30])
def test_scores_are_close_to_normal(freedom: int) -> None:
    drawn = chi2.ppf((np.arange(4000) + 0.5) / 4000, freedom)[None]
    score = scores(drawn)[0]
    assert abs(score.mean()) < 0.1
    assert np.quantile(score, 0.999) == pytest.approx(3.09, abs=0.25)


def test_what_nothing_changes_says_nothing() -> None:
    still = np.stack([np.full(50, 2.0), np.zeros(50), np.r_[9.0, np.arange(49) / 10]])
    assert p_values(still).tolist() == [1.0, 1.0, 0.02]
    assert corrected(still).tolist() == [1.0, 1.0, 0.02]


def test_thirty_columns_of_noise_say_a_false_word_in_one_case_of_twenty() -> None:
    runs, alarms = 120, 0
    for seed in range(runs):
        draw = np.random.default_rng(seed)
        units = Units.scenes(np.arange(40), np.arange(25))
        labels = units.relabelled(79, seed)
        shared = draw.normal(size=65)
        found = [kolmogorov(shared + draw.normal(size=65), units, labels) for _ in range(15)]
        found += [chi_square(draw.integers(0, 4, 65), units, labels) for _ in range(15)]
        alarms += corrected(np.stack(found)).min() <= 0.05
    assert 1 <= alarms <= binom.isf(0.01, runs, 0.05)


def test_the_column_that_moved_is_found_among_hundred() -> None:
    draw = np.random.default_rng(0)
    units = Units.scenes(np.arange(150), np.arange(150))
    labels = units.relabelled(199, 0)
    columns = draw.normal(size=(100, 300))
    columns[41, 150:] += 1
    p = corrected(np.stack([kolmogorov(column, units, labels) for column in columns]))
    assert p.argmin() == 41
    assert p[41] == pytest.approx(1 / 200)
    assert np.sort(p)[1] > 0.05
