"""Real photos by day and by night: what must be seen, and what must get a verdict."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from ninelives.artifacts.sides import opened
from ninelives.kernels.photos.night import night
from ninelives.kernels.stats.shift import compare
from ninelives.stages.audit import audit
from ninelives.stages.audit.shifted import paired
from ninelives.store.cache import Cache

DRAWS = 60


@pytest.fixture(scope="module")
def by_night(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 photos of cats and dogs as a cheap camera would see them by night."""
    folder = tmp_path_factory.mktemp("night")
    for at, path in enumerate(sorted((data / "dogcat" / "test").rglob("*.jpg"))[::5]):
        picture = cv2.imread(str(path))[:, :, ::-1]
        cv2.imwrite(str(folder / f"{at:03}.png"), night(np.ascontiguousarray(picture), seed=at)[:, :, ::-1])
    return folder


@pytest.mark.slow
@pytest.mark.data
def test_night_is_seen_in_thirty_photos(data: Path, by_night: Path) -> None:
    both = opened(data / "dogcat" / "train", by_night, None, Cache.user())
    old, new, draw = both.reference, both.new, np.random.default_rng(0)
    assert new is not None
    seen = 0
    for run in range(DRAWS):
        ours = np.isin(np.arange(len(old)), draw.permutation(len(old))[:200])
        theirs = np.isin(np.arange(len(new)), draw.permutation(len(new))[:30])
        held = paired(old.select(ours), new.select(theirs), "photo", None)
        seen += compare(held.parts, held.units, draws=199, seed=run, sizes=False).p <= 0.01
    assert seen >= binom.ppf(0.01, DRAWS, 0.99)


@pytest.mark.slow
@pytest.mark.data
def test_stills_parted_by_camera_get_a_verdict(data: Path, tmp_path: Path) -> None:
    """A camera, told by the size of its stills, is on one side alone, and all that it took is one scene."""
    stills = sorted((data / "daynight" / "training").rglob("*.jpg"))
    sizes = ["x".join(map(str, cv2.imread(str(path)).shape[:2])) for path in stills]
    sides = []
    for side in (sorted(set(sizes))[::2], sorted(set(sizes))[1::2]):
        own = [(str(path), size) for path, size in zip(stills, sizes, strict=True) if size in side]
        sides.append(tmp_path / f"{len(sides)}.csv")
        pl.DataFrame(own, schema=["path", "scene"], orient="row").write_csv(sides[-1])
    found = audit(*sides, draws=199, progress=False)
    assert found.facts["units"]["least"] <= 0.05
    assert found.verdict != "cannot-tell"
