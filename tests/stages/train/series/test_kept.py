"""Judged rungs of series outlive a kill: the next run takes them, unless a byte of them is another."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from ninelives.kernels.series import Line
from ninelives.stages.train.series.fit import train_series_into
from ninelives.stages.train.series.foresee import climb
from ninelives.stages.train.series.job import asked_of, read
from ninelives.stages.train.series.judge import Backtest, Judged
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.stages.train.work import place
from ninelives.store.cache import Cache
from tests.series import months

RUNGS = ("persistence", "drift", "seasonal")
ASKED, SPEC = asked_of("sold", "month", None, (), None), SeriesSpec(horizon=6, rungs=RUNGS)


def gridded() -> list[Line]:
    return read(months(), ASKED, None, SPEC, time.perf_counter(), None).lines


class KilledError(BaseException):
    """As ``kill -9`` would end it: nothing is caught."""


def killed_at(name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each rung that is judged from now on, until that one, which is never finished."""
    ran, run = list[str](), Backtest.run

    def one(self: Backtest, rung: str, tick: object = None) -> Judged:
        if rung == name:
            raise KilledError
        ran.append(rung)
        return run(self, rung, tick)  # type: ignore[arg-type]

    monkeypatch.setattr(Backtest, "run", one)
    return ran


def test_what_was_judged_before_a_kill_is_not_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, spec = gridded(), SPEC
    want = climb(lines, spec)
    with monkeypatch.context() as patch:
        killed_at("seasonal", patch)
        with pytest.raises(KilledError):
            climb(lines, spec, work=tmp_path)
    with monkeypatch.context() as patch:
        ran = killed_at("", patch)
        seen: list[int] = []
        found = climb(lines, spec, lambda _, done, __: seen.append(done), work=tmp_path)
    assert ran == ["seasonal"]
    assert seen[-1] == 3 * found.origins.at.size
    for name in RUNGS:
        np.testing.assert_array_equal(found.judged[name].errors, want.judged[name].errors)
        np.testing.assert_array_equal(found.judged[name].losses, want.judged[name].losses)
    assert found.chosen == want.chosen


@pytest.mark.parametrize("damage", ["byte", "shape", "gone"])
def test_what_is_not_whole_is_judged_again(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, spec = gridded(), SPEC
    climb(lines, spec, work=tmp_path)
    path = tmp_path / "drift.safetensors"
    if damage == "byte":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif damage == "gone":
        path.unlink()
    else:
        climb(lines, SeriesSpec(horizon=5, rungs=("persistence", "drift")), work=tmp_path / "other")
        path.write_bytes((tmp_path / "other" / "drift.safetensors").read_bytes())
    ran = killed_at("", monkeypatch)
    climb(lines, spec, work=tmp_path)
    assert ran == ["drift"]


def test_they_are_given_up_once_the_model_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = months()
    spec = SeriesSpec(horizon=6, rungs=("seasonal",), seed=77)
    waiting = place(read(rows, ASKED, None, spec, time.perf_counter(), None).lineage, Cache.user())
    with monkeypatch.context() as patch:
        killed_at("seasonal", patch)
        with pytest.raises(KilledError):
            train_series_into(rows, ASKED, None, spec, None, tmp_path / "a.model")
    assert [path.name for path in waiting.iterdir()] == ["persistence.safetensors"]
    assert list(tmp_path.iterdir()) == []
    train_series_into(rows, ASKED, None, spec, None, tmp_path / "a.model")
    assert not waiting.exists()
