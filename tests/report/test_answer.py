"""The answer as a terminal shows it."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.problem import Answer
from ninelives.artifacts.problem.answer import Held
from ninelives.report.answer import WIDEST, lines
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem

SCREEN = 24


@pytest.mark.parametrize("base", [CATS, POWER, RESCUE, TUNE, {}])
@pytest.mark.parametrize("use", [None, {"hour": "20-6|9-10", "place": "home|roof"}])
def test_it_fits_a_screen_and_begins_by_hand(base: dict[str, Any], use: dict[str, Any] | None) -> None:
    told = lines(Answer.of(problem(base, deployment=use)))
    assert told[0].startswith("  by hand     ")
    assert len(told) <= SCREEN
    assert max(map(len, told)) <= WIDEST
    assert "\033" not in "".join(told)


def test_gaps_and_needs_are_told_first_few_and_counted() -> None:
    use = {"hour": "0-2|4-6|8-10|20-22", "weather": "rain"}
    told = "\n".join(lines(Answer.of(problem(deployment=use))))
    assert told.count("▲ gap") == 3
    assert "and 1 region more, all in the report" in told
    assert "cannot tell weather: how they are collected does not tell it" in told
    assert "more, all in the report" in told


def test_without_a_gap_it_says_so_and_without_a_use_why() -> None:
    assert any("inside      no gap was found" in line for line in lines(Answer.of(problem(deployment={"hour": "14"}))))
    assert any(
        "cannot tell when and where it will be used" in line for line in lines(Answer.of(problem(deployment=None)))
    )


def test_what_the_data_show_besides_is_noted() -> None:
    told = lines(Answer.of(problem(), held=Held(9, 9, {}, (), ("they are\x1b few",))))
    assert "  note        they are\\x1b few" in told


def test_a_reward_that_pays_for_something_else_is_marked() -> None:
    assert any(line.startswith("  ▲ reward    'second in the air'") for line in lines(Answer.of(problem(RESCUE))))
