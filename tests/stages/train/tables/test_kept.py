"""Finished rungs outlive a kill, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.stages.train.tables.climb import climb
from ninelives.stages.train.tables.kept import keep, recall
from tests.stages.train.tables.tasks import task


@pytest.mark.parametrize(("kind", "name"), [("classes", "boosting"), ("numbers", "linear"), ("numbers", "mean")])
def test_what_was_kept_is_recalled(kind: str, name: str, tmp_path: Path) -> None:
    told, path = task(kind), tmp_path / "rung"
    climbed = climb(name, told)
    keep(climbed, path)
    again = recall(name, path, told)
    assert again is not None
    assert again.score == climbed.score
    assert (again.errors, again.learned) == (climbed.errors, climbed.learned)
    assert again.judged.tobytes() == climbed.judged.tobytes()
    assert {key: array.tobytes() for key, array in again.rung.arrays().items()} == {
        key: np.asarray(array).tobytes() for key, array in climbed.rung.arrays().items()
    }


def test_what_is_not_whole_is_not_recalled(tmp_path: Path) -> None:
    told, path = task("classes"), tmp_path / "rung"
    assert recall("rules", path, told) is None
    keep(climb("rules", told), path)
    whole = path.read_bytes()
    for broken in (whole[:-1], whole[:20], b"", whole[:-1] + b"x"):
        path.write_bytes(broken)
        assert recall("rules", path, told) is None
    path.write_bytes(whole)
    assert recall("rules", path, told) is not None
    assert recall("boosting", path, told) is None
    assert recall("rules", path, task("numbers")) is None
    assert recall("rules", path, task("classes", 100)) is None
