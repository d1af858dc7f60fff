"""What is made of the answers of a model from elsewhere."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from ninelives.artifacts.foreign import Origin
from ninelives.stages.adopt.job import Job
from ninelives.stages.adopt.made import Heard, made, shared
from tests.stages.adopt.test_job import order

CLASSES = ("red", "green")


def test_the_photos_are_shared_out_by_scene_and_all_are_used(photos: Path) -> None:
    parts = shared(Job.read(order(photos), None), CLASSES)
    assert (parts.kept_apart != parts.fitted_on).all()
    assert parts.kept_apart.sum() == 48
    assert len(parts.part) == 72


def test_how_sure_it_is_does_not_depend_on_the_photos_kept_apart(photos: Path) -> None:
    job = Job.read(order(photos), None)
    parts = shared(job, CLASSES)
    x = np.random.default_rng(0).normal(size=(120, 2)).astype(np.float32)
    x[np.arange(120), parts.y] += 1
    bent = np.where(parts.kept_apart[:, None], -x, x)
    origin = Origin(name="net", takes=None, output=None, kind="logits", numbers=2)
    one, other = (made(job, parts, Heard(CLASSES, each, origin, 1, None), time.perf_counter()) for each in (x, bent))
    assert one.rungs["foreign"].arrays()["temperature"] == other.rungs["foreign"].arrays()["temperature"]
    assert one.accuracy()[0] > other.accuracy()[0]
    assert one.tables["reference"].get_column("features").to_numpy().tolist() == x[parts.kept_apart].tolist()


def test_a_model_of_predictions_alone_says_so_where_new_ones_are_asked_for(photos: Path) -> None:
    import pytest

    from ninelives.errors import NinelivesError

    job = Job.read(order(photos), None)
    parts = shared(job, CLASSES)
    origin = Origin(name="said.csv", takes=None, output=None, kind="logits", numbers=2)
    model = made(job, parts, Heard(CLASSES, np.zeros((120, 2), np.float32), origin, 1, None), time.perf_counter())
    with pytest.raises(NinelivesError, match=r"what 'said.csv' said of 120 photos, and judges no others") as caught:
        model.predict(photos)
    assert "ninelives adopt" in str(caught.value.fix)
