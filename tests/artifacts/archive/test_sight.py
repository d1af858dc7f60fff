"""Tests of how much of a cat there is to see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.grown import grow
from ninelives.artifacts.archive.sight import EDGES, Sight, sights, sizes
from tests.artifacts.archive.growing import growth


def archive_of(folder: Path, **columns: list[Any]) -> Archive:
    """One photo a value, each with what is told of it."""
    count = len(next(iter(columns.values())))
    grow(growth(count), folder / "made.archive")
    archive = Archive.load(folder / "made.archive")
    told = [pl.Series(name, values) for name, values in columns.items()]
    return Archive(archive.table.with_columns(told), (), archive.source, "garden")


def test_each_view_and_era_is_told_alone(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        view=["satellite"] * 4 + ["drone"] * 3,
        era=["film", "film", "film", "colour", None, None, None],
        label=["cat", "cat", "no cat", "no cat", "cat", "no cat", "no cat"],
        cat_pixels=[1, 2, 0, 0, 40, 0, 0],
        ideal=[0.5, None, 0.58, 1.0, 0.9, 0.9, 0.9],
    )
    assert [sight.to_json() for sight in sights(archive)] == [
        pytest.approx(
            {"view": "drone", "era": "", "pictures": 3, "cats": 1, "pixels": 40.0}
            | {"majority": 2 / 3, "ideal": 0.9, "blind": False}
        ),
        pytest.approx(
            {"view": "satellite", "era": "colour", "pictures": 1, "cats": 0, "pixels": 0.0}
            | {"majority": 1.0, "ideal": 1.0, "blind": False}
        ),
        pytest.approx(
            {"view": "satellite", "era": "film", "pictures": 3, "cats": 2, "pixels": 1.5}
            | {"majority": 2 / 3, "ideal": 0.54, "blind": True}
        ),
    ]


def test_where_nobody_reckoned_it_nothing_is_called_blind(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, view=["drone"] * 2, label=["cat", "no cat"], cat_pixels=[9, 0])
    assert [(sight.ideal, sight.blind, sight.name) for sight in sights(archive)] == [(None, False, "drone")]
    assert Sight("drone", "film, 3 m", 1, 1, 1.0, 0.5, 0.549).blind
    assert not Sight("drone", "film, 3 m", 1, 1, 1.0, 0.5, 0.551).blind


def test_photos_without_a_known_truth_have_none(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, label=["cat", "no cat"])
    assert sights(archive) == []
    without = Archive(archive.table.drop("cat_pixels"), (), archive.source, "garden")
    assert sizes(without) == []


def test_sizes_are_counted_between_edges(tmp_path: Path) -> None:
    pixels = [0, 0, 5, 6, 9, 10, 5000]
    told = dict(sizes(archive_of(tmp_path, cat_pixels=pixels)))
    assert list(told)[:3] == ["1 to 5 px", "6 to 9 px", "10 to 19 px"]
    assert (told["1 to 5 px"], told["6 to 9 px"], told["10 to 19 px"], told["1,000 px and more"]) == (1, 2, 1, 1)
    assert sum(told.values()) == len(pixels) - 2
    assert len(told) == len(EDGES)
    assert sizes(archive_of(tmp_path / "none", cat_pixels=[0, 0])) == []
