"""All items of new data are judged, and what nobody can read is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.defer import defer
from ninelives.stages.defer.decide.whole import by_answers, by_model
from ninelives.store.cache import Cache
from tests.rows import rows
from tests.stages.defer.answers import answers, written


def test_rows_that_the_model_learned_from_are_decided_too(model: TableModel, tmp_path: Path) -> None:
    made = defer(model, risk=0.1, progress=False)
    assert model.path is not None
    whole = by_model(made, model.path, rows(1500).head(50), Cache(tmp_path), None)
    assert len(whole.judged) == 50
    assert whole.judged.outputs.shape == (50, 2)
    assert whole.rows is not None
    assert list(whole.judged.conditions) == ["kind"]


def test_a_hand_over_for_another_model_is_refused(model: TableModel, judged: Path, tmp_path: Path) -> None:
    assert model.path is not None
    with pytest.raises(NinelivesError, match="another model than that of this hand-over"):
        by_model(defer(judged, progress=False), model.path, rows(10), Cache(tmp_path), None)


def test_what_was_said_already_needs_no_model(judged: Path, tmp_path: Path) -> None:
    new = written(tmp_path / "new.csv", answers(30, seed=2, truth=False))
    assert len(by_answers(defer(judged, progress=False), new).judged) == 30
