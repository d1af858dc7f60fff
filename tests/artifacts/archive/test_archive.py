"""Tests of the archive itself: what its digest covers, labels, conditions, vectors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FactsGauge, SmallGauge
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache
from tests.artifacts.archive.shelf import photo, photos, set_aside

NAMES = ("cat/1.jpg", "cat/2.jpg", "dog/3.jpg")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return photos(tmp_path / "photos", *NAMES)


def test_the_same_photos_have_the_same_digest_wherever_and_whenever(folder: Path, tmp_path: Path) -> None:
    first = Archive.of(folder).digest
    shutil.copytree(folder, tmp_path / "elsewhere" / "moved")
    for path in (tmp_path / "elsewhere").rglob("*.jpg"):
        os.utime(path, (1, 1))
    assert Archive.of(tmp_path / "elsewhere" / "moved").digest == first
    assert Archive.of(folder).digest == first


def change_byte(folder: Path) -> None:
    path = folder / NAMES[0]
    path.write_bytes(path.read_bytes() + b"\0")


def rename(folder: Path) -> None:
    (folder / NAMES[0]).rename(folder / "cat" / "9.jpg")


def relabel(folder: Path) -> None:
    (folder / "dog").rename(folder / "fox")


def add(folder: Path) -> None:
    (folder / "cat" / "4.jpg").write_bytes(photo(7))


def take(folder: Path) -> None:
    (folder / NAMES[2]).unlink()


def swap(folder: Path) -> None:
    one, two = (folder / name for name in NAMES[:2])
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)


@pytest.mark.parametrize("change", [change_byte, rename, relabel, add, take, swap])
def test_any_other_photo_name_or_label_has_another_digest(change: Callable[[Path], None], folder: Path) -> None:
    before = Archive.of(folder).digest
    change(folder)
    assert Archive.of(folder).digest != before


def test_a_table_whose_name_is_no_text_is_told_and_digested(tmp_path: Path) -> None:
    photos(tmp_path, "1.jpg")
    table = tmp_path / os.fsdecode(b"t\xff.csv")
    table.write_text("path,light\n1.jpg,0.5\n")
    archive = Archive.of(table)
    assert any("'light' of 't\\xff.csv' was left out" in note for note in archive.notes)
    assert len(archive.digest) == 64
    odd = replace(archive, notes=("\udcff",))  # as a sealed archive of somebody else may hold
    assert odd.digest != archive.digest


def test_a_column_and_the_world_are_part_of_the_digest(tmp_path: Path) -> None:
    photos(tmp_path, "1.jpg")
    digests = set()
    for column, value in (("pen", "left"), ("pen", "right"), ("ink", "left")):
        (tmp_path / "t.csv").write_text(f"path,{column}\n1.jpg,{value}\n")
        digests.add(Archive.of(tmp_path / "t.csv").digest)
    digests.add(Archive.of(tmp_path / "t.csv", world="garden").digest)
    assert len(digests) == 4


@pytest.mark.parametrize("column", ["hour", "place", "device", "weather", "season", "scene", "captured_at"])
def test_a_condition_that_a_table_gives_is_part_of_the_digest(column: str, tmp_path: Path) -> None:
    photos(tmp_path, "1.jpg", "2.jpg")
    values = {"hour": (1, 2), "captured_at": ("2024-01-01 10:00:00", "2024-01-01 11:00:00")}.get(column, ("a", "b"))
    digests = set()
    for value in values:
        (tmp_path / "t.csv").write_text(f"path,{column}\n1.jpg,{value}\n2.jpg,{values[0]}\n")
        digests.add(Archive.of(tmp_path / "t.csv").digest)
    assert len(digests) == 2


def test_an_archive_is_taken_as_it_is(folder: Path) -> None:
    archive = Archive.of(folder)
    assert Archive.of(archive) is archive


def test_a_world_that_does_not_exist_is_told(folder: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no world 'dream': it is real or garden"):
        Archive.of(folder, world="dream")


def test_labels_of_a_file_are_put_on(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("item,label\ncat/1.jpg,lynx\n")
    archive = Archive.of(folder, labels=tmp_path / "l.csv")
    assert archive.labels == ["lynx", None, None]
    assert archive.digest != Archive.of(folder).digest


def test_a_selection_reads_the_right_photos(folder: Path) -> None:
    archive = Archive.of(folder)
    chosen = archive.select(np.array([True, False, True]), "it is not wanted")
    assert chosen.items == [NAMES[0], NAMES[2]]
    assert [chosen.source.read(i) for i in range(2)] == [photo(0), photo(2)]
    assert chosen.source.paths(1) == str(folder / NAMES[2])
    assert set_aside(chosen) == {NAMES[1]: "it is not wanted"}
    assert set_aside(archive.select(np.zeros(3, bool))) == {}


def test_a_condition_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(NinelivesError, match="the archive has no condition 'colour'") as error:
        Archive.of(folder).conditions(["light", "colour"])
    assert "light" in str(error.value.fix)


def test_the_envelope_is_that_of_the_photos(folder: Path) -> None:
    archive = Archive.of(folder)
    envelope = archive.envelope()
    assert (envelope.items, envelope.scenes, envelope.world) == (3, archive.scenes, "real")
    assert {"hour", "place", "device"} <= set(envelope.unrecorded)
    assert "3 photos" in archive._repr_html_()


def test_vectors_are_those_of_the_gauge_from_the_cache_or_not(folder: Path, tmp_path: Path) -> None:
    archive, cache = Archive.of(folder), Cache(tmp_path / "cache")
    gauge = SmallGauge(4)
    first = archive.vectors(gauge, cache=cache)
    assert first.shape == (3, 48)
    assert first.dtype == np.float32
    shutil.rmtree(folder)
    np.testing.assert_array_equal(archive.vectors(gauge, cache=cache), first)
    np.testing.assert_array_equal(archive.select(np.array([False, False, True])).vectors(gauge, cache=cache), first[2:])


@pytest.mark.parametrize("change", ["other bytes", "gone", "broken"])
def test_a_photo_that_changed_since_is_told(change: str, folder: Path, tmp_path: Path) -> None:
    archive = Archive.of(folder)
    path = folder / NAMES[1]
    path.unlink()
    if change != "gone":
        path.write_bytes(photo(9) if change == "other bytes" else b"")
    with pytest.raises(NinelivesError, match=f"the photo '{NAMES[1]}' is not what the archive recorded") as error:
        archive.vectors(FactsGauge(), cache=Cache(tmp_path / "cache"))
    assert error.value.fix


def test_progress_counts_what_had_to_be_measured(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    Archive.of(folder).vectors(SmallGauge(4), cache=Cache(tmp_path / "c"), progress=lambda *at: told.append(at))
    assert [at[1:] for at in told] == [(3, 3)]


def test_photos_are_let_go_once_measured(tmp_path: Path) -> None:
    """What stays of each photo is less than 2,000 bytes; its file alone has more, its pixels seven times that."""
    import tracemalloc

    from ninelives.artifacts.archive import build
    from ninelives.artifacts.archive.sources import Source

    data = photo()

    def grown(rows: int) -> int:
        items = [f"{n:06d}.jpg" for n in range(rows)]
        source = Source(items=items, read=lambda n: data + n.to_bytes(4), paths=str, labels=[None] * rows)
        tracemalloc.start()
        survey = build.Survey(source)
        for chunk in build.measure(source, [FactsGauge()], Cache(tmp_path / "cache")):
            for result in chunk:
                survey.add(result, build_facts(result))
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size

    assert grown(300) - grown(100) < 200 * 2_000


def build_facts(result: object) -> object:
    from ninelives.artifacts.archive import Measured
    from ninelives.kernels.photos.survey import Facts

    assert isinstance(result, Measured)
    return Facts.unpack(result.blobs[0])


def test_an_archive_keeps_the_columns_that_may_be_the_label(tmp_path: Path) -> None:
    root = photos(tmp_path / "shelf", *(f"{n}.jpg" for n in range(6)))
    listed = tmp_path / "listed.csv"
    names = sorted(str(path) for path in root.rglob("*") if path.is_file())
    listed.write_text("path,kind,other\n" + "".join(f"{name},{n % 2},{n}\n" for n, name in enumerate(names)))
    Archive.of(listed).save(tmp_path / "listed.archive")
    by_table, by_archive = (Archive.of(tmp_path / name, target="kind") for name in ("listed.csv", "listed.archive"))
    assert by_archive.labels == by_table.labels
    assert set(by_archive.labels) == {"0", "1"}
    with pytest.raises(NinelivesError, match=r"no column 'kid': .* it has kind, other"):
        Archive.of(tmp_path / "listed.archive", target="kid")


def test_a_target_without_a_table_is_told(tmp_path: Path) -> None:
    root = photos(tmp_path / "shelf", "a.jpg")
    with pytest.raises(NinelivesError, match="is no table: it has no column 'kind'") as error:
        Archive.of(root, target="kind")
    assert error.value.fix == "leave --target out"


@pytest.mark.parametrize(
    ("axis", "fix"), [("lihgt", "did you mean light ?"), ("label", "choose among"), ("captured_at", "choose among")]
)
def test_an_axis_that_is_none_is_told_with_a_near_one(tmp_path: Path, axis: str, fix: str) -> None:
    archive = Archive.of(photos(tmp_path / "shelf", "a.jpg"))
    with pytest.raises(NinelivesError, match=f"no condition '{axis}'") as error:
        archive.envelope([axis])
    assert fix in (error.value.fix or "")
