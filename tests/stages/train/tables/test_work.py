"""The work of one run: from the lowest rung up, each kept when it is finished, never past the time."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.tables import work as module
from ninelives.stages.train.tables.climb import Climbed, climb
from ninelives.stages.train.tables.spec import TableSpec
from ninelives.stages.train.tables.work import climb_all
from tests.stages.train.tables.tasks import task

LOW = ("majority", "rules", "perceptron")


def test_finished_rungs_are_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = task("classes")
    whole = climb_all(told, LOW, TableSpec(), tmp_path)
    assert list(whole) == list(LOW)
    (tmp_path / "perceptron.safetensors").unlink()
    asked = list[str]()

    def watched(name: str, *args: object, **named: object) -> Climbed:
        asked.append(name)
        return climb(name, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "climb", watched)
    again = climb_all(told, LOW, TableSpec(), tmp_path)
    assert asked == ["perceptron"]
    for name in LOW:
        np.testing.assert_array_equal(again[name].judged, whole[name].judged)
        assert again[name].score.score == whole[name].score.score


@pytest.mark.parametrize(("kind", "lowest"), [("classes", "majority"), ("numbers", "mean")])
def test_the_lowest_is_given_whatever_the_time(tmp_path: Path, kind: str, lowest: str) -> None:
    found = climb_all(task(kind), ("rules", "kernel"), TableSpec(), tmp_path, end=time.perf_counter() - 1)
    assert list(found) == [lowest]


def test_what_is_finished_in_time_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(name: str, *args: object, **named: object) -> Climbed:
        if name == "perceptron":
            raise OutOfTime
        return climb(name, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "climb", late)
    found = climb_all(task("classes"), LOW, TableSpec(), tmp_path, end=time.perf_counter() + 60)
    assert list(found) == ["majority", "rules"]


def test_every_fit_is_told(tmp_path: Path) -> None:
    steps = list[tuple[str, int, int | None]]()
    climb_all(task("classes"), LOW, TableSpec(folds=3), tmp_path, lambda *step: steps.append(step))
    assert steps[-1] == ("ladder", 12, 12)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
