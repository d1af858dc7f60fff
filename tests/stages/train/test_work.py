"""The work of one run: every rung once, in order, and none of them lost or left behind."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from ninelives.stages.train import TrainSpec, ladder, work
from ninelives.stages.train.fit import train, train_into
from ninelives.stages.train.spec import LADDER

LOW = ("majority", "rules", "perceptron", "kernel")


def into(photos: Path, out: Path) -> None:
    train_into(photos, None, TrainSpec(rungs=LOW), out, out)


def test_what_each_rung_costs_is_known() -> None:
    assert sorted(work.COST) == sorted(LADDER)


def test_the_fits_are_counted_to_the_end(photos: Path) -> None:
    told: list[tuple[int, int | None]] = []
    train(photos, rungs=("majority", "rules"), progress=lambda stage, *at: stage == "ladder" and told.append(at))
    assert told == [(done, 12) for done in range(1, 13)]


def test_a_finished_rung_is_taken_up_and_the_rest_is_cleared_away(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    honest, climbed = ladder.climb, []

    def fails(name: str, *args: object, **named: object) -> ladder.Climbed:
        if name == "kernel":
            raise RuntimeError("the light went out")
        climbed.append(name)
        return honest(name, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ladder, "climb", fails)
    with pytest.raises(RuntimeError):
        into(photos, tmp_path / "m")
    assert not (tmp_path / "m").exists()
    assert climbed == ["majority", "rules", "perceptron"]
    monkeypatch.setattr(ladder, "climb", lambda name, *a, **n: climbed.append(name) or honest(name, *a, **n))
    into(photos, tmp_path / "m")
    assert climbed == ["majority", "rules", "perceptron", "kernel"]
    assert not list((tmp_path / "cache" / "work").glob("*/*"))


def test_the_same_command_beside_this_one_may_end_first_and_clear_the_work(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    honest, removed = Path.write_bytes, []

    def raced(partial: Path, data: bytes) -> int:
        if partial.parent.parent.name == "work":
            removed.append(partial)
            shutil.rmtree(partial.parent)
        return honest(partial, data)

    monkeypatch.setattr(Path, "write_bytes", raced)
    into(photos, tmp_path / "m")
    assert len(removed) == len(LOW)


def test_a_run_sweeps_what_others_abandoned(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    left = tmp_path / "cache" / "work" / "left"
    left.mkdir(parents=True)
    os.utime(left, (time.time() - 86_400 * 31,) * 2)
    into(photos, tmp_path / "m")
    assert not left.exists()
