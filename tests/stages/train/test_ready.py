"""The lowest rung that does the job where it will be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import Majority
from ninelives.stages.train import TrainSpec, ladder, ready
from ninelives.stages.train.biases import DARK, Plan
from ninelives.stages.train.ladder import score
from ninelives.stages.train.ready import Ready, readiest
from tests.stages.train.test_ladder import task_of

Y = np.arange(400) % 2
TASK = task_of(Y)
ROWS = np.arange(400)


def said(right: float) -> np.ndarray:
    """Probabilities that are right for a share of the photos, spread over them."""
    wrong = right <= (ROWS * 0.618) % 1
    return np.eye(2)[np.where(wrong, 1 - Y, Y)]


def climbed(name: str, dark: float | None) -> ladder.Climbed:
    rung = type(name, (Majority,), {"name": name})(prior=np.array([0.5, 0.5]))
    judged = said(0.9)
    views = {} if dark is None else {DARK: said(dark)}
    return ladder.Climbed(rung, judged, score(rung, judged, TASK, 0.0), views)


def chosen(
    patch: pytest.MonkeyPatch,
    by_dark: Mapping[str, float | None],
    first: str,
    *,
    dark: bool = True,
    biases: tuple[str, ...] | None = None,
) -> str:
    """The rung that is used, of some whose share right in the dark is given, None where time was over."""
    plan = replace(Plan.none(), rows=ROWS, dark=(0.0, 0.1) if dark else None)
    tried: list[str] = []

    def made(one: ladder.Climbed, _: Any) -> Ready:
        tried.append(one.rung.name)
        return Ready(plan, None, one, {})

    patch.setattr(ready, "ready", made)
    setting: Any = type("Setting", (), {"task": TASK, "spec": TrainSpec(biases=biases)})
    ladder_of = {name: climbed(name, share) for name, share in by_dark.items()}
    kept = readiest(ladder_of, first, setting).name
    assert tried[0] == first
    assert dark or tried == [first]
    assert "network" not in tried[1:]
    return kept


@pytest.mark.parametrize(
    ("by_dark", "first", "wanted"),
    [
        ({"kernel": 0.6, "zero-shot": 0.8, "pretrained": 0.95}, "zero-shot", "pretrained"),
        ({"kernel": 0.6, "zero-shot": 0.95, "pretrained": 0.8}, "zero-shot", "zero-shot"),
        ({"kernel": 0.7, "zero-shot": 0.7, "pretrained": 0.7}, "kernel", "kernel"),
        ({"kernel": 0.9, "pretrained": 1.0}, "kernel", "kernel"),  # it does the job there as by day
        ({"kernel": 0.7, "zero-shot": 0.8, "pretrained": 0.9}, "kernel", "pretrained"),
        ({"kernel": 0.99, "zero-shot": 0.8}, "zero-shot", "zero-shot"),  # what did not do the job by day is not asked
        ({"kernel": 0.6, "network": 0.99}, "kernel", "kernel"),  # it takes minutes
        ({"zero-shot": 0.6, "pretrained": None}, "zero-shot", "zero-shot"),
        ({"zero-shot": None, "pretrained": 0.9}, "zero-shot", "zero-shot"),
    ],
)
def test_in_the_dark_a_higher_rung_takes_the_place_of_one_that_fails_there(
    by_dark: dict[str, float | None], first: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen(monkeypatch, by_dark, first) == wanted


def test_by_day_the_chosen_rung_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, {"kernel": None, "pretrained": None}, "kernel", dark=False) == "kernel"


def test_where_nothing_shall_be_done_about_the_dark_the_rung_of_the_day_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, {"kernel": 0.6, "pretrained": 0.9}, "kernel", biases=()) == "kernel"
