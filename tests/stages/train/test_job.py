"""What a training is asked for, before and after its photos are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train import job as rooms
from ninelives.stages.train.job import Order
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.untried import Untried


def order(photos: Path, spec: TrainSpec, **more: Any) -> Order:
    told = dict.fromkeys(("labels", "target", "properties", "rules")) | {"deployment": None}
    return Order.of(photos, spec=spec, **{**told, **more})


def test_the_lineage_knows_the_photos_once_they_are_read(photos: Path) -> None:
    spec = TrainSpec(rungs=("majority",), seed=4)
    asked = order(photos, spec)
    job = asked.read(None)
    assert (asked.lineage.inputs, job.lineage.inputs) == ({}, {"archive": job.archive.digest})
    assert (asked.lineage.options, asked.lineage.seed) == (job.lineage.options, 4)
    assert (len(job.archive), job.spec, job.asked, job.start) == (61, spec, (), asked.start)


def test_a_budget_is_no_part_of_the_lineage_and_what_is_not_installed_is(
    photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (order(photos, TrainSpec(rungs=("majority",), budget=budget)).lineage for budget in (None, 60))
    assert one == two
    monkeypatch.setattr(rooms, "absent", lambda _: (Untried("network", "torch is not installed"),))
    assert order(photos, TrainSpec()).lineage.options["without"] == ["network"]


def test_what_is_wrong_is_told_before_a_photo_is_read(photos: Path, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="hour"):
        order(photos, TrainSpec(), deployment="hour=noon")
    with pytest.raises(NinelivesError, match=r"none\.toml"):
        order(photos, TrainSpec(), rules=tmp_path / "none.toml")
    with pytest.raises(NinelivesError, match="wind"):
        order(photos, TrainSpec(axes=("wind",))).read(None)
