"""Rules of a table in words."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.report.facts.questions import Heading, Line, aloud
from tests.kernels.nets.rungs.tables.fitted import NUMBERS, RULES

PORT, SEX = Heading("port", ("a", "b", "c", "d", "e")), Heading("sex", ("female", "male"))
COLUMNS = (Heading("age"), Heading("alone", yes_no=True), PORT, SEX)


def rules(*questions: tuple[int, float, int, int, int]) -> Rules:
    """A chain: column, threshold, category, whether what is missing goes left, gaps; yes ends, no asks the next."""
    nodes = 2 * len(questions) + 1
    arrays = {name: np.zeros(nodes, np.int64) for name in ("feature", "category", "left", "right", "missing", "gaps")}
    arrays["feature"][:], arrays["category"][:] = -1, -1
    cut = np.zeros(nodes)
    for at, (feature, threshold, category, missing, gaps) in enumerate(questions):
        node = 2 * at
        arrays["feature"][node], cut[node], arrays["category"][node] = feature, threshold, category
        arrays["left"][node], arrays["right"][node] = node + 1, node + 2
        arrays["missing"][node], arrays["gaps"][node] = missing, gaps
    rows = np.stack([np.arange(nodes), np.ones(nodes, np.int64)], axis=1)
    return Rules.from_arrays({**arrays, "threshold": cut, "value": np.tile([0.3, 0.7], (nodes, 1)), "rows": rows})


def texts(*questions: tuple[int, float, int, int, int]) -> list[str]:
    return [line.text for line in sorted(aloud(rules(*questions), COLUMNS, ("no", "yes")), key=lambda line: line.leaf)]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([], ["always"]),
        ([(0, 9.5, -1, 0, 0)], ["age is at most 9.5", "age is over 9.5"]),
        ([(1, 0.5, -1, 0, 0)], ["alone is no", "alone is yes"]),
        ([(2, 0, 3, 0, 0)], ["port is d", "port is not d"]),
        ([(3, 0, 0, 0, 0)], ["sex is female", "sex is male"]),
        ([(0, 9.5, -1, 1, 4)], ["age is at most 9.5 or unknown", "age is over 9.5"]),
        ([(0, 9.5, -1, 0, 4)], ["age is at most 9.5", "age is over 9.5 or unknown"]),
        (
            [(0, 9.5, -1, 0, 0), (0, 30, -1, 0, 0)],
            ["age is at most 9.5", "age is between 9.5 and 30", "age is over 30"],
        ),
        ([(2, 0, 0, 0, 0), (2, 0, 1, 0, 0)], ["port is a", "port is b", "port is neither a nor b"]),
        (
            [(0, 9.5, -1, 0, 4), (0, 30, -1, 1, 4)],
            ["age is at most 9.5", "age is between 9.5 and 30 or unknown", "age is over 30"],
        ),
        (
            [(0, 9.5, -1, 0, 0), (2, 0, 1, 0, 2)],
            ["age is at most 9.5", "age is over 9.5 and port is b", "age is over 9.5 and port is not b or unknown"],
        ),
    ],
)
def test_each_way_is_said_in_words(questions: list[tuple[int, float, int, int, int]], said: list[str]) -> None:
    assert texts(*questions) == said


def test_a_rule_tells_its_class_and_how_many_of_its_rows_are_of_it() -> None:
    lines = aloud(RULES, COLUMNS, ("died", "lived"))
    assert [line.rows for line in lines] == [5, 3, 2]
    assert lines[0] == Line("age is at most 1 or unknown", 1, 5, "died", 1.0)
    assert (lines[2].says, lines[2].share) == ("lived", 0.5)


def test_a_rule_of_numbers_tells_its_mean() -> None:
    rung = NUMBERS["rules"]
    assert isinstance(rung, RulesOfNumbers)
    assert [(line.says, line.rows, line.share) for line in aloud(rung, COLUMNS)] == [
        (1, 5, None),
        (7, 3, None),
        (2, 2, None),
    ]


def test_each_leaf_is_told_once() -> None:
    assert sorted(line.leaf for line in aloud(RULES, COLUMNS, ("a", "b"))) == [1, 3, 4]
