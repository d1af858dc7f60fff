"""The perceptron of tables learns as that of photos does, on the spread-out columns."""

from __future__ import annotations

from ninelives.kernels.nets.rungs.tables import Columns
from ninelives.stages.train.rungs.perceptron import spoken
from ninelives.stages.train.tables.rungs import perceptron
from tests.stages.train.tables.rungs.lessons import lesson


def test_it_learns_on_the_spread_out_columns() -> None:
    told = lesson("classes", seed=3)
    rung = perceptron.fit(told)
    columns = Columns.learn(told.x, told.categories)
    weights, bias = spoken(columns.expand(told.x), told.y, 3, 3)
    assert rung.machine.columns.code.tolist() == columns.code.tolist()
    assert rung.machine.inner.weights.tobytes() == weights.tobytes()
    assert rung.machine.inner.bias.tobytes() == bias.tobytes()


def test_its_voices_are_those_that_the_table_was_made_with() -> None:
    """Category 1 is the third class; above 50 is the second rather than the first."""
    rung = perceptron.fit(lesson("classes", rows=900))
    columns, voices = rung.machine.columns, rung.voices()
    (of_kind,) = [at for at in range(columns.features) if (columns.column[at], columns.code[at]) == (2, 1)]
    (of_number,) = [at for at in range(columns.features) if (columns.column[at], columns.code[at]) == (0, -1)]
    assert voices[of_kind].argmax() == 2
    assert voices[of_number, 1] > 0 > voices[of_number, 0]
