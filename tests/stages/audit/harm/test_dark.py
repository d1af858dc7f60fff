"""Darkened copies stand in for the dark, and for nothing else."""

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.envelope.gaps import Gaps
from ninelives.artifacts.sides.side import Side
from ninelives.kernels.stats.harm import estimate
from ninelives.stages.audit.harm.dark import darkened, of_copies
from tests.stages.audit.harm.sides import CLASSES, classes, wrong


def lit(told: Side, light: np.ndarray) -> Side:
    conditions = {"light": pl.Series(light), "sharpness": pl.Series(1 + light)}
    return Side(
        items=told.items,
        scenes=told.scenes,
        conditions=conditions,
        inputs=told.inputs,
        outputs=told.outputs,
        truth=told.truth,
    )


def copies(told: Side, light: np.ndarray) -> pl.DataFrame:
    assert told.outputs is not None
    said = {f"p_{name}": told.outputs[:, at] for at, name in enumerate(CLASSES)}
    truth = pl.Series(list(told.truth), dtype=pl.String)  # type: ignore[arg-type]
    return pl.DataFrame({"scene": told.scenes, "truth": truth, **said, "light": light, "sharpness": 1 + light})


def test_copies_tell_of_the_dark() -> None:
    draw = np.random.default_rng(0)
    old, new = classes(draw, 600, moved=0.5), classes(draw, 600, moved=0.5)
    light = draw.uniform(0, 0.1, (2, 600))
    dark = of_copies(copies(old, light[0]), CLASSES, lit(new, light[1] * 0.99))
    assert dark is not None
    found = estimate(dark.old, dark.lost, dark.new, (dark.scenes, new.scenes), dark.along, share=True)
    assert abs(found.value - wrong(new).mean()) < 1.96 * found.error


@pytest.mark.parametrize("bright", [0.04, 0.06])
def test_photos_by_day_are_not_told_by_copies(bright: float) -> None:
    draw = np.random.default_rng(1)
    light = np.where(np.arange(100) < 100 * bright, 0.5, 0.05)
    told = of_copies(copies(classes(draw, 50), np.full(50, 0.1)), CLASSES, lit(classes(draw, 100), light))
    assert (told is None) == (bright > 0.05)


def test_without_conditions_or_a_model_of_photos_there_is_none() -> None:
    draw = np.random.default_rng(2)
    new = classes(draw, 20)
    assert of_copies(copies(classes(draw, 50), np.full(50, 0.1)), CLASSES, new) is None
    assert darkened(None, new, Gaps()) is None
