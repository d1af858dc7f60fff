"""The photos of an adoption, and what its lineage depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.stages.adopt.job import Job, Order
from ninelives.stages.adopt.spec import AdoptSpec


def order(data: Any, **told: Any) -> Order:
    plain = {"labels": None, "target": None, "trained_on": None, "deployment": None, "spec": AdoptSpec()}
    return Order(**{"data": data, **plain, **told})


def test_the_photos_that_judge_all_have_a_label(photos: Path) -> None:
    job = Job.read(order(photos), None)
    assert job.labels == ["green", "red"]
    assert len(job.archive) == 120
    assert job.trained is None
    assert job.lineage.inputs == job.inputs == {"archive": job.archive.digest}


@pytest.mark.parametrize(
    "other",
    [
        {"spec": AdoptSpec(seed=1)},
        {"spec": AdoptSpec(channels="bgr")},
        {"deployment": Deployment.parse("light=0-0.1")},
    ],
)
def test_whatever_changes_the_model_changes_its_lineage(photos: Path, other: dict[str, Any]) -> None:
    asked = order(photos)
    assert asked.lineage({}).digest != replace(asked, **other).lineage({}).digest
    assert asked.lineage({"foreign": "0"}).digest != asked.lineage({"foreign": "1"}).digest


def test_what_it_was_trained_on_is_part_of_its_lineage(photos: Path, others: Path) -> None:
    job = Job.read(order(photos, trained_on=others), None)
    assert job.trained is not None
    assert job.lineage.inputs["trained_on"] == job.trained.digest


def test_labels_become_the_places_of_their_classes(photos: Path) -> None:
    assert Job.read(order(photos), None).places(("red", "green")).tolist() == [1] * 60 + [0] * 60
