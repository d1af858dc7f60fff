"""Right and wrong, drawn."""

from __future__ import annotations

from ninelives.report.charts import MOST, Sureness
from ninelives.report.judged import drawn

SURE = (Sureness(0.8, 0.7, 20, (0.5, 0.85)), Sureness(0.97, 0.96, 700, (0.94, 0.97)))


def test_the_wrong_ones_are_counted_and_paired() -> None:
    judged = drawn(("cat", "dog"), ((394, 6), (5, 395)), SURE)
    assert judged.wrong == 11
    assert [(pair.truth, pair.prediction, pair.count, pair.of) for pair in judged.confused] == [
        ("cat", "dog", 6, 400),
        ("dog", "cat", 5, 400),
    ]
    assert "What is taken for what" in judged.matrix
    assert not judged.dense
    assert judged.begins == 0.7


def test_many_classes_have_no_matrix_and_no_truth_has_nothing() -> None:
    names = tuple(f"kind {at}" for at in range(MOST + 1))
    counts = tuple(tuple(3 if i == j else 1 for j in range(MOST + 1)) for i in range(MOST + 1))
    many = drawn(names, counts, ())
    assert (many.matrix, many.reliability, many.wrong) == ("", "", MOST * (MOST + 1))
    assert len(many.confused) < many.wrong
    none = drawn(names, (), ())
    assert (none.matrix, none.confused, none.reliability, none.wrong) == ("", (), "", 0)
