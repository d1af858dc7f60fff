"""How far off it is beside standing still, in sentences that a terminal and a page share."""

from __future__ import annotations

from ninelives.report.facts.standing import covers, ladder, off, saves, size, still
from tests.series import of_months, of_shops, of_walk


def test_it_says_whether_anything_beats_standing_still() -> None:
    assert still(of_walk())
    assert not still(of_months())
    assert "Nothing beats persistence" in ladder(of_walk())
    assert "Standing still is off by" in saves(of_months())[0]
    assert not any("it saves" in line for line in saves(of_walk()))
    assert "Its 80 % bands held the truth of" in covers(of_months())


def test_several_series_are_told_of_in_their_own_naive_errors() -> None:
    assert size(of_shops()) == (of_shops().best.scaled, of_shops().best.scaled_interval, " MASE")
    assert " MASE on average in sold, 6 months ahead" in off(of_shops())
    assert size(of_months())[0] == of_months().best.mean_absolute_error
    assert size(of_months(), "persistence")[0] == of_months().scores[0].mean_absolute_error
    assert "of each series" in saves(of_shops())[1]
