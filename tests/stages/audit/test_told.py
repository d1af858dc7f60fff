"""What findings tell of the tests and rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from ninelives.artifacts.sides import Sides
from ninelives.kernels.stats.shift import compare, scores
from ninelives.stages.audit import told
from ninelives.stages.audit.shifted import lined_up
from ninelives.stages.audit.told import Shift
from tests.stages.audit.test_kind import judged, sides


def shift(both: Sides) -> Shift:
    compared = lined_up(both)
    found = scores(compared.parts, compared.units)[len(both.reference) :]
    return Shift(compared=compared, tested=compare(compared.parts, compared.units, draws=59), scores=found, apart=0.5)


BOTH = sides(judged(0, 0.5, rows=60), judged(1, 0.9, rows=40))


def test_tests_come_with_the_most_telling_first_and_no_p_is_nothing() -> None:
    found = told.tests(shift(BOTH))
    p: list[Any] = [one["p"] for one in found if one["valid"]]
    assert p == sorted(p)
    assert min(p) >= 1 / 60
    assert {"name", "part", "column", "statistic", "p", "valid", "smallest_detectable"} <= set(found[0])
    assert told.tests(None) == []


def test_rows_come_with_the_one_first_that_shows_most() -> None:
    found = shift(BOTH)
    table = told.rows(BOTH, found)
    assert table["score"].to_list() == sorted(found.scores.tolist(), reverse=True)
    row = table.row(0, named=True)
    assert BOTH.new is not None
    assert BOTH.new.outputs is not None
    own = BOTH.new.outputs[int(row["item"])]
    assert (row["prediction"], row["probability"]) == (("cat", "dog")[int(own.argmax())], own.max())
    assert told.rows(BOTH, None).height == 0


def test_rows_to_label_are_drawn_at_random_and_once_each() -> None:
    assert BOTH.new is not None
    found = told.relabel(BOTH, shift(BOTH))
    assert len(found) == len({*found}) == 40
    assert told.relabel(BOTH, None) == ()


def test_each_step_says_what_it_rests_on() -> None:
    steps = [one["step"] for one in told.assumptions(BOTH, shift(BOTH), {"assumption": "a"}, {"assumption": "b"})]
    assert steps == ["envelope", "shift", "kind", "harm"]
    assert [one["step"] for one in told.assumptions(BOTH, None, {}, {})] == ["envelope"]


def test_a_number_that_is_none_is_null() -> None:
    assert told._number(np.inf) is None
    assert told._number(None) is None
    assert told._number(0.25) == 0.25
