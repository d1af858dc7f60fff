"""Kinds are found where there are some, and where there are none that is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.stages.train.kinds import find
from ninelives.stages.train.kinds.find import centres_of, evidence, nearest, principal, sorted_into
from ninelives.store.cache import Cache


def clouds(each: int, k: int, apart: float, width: int = 30, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Round clouds of ``each`` rows about ``k`` centres, and whose each row is."""
    draw = np.random.default_rng(seed)
    truth = np.repeat(np.arange(k), each)
    return draw.normal(size=(len(truth), width)) + apart * np.eye(width)[truth], truth


def found(x: np.ndarray, k: int, seed: int = 0) -> tuple[np.ndarray, find.Evidence]:
    z = principal(x)
    kind = sorted_into(z, k, seed)
    return kind, evidence(z, kind, k, seed)


def agreement(kind: np.ndarray, truth: np.ndarray) -> float:
    """Share of rows whose kind has the truth for its commonest."""
    return float(sum(np.bincount(truth[kind == one]).max() for one in set(kind))) / len(kind)


@pytest.mark.parametrize("k", [2, 3, 5])
def test_clouds_that_are_apart_are_found_and_said_to_be_there(k: int) -> None:
    kind, told = found(*clouds(100, k, 7)[:1], k)
    assert agreement(kind, clouds(100, k, 7)[1]) > 0.98
    assert told.there
    assert len(told.between) == k * (k - 1) / 2
    assert min(told.agreement) > 0.97


def test_one_kind_too_many_is_told_with_the_two_that_are_one() -> None:
    x, truth = clouds(150, 2, 7)
    kind, told = found(x, 3)
    assert not told.there
    worst = max(told.between, key=lambda pair: pair.p)
    halves = {int(np.bincount(truth[kind == one]).argmax()) for one in worst.kinds}
    assert len(halves) == 1  # of one cloud
    assert sum(pair.p <= find.LEVEL for pair in told.between) >= 1


SHAPES = {
    "round": lambda draw, n: draw.normal(size=(n, 40)),
    "long": lambda draw, n: draw.normal(size=(n, 40)) / np.arange(1, 41),
    "skew": lambda draw, n: np.exp(0.7 * draw.normal(size=(n, 40))),
    "heavy": lambda draw, n: draw.normal(size=(n, 40)) / np.sqrt(draw.chisquare(3, (n, 1)) / 3),
    "flat": lambda draw, n: draw.uniform(size=(n, 1)) * np.ones((1, 5)) + draw.normal(0, 0.01, (n, 5)),
}


@pytest.mark.parametrize("k", [2, 3])
@pytest.mark.parametrize("shape", SHAPES)
def test_one_cloud_of_any_shape_is_not_several_kinds(shape: str, k: int) -> None:
    alarms = [found(SHAPES[shape](np.random.default_rng(seed), 160), k, seed)[1].there for seed in range(4)]
    assert not any(alarms)


def test_too_few_to_halve_show_nothing() -> None:
    x, _ = clouds(1, 3, 7)
    _, told = found(x, 3)
    assert (told.agreement, told.between, told.p, told.there) == ((), (), 1.0, False)


def test_the_largest_kind_is_the_first_and_the_same_seed_gives_the_same() -> None:
    x = np.concatenate([clouds(30, 2, 8)[0], clouds(60, 2, 8, seed=1)[0][:60]])
    kind, told = found(x, 2, 3)
    assert np.bincount(kind).tolist() == [90, 30]
    again = found(x.copy(), 2, 3)
    assert (again[0] == kind).all()
    assert again[1] == told


@settings(max_examples=20)
@given(st.integers(2, 90), st.integers(1, 60))
def test_principal_directions_keep_all_distances_that_they_can(rows: int, columns: int) -> None:
    x = np.random.default_rng(rows).normal(size=(rows, columns)).astype(np.float32)
    z = principal(x)
    assert z.shape[1] <= find.DIRECTIONS
    kept = ((z[:, None] - z) ** 2).sum(axis=2)
    whole = ((x[:, None].astype(float) - x) ** 2).sum(axis=2)
    assert (kept <= whole + 1e-3).all()
    if min(rows - 1, columns) <= find.DIRECTIONS:
        np.testing.assert_allclose(kept, whole, atol=1e-2)


def test_the_nearest_by_a_loop() -> None:
    draw = np.random.default_rng(0)
    x, centres = draw.normal(size=(40, 5)), draw.normal(size=(4, 5))
    assert nearest(x, centres).tolist() == [int(((centres - row) ** 2).sum(axis=1).argmin()) for row in x]
    np.testing.assert_allclose(centres_of(x, np.arange(40) % 4, 4)[2], x[2::4].mean(axis=0))


@pytest.fixture(scope="module")
def animals(data: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features of dogcat's 1,000 test photos, and which are of dogs."""
    archive, cache = Archive.of(data / "dogcat" / "test"), Cache.user()
    x = archive.vectors(FeaturesGauge.user(cache, 224), cache=cache)
    return x, (np.array(archive.labels) == "dog").astype(int)


@pytest.mark.data
def test_cats_and_dogs_are_two_kinds(animals: tuple[np.ndarray, np.ndarray]) -> None:
    x, dog = animals
    kind, told = found(x, 2)
    assert agreement(kind, dog) >= 0.975  # 98.4 %
    assert told.there
    assert min(told.agreement) > 0.98
    draws = [np.random.default_rng(seed).permutation(len(x))[:200] for seed in range(8)]
    few = [found(x[draw], 2) for draw in draws]
    assert np.mean([agreement(kind, dog[draw]) for (kind, _), draw in zip(few, draws, strict=True)]) >= 0.975  # 98.6 %
    assert all(told.there for _, told in few)


@pytest.mark.data
def test_cats_alone_are_no_two_kinds_and_neither_are_dogs(animals: tuple[np.ndarray, np.ndarray]) -> None:
    x, dog = animals
    for those in (x[dog == 1], x[dog == 0]):
        draws = [np.random.default_rng(seed).permutation(len(those))[:200] for seed in range(3)]
        assert not any(found(part, 2)[1].there for part in (those, *(those[draw] for draw in draws)))
