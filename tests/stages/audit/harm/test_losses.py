"""What was said, what it cost, and what plays no part in it."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ninelives.stages.audit.harm.losses import losses
from tests.stages.audit.harm.sides import CLASSES, classes, numbers, side, wrong


def test_of_classes() -> None:
    draw = np.random.default_rng(0)
    reference, new = classes(draw, 40), classes(draw, 30)
    assert new.truth is not None
    told = losses(None, reference, new, {new.items[3]: new.truth[3], "nobody": "cat"}, CLASSES, 0)
    assert told is not None
    np.testing.assert_array_equal(told.lost, wrong(reference))
    assert told.known.tolist() == [3]
    assert told.fresh.tolist() == [wrong(new)[3]]
    assert told.new.shape == (30, 4)


def test_classes_without_names_are_the_truths_own() -> None:
    draw = np.random.default_rng(1)
    reference, new = classes(draw, 40), classes(draw, 30)
    told = losses(None, reference, new, None, None, 0)
    assert told is not None
    np.testing.assert_array_equal(told.lost, wrong(reference))
    assert losses(None, side(np.full((3, 4), 0.25), np.array(["a", "b", None], object)), new, None, None, 0) is None


def test_rows_whose_truth_is_unknown_are_left_out() -> None:
    draw = np.random.default_rng(2)
    reference = numbers(draw, 40)
    assert reference.truth is not None
    reference.truth[::2] = np.nan
    told = losses(None, reference, numbers(draw, 10), None, None, 0)
    assert told is not None
    assert len(told.lost) == len(told.old) == len(told.scenes[0]) == 20


@pytest.mark.parametrize("columns", [3, 200])
def test_a_column_that_is_not_read_plays_no_part(columns: int) -> None:
    draw = np.random.default_rng(3)
    x = draw.normal(size=(40, columns)).astype(np.float32)
    rung = SimpleNamespace(reads=lambda many: np.arange(1, many))
    model: Any = SimpleNamespace(rungs={"one": rung}, chosen="one", classes=CLASSES)
    reference = classes(draw, 40, features=x)

    def moved(at: int) -> Any:
        other = x.copy()
        other[:, at] += 5
        told = losses(model, reference, classes(np.random.default_rng(9), 40, features=other), None, CLASSES, 0)
        assert told is not None
        return told.along[1]

    assert moved(0)[1] == 0.0
    assert moved(1)[1] > 0.0
