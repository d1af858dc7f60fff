"""Tests of photos of the garden as an archive."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.world import photos as room
from ninelives.kernels.world.photos import Wanted
from ninelives.stages.collect.garden import photos
from ninelives.stages.collect.garden.spec import PhotosSpec
from ninelives.stages.collect.garden.write import photos_into
from ninelives.store import digest
from tests.stages.collect.garden import double


def test_pictures_and_columns_are_those_that_were_drawn(drawn: None, tmp_path: Path) -> None:
    archive = photos(out=tmp_path / "made.archive", n=50, view="drone", hours="7-17", size=32, progress=False)
    pictures, columns = double.photos(Wanted("drone", 20089, 20454, 7.0, 17.0, 0.5, 32, "train", 0), 0, 50)
    assert all(np.array_equal(decode(archive.source.read(at)), pictures[at]) for at in range(50))
    assert archive.table["cat_pixels"].to_list() == list(columns["cat_pixels"])
    assert archive.labels == [("no cat", "cat")[code] for code in columns["label"].codes]
    assert archive.items[:2] == ["00000/00000000.ppm", "00000/00000001.ppm"]
    coats = archive.table["coat"].to_list()
    assert [coat is None for coat in coats] == [label == "no cat" for label in archive.labels]
    assert (archive.world, archive.scene.tolist()) == ("garden", columns["scene"].tolist())
    assert archive.table["era"].null_count() == 50
    assert archive.envelope().unrecorded == ("device", "place")
    at = archive.table["captured_at"]
    assert np.allclose(at.dt.hour() + at.dt.minute() / 60 + at.dt.second() / 3600, archive.table["hour"], atol=1e-3)


def test_the_same_options_are_not_drawn_twice(drawn: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = photos_into(PhotosSpec(n=20, size=16), None, Path("drone.archive"))
    monkeypatch.setattr(room, "photos", None)
    again = photos_into(PhotosSpec(n=20, size=16), None, Path("drone.archive"))
    assert (first.done, again.done, again.digest, again.path) == (False, True, first.digest, first.path)
    with pytest.raises(NinelivesError, match="was made from something else: its n is 20, here it is 21"):
        photos_into(PhotosSpec(n=21, size=16), Path("drone.archive"), Path("drone.archive"))


def test_what_was_just_written_is_read_once_for_its_digest(drawn: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    of_file = digest.of_file
    monkeypatch.setattr(digest, "of_file", lambda path: (read.append(path.name), of_file(path))[1])
    made = photos_into(PhotosSpec(n=20, size=16), None, Path("drone.archive"))
    assert sorted(read) == ["00000.parquet", "items.parquet", "set_aside.parquet"]
    again = photos_into(PhotosSpec(n=20, size=16), None, Path("drone.archive"))
    assert len(read) == 6  # but what lay there already is checked
    assert (made.archive.table.equals(again.archive.table), made.digest) == (True, again.digest)


def test_other_options_go_beside(drawn: None) -> None:
    photos_into(PhotosSpec(n=5, size=16), None, Path("drone.archive"))
    other = photos_into(PhotosSpec(n=5, size=16, seed=1), None, Path("drone.archive"))
    assert other.path == Path("drone-2.archive")
    assert other.note == "'drone.archive' holds other photos; this goes to 'drone-2.archive'"


def test_a_longer_archive_begins_with_a_shorter_one(drawn: None, tmp_path: Path) -> None:
    short, long = (photos(out=tmp_path / f"{n}.archive", n=n, size=16, progress=False) for n in (7, 30))
    assert short.table.equals(long.table[:7])


def test_what_one_learns_from_another_is_tried_on(drawn: None, tmp_path: Path) -> None:
    told = {
        which: photos(out=tmp_path / which, n=5, size=16, trees=which, progress=False) for which in ("train", "test")
    }
    assert {which: archive.table["trees"].unique().to_list() for which, archive in told.items()} == {
        "train": ["train"],
        "test": ["test"],
    }
    assert Archive.of([tmp_path / "train", tmp_path / "test"]).world == "garden"
