"""What is compared of two sides, and in which units."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit.shifted import paired


def side(rows: int, seed: int = 0) -> Side:
    draw = np.random.default_rng(seed)
    return Side(
        items=[str(row) for row in range(rows)],
        scenes=np.arange(rows) // 2,
        conditions={},
        inputs=pl.DataFrame({"a": draw.normal(size=rows), "kind": draw.choice(["x", "y"], rows)}),
        features=draw.normal(size=(rows, 5)).astype(np.float32),
        outputs=np.full((rows, 2), 0.5),
    )


def test_photos_change_places_by_scene_and_are_looked_at_whole() -> None:
    found = paired(side(20), side(10, 1), "photo", ("cat", "dog"))
    assert [part.name for part in found.parts] == ["inputs", "features", "outputs"]
    assert (found.units.reference, found.units.new) == (10, 5)
    assert not found.parts[1].each
    assert list(found.parts[2].numbers) == ["p(cat)"]


def test_rows_are_their_own_features_and_lean_on_nothing() -> None:
    found = paired(side(400), side(400, 1), "row", None)
    assert [part.name for part in found.parts] == ["inputs", "outputs"]
    assert found.units.reference >= 200  # blocks of two at most, by chance


def test_rows_that_lean_on_the_one_before_come_in_blocks() -> None:
    walks = [replace(side(400, seed), inputs=pl.DataFrame({"a": _leaning(400, seed)})) for seed in (0, 1)]
    found = paired(*walks, "row", None)
    assert found.units.reference <= 40
    assert "lean on each other" in found.words


def test_rows_are_put_in_the_order_of_time_where_both_tell_it() -> None:
    old, new = (replace(side(30, seed), moments=np.arange(30.0)[::-1]) for seed in (0, 1))
    found = paired(old, new, "photo", None)
    assert found.reference.tolist() == list(range(29, -1, -1))
    assert found.parts[0].numbers["a"][:30].tolist() == old.inputs["a"].to_list()[::-1]
    assert paired(old, replace(new, moments=None), "photo", None).reference.tolist() == list(range(30))


def test_names_of_both_sides_share_their_codes_and_missing_is_one() -> None:
    old = replace(side(2), inputs=pl.DataFrame({"kind": ["x", None]}))
    new = replace(side(2), inputs=pl.DataFrame({"kind": ["y", "x"]}))
    codes = paired(old, new, "photo", None).parts[0].names["kind"]
    assert codes[0] == codes[3]
    assert len({*codes.tolist()}) == 3


@pytest.mark.parametrize("classes", [3, 30])
def test_of_many_classes_how_sure_it_is_is_compared_too(classes: int) -> None:
    said = np.full((4, classes), 1 / classes)
    old, new = (replace(side(4, seed), outputs=said) for seed in (0, 1))
    names = [str(at) for at in range(classes)]
    told = paired(old, new, "photo", tuple(names)).parts[-1].numbers
    assert ("how sure it is" in told) == (classes > 20)
    assert len(told) == min(classes, 21)


def _leaning(rows: int, seed: int) -> np.ndarray:
    noise, found = np.random.default_rng(seed).normal(size=rows), np.zeros(rows)
    for at in range(1, rows):
        found[at] = 0.9 * found[at - 1] + noise[at]
    return found
