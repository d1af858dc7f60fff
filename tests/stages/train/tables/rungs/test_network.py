"""The network of tables: the loop of photos, and what outlives a kill."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network import state  # noqa: E402 - after the skip
from ninelives.kernels.nets.rungs.tables import NetworkOfNumbers  # noqa: E402
from ninelives.stages.train.tables.rungs import TableLesson, network  # noqa: E402
from tests.stages.train.tables.rungs.lessons import lesson  # noqa: E402


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("kind", ["classes", "numbers"])
def test_cut_off_and_taken_up_it_makes_the_same_network(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "EVERY", 0.0)
    monkeypatch.setattr(network, "REMEMBER", 10)
    whole = network.fit(lesson(kind))
    left = 40 if kind == "classes" else 250  # within the first of three trainings, or the last

    def tick() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise StoppedError

    kept = replace(lesson(kind), work=tmp_path / "network")
    with pytest.raises(StoppedError):
        network.fit(replace(kept, tick=tick))
    assert any(tmp_path.iterdir())
    steps: list[Any] = []
    again = network.fit(replace(kept, tick=lambda: steps.append(None)))
    assert len(steps) < (300 if kind == "classes" else 100)
    assert {name: array.tobytes() for name, array in again.arrays().items()} == {
        name: array.tobytes() for name, array in whole.arrays().items()
    }


def test_where_the_loss_is_no_number_it_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from ninelives.kernels.nets.network import lesson as loop

    honest, steps = loop.wrong, 0

    def broken(said: Any, y: Any, smoothing: float) -> Any:
        nonlocal steps
        steps += 1
        return honest(said, y, smoothing) * (float("nan") if steps > 30 else 1)

    monkeypatch.setattr(loop, "wrong", broken)
    monkeypatch.setattr(network, "REMEMBER", 10)
    monkeypatch.setattr(network, "PARTS", 10**6)  # no scenes are kept aside
    with pytest.warns(RuntimeWarning, match=r"network: stopped at step 30 .*the loss is not a number.*step 20"):
        rung = network.fit(lesson("classes"))
    assert np.isfinite(rung.probabilities(lesson("classes").x)).all()


def test_the_work_is_a_fixed_number_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lesson("numbers")
    for least, each, most, shown in ((100, 3, 10**6, 720), (5000, 3, 10**6, 5000), (100, 300, 9000, 9000)):
        for name, value in (("LEAST", least), ("EACH", each), ("MOST", most)):
            monkeypatch.setattr(network, name, value)
        assert network._course(told, 0.3).shown == shown


def test_torch_is_asked_for_nothing_in_judging(monkeypatch: pytest.MonkeyPatch) -> None:
    rung = network.fit(lesson("numbers"))
    assert isinstance(rung, NetworkOfNumbers)
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    assert np.isfinite(rung.predict(lesson("numbers").x)).all()


@pytest.mark.slow
def test_noise_is_learned_with_more_decay_than_what_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LEAST", 40_000)
    draw = np.random.default_rng(0)
    x = draw.normal(size=(1000, 2)).astype(np.float32)
    clear, noise = np.sin(6 * x[:, 0]).astype(float), draw.normal(size=1000)
    tried: list[float] = []
    honest = network._course

    def watched(lesson: TableLesson, decay: float) -> Any:
        tried.append(decay)
        return honest(lesson, decay)

    monkeypatch.setattr(network, "_course", watched)
    for y, decay in ((clear, 0.3), (noise, 4.0)):
        network.fit(TableLesson(x, y, np.zeros(2, int)))
        assert tried[-3:] == [*network.DECAYS, decay]
