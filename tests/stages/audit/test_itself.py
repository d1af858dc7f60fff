"""How often the audit cries wolf where nothing has shifted, as it measures that itself."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.sides import Sides
from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit import itself


def reference(columns: dict[str, np.ndarray], scenes: np.ndarray | None = None, noun: str = "row") -> Sides:
    rows = len(next(iter(columns.values())))
    side = Side(
        items=[str(row) for row in range(rows)],
        scenes=np.arange(rows) if scenes is None else scenes,
        conditions={},
        inputs=pl.DataFrame(columns),
    )
    nowhere = Envelope.of({}, side.scenes)
    return Sides(noun=noun, reference=side, new=None, envelope=nowhere, visited=nowhere, digests={"reference": "x"})


def test_independent_rows_raise_few_alarms() -> None:
    draw = np.random.default_rng(0)
    found = itself.realised(reference({"a": draw.normal(size=400), "b": draw.normal(size=400)}), 0.05, 0)
    assert found["halves"] == 30
    assert found["rate"] <= 6 / 30  # binomial at 5 %: more than 6 of 30 in .03 % of cases
    assert found["interval"][0] <= found["rate"] <= found["interval"][1]


def test_scenes_stay_whole_so_bursts_raise_few() -> None:
    draw = np.random.default_rng(1)
    scenes = np.repeat(np.arange(60), 10)
    values = draw.normal(size=60)[scenes] + draw.normal(size=600) / 100
    assert itself.realised(reference({"a": values}, scenes, "photo"), 0.05, 0)["rate"] <= 6 / 30


def test_every_alarm_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(itself, "_alarms", lambda *_: True)
    assert itself.realised(reference({"a": np.random.default_rng(4).normal(size=400)}), 0.05, 0)["rate"] == 1


def test_no_row_is_in_both_halves_and_all_may_be_in_one() -> None:
    sides = reference({"a": np.random.default_rng(3).normal(size=300)})
    used = set()
    run = itself._runs(len(sides.reference))
    for one, other in itself._halves(run, 0):
        assert not set(run[one]) & set(run[other])
        assert max(len(one), len(other)) <= itself.ROWS
        used |= {*one.tolist(), *other.tolist()}
    assert len(used) == 300


def test_a_small_reference_is_not_parted() -> None:
    found = itself.realised(reference({"a": np.arange(10.0)}), 0.05, 0)
    assert found["rate"] is None
    assert "too small" in found["why"]
