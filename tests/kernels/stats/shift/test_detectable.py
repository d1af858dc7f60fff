"""The smallest shift that would be told: known cases, and none where none is large enough."""

from __future__ import annotations

from functools import partial
from math import inf

import numpy as np
import pytest
from scipy.stats import norm

from ninelives.kernels.stats.shift import detectable


def test_the_critical_value_is_that_of_the_normal_score() -> None:
    from ninelives.kernels.stats.shift.together import scores

    drawn = np.random.default_rng(0).chisquare(4, (1, 500))
    edge = detectable.critical_value(float(drawn.mean()), float(drawn.std()), 1.7)
    told = scores(drawn)[0]
    assert told[drawn[0] > edge].min() >= 1.7 >= told[drawn[0] <= edge].max()


def test_of_a_bell_a_distance_is_a_shift_in_deviations() -> None:
    x = norm.ppf((np.arange(4000) + 0.5) / 4000) * 7 + 3
    found, unit = detectable.of_numbers(x, 0.2**2, 1e-9)
    assert unit == "deviations"
    assert found == pytest.approx(2 * norm.ppf((1 + 0.2) / 2), rel=0.05)
    assert detectable.of_bell(0.2**2, 1e-9)[0] == pytest.approx(found, rel=0.05)


def test_rows_that_change_places_together_hide_a_larger_shift_unless_they_are_alike_anyway() -> None:
    x = np.random.default_rng(0).normal(size=600)
    alone, together = 2 / 300, 2 / 15
    one, several = (detectable.BRIDGE * each for each in (alone, together))
    for sizes in (detectable.of_bell, partial(detectable.of_numbers, x)):
        plain, hidden, alike = (
            sizes(0.03, one, alone),
            sizes(0.03, one, together),
            sizes(0.03, several, together),
        )
        assert plain[0] == sizes(0.03, one)[0]
        assert hidden[0] > 1.2 * plain[0]
        assert alike[0] == sizes(0.03, several)[0]
    codes = np.arange(600) % 3
    plain, hidden = (detectable.of_names(codes, 12.0, 2.0, 0.5, whole)[0] for whole in (2 / 300, 2 / 15))
    assert hidden > 1.1 * plain


def test_few_values_are_told_in_shares() -> None:
    found, unit = detectable.of_numbers(np.repeat([0.0, 1.0], 50), 0.3**2, 1e-9)
    assert (found, unit) == (pytest.approx(0.3, abs=1e-3), "of the rows elsewhere")


@pytest.mark.parametrize("crowded", [np.arange(2400) % 24, 1 - np.random.default_rng(0).random(2000) ** 40])
def test_values_that_are_as_good_as_tied_are_told_in_shares(crowded: np.ndarray) -> None:
    found, unit = detectable.of_numbers(crowded.astype(float), 0.03**2, 1e-9)
    assert (found, unit) == (pytest.approx(0.03, abs=1e-3), "of the rows elsewhere")


def test_where_no_shift_is_large_enough_there_is_none() -> None:
    x = np.random.default_rng(0).normal(size=60)
    assert detectable.of_numbers(x, inf, 0.1) == (None, "")
    assert detectable.of_numbers(x, 1.1, 0.1) == (None, "")
    assert detectable.of_names(np.arange(60) % 2, inf, 1.0, 0.5) == (None, "")
    assert detectable.of_names(np.arange(6) % 2, 40.0, 1.0, 0.5) == (None, "")
    assert detectable.of_classifier(0.99, 0.1) == (None, "")
    assert detectable.of_kernel(x[:, None].astype(np.float32), 1.0, 3.0, 0.1, 0.1) == (None, "")
