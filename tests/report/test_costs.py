"""What mistakes cost, as it is said."""

from __future__ import annotations

import pytest

from ninelives.report.costs import Charged, assumed, lines, sentence
from tests.artifacts.problem.asked import problem

COSTS = problem(by_hand__right=None, loss__human=None).costs
TOLD = Charged(0.31, (0.2, 0.42), 4, "€", tuple(COSTS["assumed"]), COSTS)


def test_what_a_photo_costs_is_told_beside_the_hand() -> None:
    assert COSTS["mistake"] == pytest.approx(5.0095)
    assert (
        lines(TOLD)[0]
        == "  costs       its mistakes cost 0.31 € a photo (0.20 € to 0.42 €), by hand it is 4 € and 0.25 € of mistakes"
    )
    assert sentence(TOLD) == (
        "Where it decides alone, its mistakes cost 0.31 € a photo (0.20 € to 0.42 €, 95 % sure); by hand a photo costs "
        "4 € and 0.25 € of mistakes, as 95 % are right. At most 1 % may be wrong."
    )


def test_what_was_assumed_is_named() -> None:
    assert assumed(TOLD) == ("asking a person costs 4 €", "by hand 95 % are right")
    assert lines(TOLD)[1] == "  assumed     asking a person costs 4 €; by hand 95 % are right"
    assert len(lines(Charged(0, (0, 0), 4, "€", (), COSTS))) == 1
    assert assumed(Charged(0, (0, 0), 4, "€", ("risk", "currency"), COSTS)) == ("at most 1 % may be wrong",)


def test_without_a_problem_nothing_is_told() -> None:
    assert lines(None) == []
