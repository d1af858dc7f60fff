"""What copies made dark tell: an estimate, by the upper end of their risk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope import Envelope, places
from ninelives.artifacts.handoff.judged import Judged, places_of
from ninelives.stages.defer.asked import task_of
from ninelives.stages.defer.simulated import FEWEST, in_the_dark
from ninelives.stages.defer.sources import Source
from ninelives.stages.defer.sources.given import of_answers
from ninelives.stages.defer.spec import DeferSpec
from tests.stages.defer.answers import answers


def dark(count: int, seed: int, light: tuple[float, float] = (0.0, 0.1)) -> Judged:
    """The darker, the less is known."""
    draw = np.random.default_rng(seed)
    shine = draw.uniform(*light, count)
    hard = draw.random(count) > shine / 0.1
    easy, difficult = answers(count, seed=seed, hard=0.02), answers(count, seed=seed + 1, hard=1.0)
    p = np.where(hard[:, None], difficult.select("p_cat", "p_dog").to_numpy(), easy.select("p_cat", "p_dog").to_numpy())
    truth = np.where(hard, difficult["truth"].to_numpy(), easy["truth"].to_numpy())
    return Judged(
        items=[str(at) for at in range(count)],
        scenes=np.arange(count),
        conditions={"light": pl.Series(shine), "sharpness": pl.Series(np.full(count, 2.0))},
        outputs=p,
        truth=places_of(truth.tolist(), ("cat", "dog")),
    )


@pytest.fixture
def source(judged: Path) -> Source:
    envelope = Envelope.of({"light": [0.5] * 40 + [0.05] * 9}, np.arange(49), augmented=np.arange(49) >= 40)
    return replace(of_answers(judged), darkened=dark(800, 3), envelope=envelope)


def test_a_threshold_keeps_the_risk_in_the_dark_too(source: Source) -> None:
    task, spec = task_of(source, None, DeferSpec()), DeferSpec()
    new = dark(3000, 9)
    where = places(source.envelope, new.conditions, len(new))
    found = in_the_dark(source, new, where, task, spec)
    assert found is not None
    assert found.threshold is not None
    kept = task.score(new.outputs) >= found.threshold
    assert kept.mean() > 0.3
    assert new.wrong(None)[kept].mean() < 0.02
    assert found.bound <= 0.02


def test_copies_are_weighed_to_the_light_of_what_is_new(source: Source) -> None:
    task, spec = task_of(source, None, DeferSpec()), DeferSpec()
    kept = []
    for light in ((0.0, 0.03), (0.07, 0.1)):
        new = dark(500, 9, light)
        where = places(source.envelope, new.conditions, len(new))
        found = in_the_dark(source, new, where, task, spec)
        assert found is not None
        kept.append(found.kept)
    assert kept[0] < kept[1]


def test_a_model_that_was_never_told_of_the_dark_tells_nothing(source: Source) -> None:
    task, spec = task_of(source, None, DeferSpec()), DeferSpec()
    assert in_the_dark(replace(source, darkened=None), None, None, task, spec) is None
    assert in_the_dark(replace(source, darkened=dark(FEWEST - 1, 0)), None, None, task, spec) is None


def test_where_no_threshold_would_do_nothing_is_decided(source: Source) -> None:
    task, spec = task_of(source, None, DeferSpec(risk=1e-4)), DeferSpec(risk=1e-4)
    found = in_the_dark(source, None, None, task, spec)
    assert found is not None
    assert found.threshold is None
    assert found.kept == 0
