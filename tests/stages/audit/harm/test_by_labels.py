"""Labels alone: exact for classes, many for numbers."""

import numpy as np

from ninelives.stages.audit.harm import by_labels
from ninelives.stages.audit.harm.losses import losses
from tests.stages.audit.harm.sides import CLASSES, classes, numbers


def test_classes_are_exact() -> None:
    draw = np.random.default_rng(0)
    reference, new = classes(draw, 50), classes(draw, 20)
    assert new.truth is not None
    told = losses(None, reference, new, dict(zip(new.items, new.truth, strict=True)), CLASSES, 0)
    assert told is not None
    found = by_labels.seen(told, 0.95, 0, promised=True)
    assert found is not None
    assert found[1] <= found[0] <= found[2]
    assert "one of each scene" in by_labels.assumption(told)
    assert 0 < by_labels.contradiction(told) <= 1


def test_numbers_need_ten_scenes() -> None:
    draw = np.random.default_rng(1)
    reference, new = numbers(draw, 50), numbers(draw, 20)
    assert new.truth is not None
    for many in (by_labels.LABELS - 1, by_labels.LABELS):
        told = losses(None, reference, new, {new.items[at]: new.truth[at] for at in range(many)}, None, 0)
        assert told is not None
        for promised in (True, False):
            assert (by_labels.seen(told, 0.95, 0, promised=promised) is None) == (many < by_labels.LABELS)
