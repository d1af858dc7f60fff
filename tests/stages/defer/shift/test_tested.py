"""Whether new items come as the calibration items did."""

from __future__ import annotations

from ninelives.stages.defer.shift import mixture
from ninelives.stages.defer.sources import Source
from tests.stages.defer.answers import answers, items

DELTA = 0.05


def test_the_same_world_needs_no_weights(source: Source) -> None:
    found = mixture(source, items(answers(800)), items(answers(600, seed=6)), DELTA, 0)
    assert found.kind == "none"
    assert found.promised
    assert found.weights is None


def test_nothing_new_or_too_little_is_not_tested(source: Source) -> None:
    few = mixture(source, items(answers(800)), items(answers(5)), DELTA, 0)
    assert few.kind == "untested"
    assert "only 5 of the new" in few.words
    assert mixture(source, items(answers(800)), None, DELTA, 0).kind == "untested"
