"""Whatever a program holds of what a model said, read as items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.batch import read
from ninelives.artifacts.handoff.judged import Judged
from ninelives.errors import NinelivesError
from tests.artifacts.handoff.made import handoff

HOURS = Envelope.of({"hour": [9.5] * 40}, np.arange(40))
FRAME = pl.DataFrame({"item": ["a", "b"], "p_cat": [0.9, 0.2], "p_dog": [0.1, 0.8], "hour": [9.0, 3.0], "more": [1, 2]})


def test_a_frame_a_file_and_columns_tell_the_same(tmp_path: Path) -> None:
    FRAME.write_csv(tmp_path / "said.csv")
    held = handoff(envelope=HOURS)
    for batch in (FRAME, FRAME.to_arrow(), tmp_path / "said.csv", {name: FRAME[name] for name in FRAME.columns}):
        told = read(batch, held)
        assert told.items == ["a", "b"]
        assert told.outputs.tolist() == [[0.9, 0.1], [0.2, 0.8]]
        assert [float(each) for each in told.conditions["hour"]] == [9.0, 3.0]
        assert set(told.conditions) == {"hour"}
        assert told.scenes.tolist() == [0, 1]


def test_scenes_are_kept_and_rows_without_names_are_numbered() -> None:
    told = read(FRAME.drop("item").with_columns(scene=pl.Series(["x", "x"])), handoff(envelope=HOURS))
    assert told.items == ["1", "2"]
    assert told.scenes.tolist() == [0, 0]


def numbers() -> Any:
    return handoff(envelope=HOURS, task="number", classes=None, within=1.0)


def test_numbers_bring_the_ends_of_their_intervals_where_there_are_any() -> None:
    ends = pl.DataFrame({"prediction": [1.0], "lower": [0.0], "upper": [2.0]})
    assert read(ends, numbers()).outputs.tolist() == [[1.0, 0.0, 2.0]]
    assert read(ends.drop("upper"), numbers()).outputs.tolist() == [[1.0]]
    assert read(np.array([[1.0], [2.0]]), numbers()).outputs.tolist() == [[1.0], [2.0]]
    with pytest.raises(NinelivesError, match="should have 1 columns"):
        read(np.zeros((1, 2)), numbers())


def test_what_is_read_already_is_taken_as_it_is() -> None:
    own = Judged(items=["a"], scenes=np.arange(1), conditions={}, outputs=np.array([[1.0, 0.0]]))
    assert read(own, handoff(envelope=HOURS)) is own
