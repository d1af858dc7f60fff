"""From a job to a model, step by step; what each step does is tested in its own room."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.stages.train import learn as rooms
from ninelives.stages.train.job import Order
from ninelives.stages.train.learn import learn
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.untried import Untried
from ninelives.store.cache import Cache
from tests.stages.train.conftest import LOW


def learned(photos: Path, spec: TrainSpec) -> Model:
    return learn(Order.of(photos, None, spec, None, None, None, None).read(None), Cache.user(), None)


def test_it_is_the_model_that_train_writes(photos: Path, model: Model, tmp_path: Path) -> None:
    made = learned(photos, TrainSpec(rungs=LOW))
    assert made.path is None
    assert made.save(tmp_path / "m.model").digest == model.digest


def test_what_cannot_be_tried_is_left_out_and_told(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "absent", lambda _: (Untried("kernel", "it is gone", "mend it"),))
    made = learned(photos, TrainSpec(rungs=LOW))
    assert [score.name for score in made.scores] == ["majority", "rules", "perceptron"]
    assert made.facts["untried"] == [{"name": "kernel", "reason": "it is gone", "fix": "mend it"}]
