from __future__ import annotations

import pytest

from ninelives.report.tested import chance, gain, looked_at, smallest, would_have
from tests.report.audited import TESTS, test


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (1.0, "1"),
        (0.62, "0.62"),
        (0.1, "0.1"),
        (0.0995, "0.1"),
        (0.05, "0.05"),
        (0.0312, "0.031"),
        (0.001, "0.001"),
        (2e-308, "under 0.001"),
        (None, "none"),
    ],
)
def test_a_p_value_is_said_as_people_read_it_and_never_0(p, said):
    assert chance(p) == said


def test_what_was_looked_at_is_said_in_words():
    assert looked_at("inputs", "light") == "light"
    assert looked_at("features", None) == "what is seen, as a whole"
    assert looked_at("features", "direction 3") == "what is seen, direction 3"


def test_the_smallest_shift_is_told_in_its_own_unit():
    assert smallest(0.314, "deviations") == "0.31 standard deviations"
    assert smallest(0.6078, "area under the curve") == "told apart in 60.8 % of pairs"
    assert smallest(0.037, "of the rows elsewhere") == "3.7 % of the rows moved"
    assert smallest(None, "") == smallest(0.0, "deviations") == ""


def test_the_smallest_of_all_is_of_a_column_that_a_person_knows():
    assert would_have(TESTS) == "0.31 standard deviations in light"
    assert would_have([test("ks", "direction 1", 0.5, part="features", smallest_detectable=0.1)]) == ""
    area = test("classifier", None, 0.5, part="features", smallest_detectable=0.61, unit="area under the curve")
    assert would_have([area]) == "one by which what is seen could be told apart in 61.0 % of pairs"
    assert would_have([test("ks", "light", 0.5, valid=False)]) == ""


def test_a_gain_is_told_in_points_or_as_a_share_of_the_error():
    assert gain(0.097, "accuracy") == "at most 9.7 points"
    assert gain(0.12, "mean_absolute_error") == "at most 12 % of the error"
    assert gain(None, None) == ""
