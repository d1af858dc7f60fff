"""Tests of saved archives: bit for bit, anywhere, and never believed without a look."""

from __future__ import annotations

import errno
import inspect
import os
import random
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ninelives.artifacts.archive import Archive, Source, UnreadableError, packed, shards
from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.errors import NinelivesError
from ninelives.store import manifest
from ninelives.store.cache import Cache
from tests.artifacts.archive.shelf import fill, photo, photos

NAMES = [f"{'cat' if n % 2 else 'dog'}/{n:02d}.jpg" for n in range(12)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(photos(tmp_path / "photos", *NAMES), {"broken.jpg": b"no photo"})


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def read_all(archive: Archive) -> dict[str, bytes]:
    return {item: archive.source.read(index) for index, item in enumerate(archive.items)}


def truth(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in sorted(NAMES)}


def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several row groups and several shards out of a few small photos."""
    monkeypatch.setattr(shards, "GROUP", 3000)
    monkeypatch.setattr(shards, "SHARD", 8000)


@pytest.mark.parametrize("pack", [False, True])
def test_a_saved_archive_is_the_same_archive(pack: bool, folder: Path, tmp_path: Path) -> None:
    archive = Archive.of(folder)
    sealed = archive.save(tmp_path / "saved", pack=pack, lineage={"stage": "collect"})
    for again in (Archive.load(tmp_path / "saved"), Archive.of(tmp_path / "saved")):
        assert again.table.equals(archive.table)
        assert again.set_aside == archive.set_aside
        assert (again.world, again.digest) == (archive.world, archive.digest)
        assert read_all(again) == truth(folder)
    found = manifest.check(tmp_path / "saved", packed.KIND)
    assert (found.digest, found.facts["packed"], found.facts["lineage"]) == (sealed, pack, {"stage": "collect"})
    assert archive.save(tmp_path / "twice", pack=pack, lineage={"stage": "collect"}) == sealed


def test_packed_photos_are_bit_equal_in_any_order(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_groups(monkeypatch)
    Archive.of(folder).save(tmp_path / "saved", pack=True)
    assert len(list((tmp_path / "saved" / "shards").iterdir())) > 1
    shutil.rmtree(folder / "cat")
    shutil.move(tmp_path / "saved", tmp_path / "moved")
    archive = Archive.load(tmp_path / "moved")
    expected = [photo(NAMES.index(item)) for item in archive.items]
    order = random.Random(0).choices(range(len(NAMES)), k=100)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(archive.source.read, order)) == [expected[at] for at in order]
    assert archive.source.paths(0) == f"{tmp_path / 'moved'}/{archive.items[0]}"


def test_an_unpacked_archive_says_what_is_gone(folder: Path, tmp_path: Path) -> None:
    Archive.of(folder).save(tmp_path / "saved", pack=False)
    (folder / NAMES[0]).unlink()
    archive = Archive.load(tmp_path / "saved")
    with pytest.raises(UnreadableError, match=r"it is gone from where '.*saved' saw it"):
        archive.source.read(archive.items.index(NAMES[0]))
    assert archive.source.read(archive.items.index(NAMES[1])) == photo(1)


def test_an_unpacked_archive_whose_folder_is_gone_still_opens(folder: Path, tmp_path: Path) -> None:
    Archive.of(folder).save(tmp_path / "saved", pack=False)
    shutil.rmtree(folder)
    archive = Archive.load(tmp_path / "saved")
    assert len(archive) == len(NAMES)
    with pytest.raises((NinelivesError, UnreadableError)):
        archive.source.read(0)


def test_an_archive_of_several_paths_finds_its_photos_again(tmp_path: Path) -> None:
    fill(tmp_path, {"dog/1.jpg": photo(1), "cat/1.jpg": photo(2), "alone.jpg": photo(3)})
    archive = Archive.of([tmp_path / "dog", tmp_path / "alone.jpg", tmp_path / "cat"])
    archive.save(tmp_path / "saved", pack=False)
    assert read_all(Archive.load(tmp_path / "saved")) == read_all(archive)


def test_an_archive_of_a_mix_with_a_saved_one_finds_its_photos_again(tmp_path: Path) -> None:
    fill(tmp_path, {"a/cat/1.jpg": photo(1), "b/dog/2.jpg": photo(2), "c/dog/3.jpg": photo(3)})
    Archive.of(tmp_path / "a").save(tmp_path / "first")
    Archive.of([tmp_path / "first", tmp_path / "b"]).save(tmp_path / "second")
    archive = Archive.of([tmp_path / "second", tmp_path / "c"])
    archive.save(tmp_path / "third")
    again = Archive.load(tmp_path / "third")
    assert again.items == ["c/dog/3.jpg", "second/b/dog/2.jpg", "second/first/cat/1.jpg"]
    assert list(read_all(again).values()) == [photo(3), photo(2), photo(1)]
    assert again.labels == ["dog", "dog", "cat"]


def test_a_selection_of_an_archive_saves_only_itself(folder: Path, tmp_path: Path) -> None:
    import numpy as np

    chosen = Archive.of(folder).select(np.arange(len(NAMES)) % 3 == 0, "not wanted")
    for pack in (False, True):
        chosen.save(tmp_path / f"saved{pack}", pack=pack)
        again = Archive.load(tmp_path / f"saved{pack}")
        assert read_all(again) == read_all(chosen)
        assert again.set_aside == chosen.set_aside


@pytest.mark.parametrize("change", ["other bytes", "gone"])
def test_a_photo_that_changes_while_it_is_packed_is_told(change: str, folder: Path, tmp_path: Path) -> None:
    archive = Archive.of(folder)
    (folder / NAMES[3]).unlink()
    if change == "other bytes":
        (folder / NAMES[3]).write_bytes(photo(99))
    with pytest.raises(NinelivesError, match=f"the photo '{NAMES[3]}' (changed while|can be read no more)"):
        archive.save(tmp_path / "saved", pack=True)
    assert sorted(os.listdir(tmp_path)) == ["photos"]


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.of(folder)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(NinelivesError, match="the disk is full"):
        archive.save(tmp_path / "saved", pack=True)
    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(NinelivesError, match="the disk is full"):
        archive.save(tmp_path / "saved", pack=False)
    assert sorted(os.listdir(tmp_path)) == ["photos"]


def test_a_name_that_is_taken_is_refused(folder: Path, tmp_path: Path) -> None:
    archive = Archive.of(folder)
    archive.save(tmp_path / "saved")
    with pytest.raises(NinelivesError, match="exists already"):
        archive.save(tmp_path / "saved")


def test_a_changed_byte_in_any_file_is_found(folder: Path, tmp_path: Path) -> None:
    Archive.of(folder).save(tmp_path / "saved", pack=True)
    files = [path for path in (tmp_path / "saved").rglob("*") if path.is_file()]
    assert len(files) == 4
    for path in files:
        whole = path.read_bytes()
        for at in (0, len(whole) // 2, len(whole) - 2):
            changed = bytearray(whole)
            changed[at] ^= 1
            path.write_bytes(changed)
            with pytest.raises(NinelivesError, match=r"is damaged|has layout|leaves the folder"):
                Archive.load(tmp_path / "saved")
        path.unlink()
        with pytest.raises(NinelivesError, match=r"is missing|no folder that ninelives made"):
            Archive.load(tmp_path / "saved")
        path.write_bytes(whole)
    Archive.load(tmp_path / "saved")


# hostile: resealed, so that every digest fits


def table_as(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Path, dict[str, Any]], None]:
    def rewrite(saved: Path, _: dict[str, Any]) -> None:
        path = saved / "items.parquet"
        change(pl.read_parquet(path)).write_parquet(path)

    return rewrite


def shards_as(rows: int | None, **columns: Any) -> Callable[[Path, dict[str, Any]], None]:
    def rewrite(saved: Path, _: dict[str, Any]) -> None:
        shutil.rmtree(saved / "shards")
        (saved / "shards").mkdir()
        if rows is not None:
            made = {name: [value] * rows for name, value in columns.items()}
            pq.write_table(pa.table(made), saved / "shards" / "00000.parquet")

    return rewrite


def file_as(name: str, data: bytes) -> Callable[[Path, dict[str, Any]], None]:
    return lambda saved, _: (saved / name).write_bytes(data) and None


def facts_as(**changes: Any) -> Callable[[Path, dict[str, Any]], None]:
    def rewrite(_: Path, facts: dict[str, Any]) -> None:
        facts.update(changes)

    return rewrite


def without(name: str) -> Callable[[Path, dict[str, Any]], None]:
    return lambda _, facts: facts.pop(name) and None


HOSTILE: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    "no item": table_as(lambda t: t.drop("item")),
    "no scene": table_as(lambda t: t.drop("scene")),
    "scene as text": table_as(lambda t: t.with_columns(scene=pl.lit("x"))),
    "scene unknown": table_as(lambda t: t.with_columns(scene=pl.lit(None, pl.Int64))),
    "item as number": table_as(lambda t: t.with_columns(item=pl.lit(7))),
    "item unknown": table_as(lambda t: t.with_columns(item=pl.lit(None, pl.String))),
    "digest as text": table_as(lambda t: t.with_columns(digest=pl.lit("x"))),
    "width as text": table_as(lambda t: t.with_columns(width=pl.lit("wide"))),
    "light unknown": table_as(lambda t: t.with_columns(light=pl.lit(None, pl.Float32))),
    "hour as list": table_as(lambda t: t.with_columns(hour=pl.lit([1.0]))),
    "too few rows": table_as(lambda t: t.head(3)),
    "no rows at all": table_as(lambda t: t.head(0)),
    "items are no table": file_as("items.parquet", b"PAR1 and nothing else PAR1"),
    "refusals are no table": file_as("set_aside.parquet", b""),
    "refusals of other columns": lambda saved, _: pl.DataFrame({"x": [1]}).write_parquet(saved / "set_aside.parquet"),
    "a shard is no table": file_as("shards/00000.parquet", b"PAR1PAR1"),
    "no shard": shards_as(None),
    "a shard of too many rows": shards_as(13, item="x", bytes=b"x"),
    "a dream world": facts_as(world="dream"),
    "a world of worlds": facts_as(world=["real"]),
    "origins as a number": facts_as(origins=7),
    "no world": without("world"),
    "no packed": without("packed"),
    "no origins": without("origins"),
}


def hostile(folder: Path, saved: Path, change: Callable[[Path, dict[str, Any]], None], *, pack: bool = True) -> Path:
    Archive.of(folder).save(saved, pack=pack)
    facts = manifest.peek(saved).facts
    change(saved, facts)
    manifest.seal(saved, packed.KIND, facts)
    return saved


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_archive_is_a_clear_error(
    change: Callable[[Path, dict[str, Any]], None], folder: Path, tmp_path: Path
) -> None:
    saved = hostile(folder, tmp_path / "saved", change)
    for read in (Archive.load, Archive.of, lambda path: Archive.of([path, folder])):
        with pytest.raises(NinelivesError):
            read(saved)


@pytest.mark.parametrize(
    "columns", [{"item": "x"}, {"bytes": "text"}, {"bytes": None}, {"bytes": 7}, {"bytes": [b"x"]}], ids=str
)
def test_a_shard_without_bytes_is_unreadable_and_nothing_worse(
    columns: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    try:
        archive = Archive.load(hostile(folder, tmp_path / "saved", shards_as(12, **columns)))
    except NinelivesError:
        return
    with pytest.raises(UnreadableError, match="its shard"):
        archive.source.read(5)


def test_photos_of_other_bytes_than_recorded_are_told(folder: Path, tmp_path: Path) -> None:
    from ninelives.artifacts.archive.gauges import SmallGauge
    from ninelives.store.cache import Cache

    archive = Archive.load(hostile(folder, tmp_path / "saved", shards_as(12, item="x", bytes=photo(50))))
    with pytest.raises(NinelivesError, match="is not what the archive recorded: its bytes are others now"):
        archive.vectors(SmallGauge(4), cache=Cache(tmp_path / "cache"))


@pytest.mark.parametrize("origins", [[], [""], ["/nowhere"], ["a\0b"], ["."], [[1]]], ids=str)
def test_odd_origins_are_a_clear_error_at_the_latest_when_a_photo_is_read(
    origins: list[Any], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    saved = hostile(folder, tmp_path / "saved", facts_as(origins=origins), pack=False)
    with pytest.raises((NinelivesError, UnreadableError)):
        Archive.load(saved).source.read(0)


@pytest.mark.parametrize("circle", [("one",), ("one", "two")])
def test_archives_that_name_each_other_as_their_origins_end(
    circle: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    for name, following in zip(circle, (*circle[1:], circle[0]), strict=True):
        hostile(folder, tmp_path / name, facts_as(origins=[str(tmp_path / following)]), pack=False)
    archive, limit = Archive.load(tmp_path / "one"), sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)  # it would end at the usual one too, later
    try:
        with pytest.raises((NinelivesError, UnreadableError)):
            archive.source.read(0)
    finally:
        sys.setrecursionlimit(limit)


def test_random_damage_inside_resealed_files_is_survived(folder: Path, tmp_path: Path) -> None:
    saved, luck = tmp_path / "saved", random.Random(1)
    Archive.of(folder).save(saved, pack=True)
    facts = manifest.peek(saved).facts
    whole = {name: (saved / name).read_bytes() for name in manifest.peek(saved).files}
    refused = 0
    for _ in range(60):
        name = luck.choice(sorted(whole))
        changed = bytearray(whole[name])
        for _ in range(3):
            changed[luck.randrange(len(changed))] ^= 1 << luck.randrange(8)
        (saved / name).write_bytes(changed)
        manifest.seal(saved, packed.KIND, facts)
        try:
            archive = Archive.load(saved)
            for index in range(len(archive)):
                archive.source.read(index)
        except (NinelivesError, UnreadableError):
            refused += 1
        (saved / name).write_bytes(whole[name])
    assert refused > 5


def test_a_folder_is_an_archive_only_if_it_says_so(folder: Path, tmp_path: Path) -> None:
    assert not packed.is_archive(folder)
    (tmp_path / "m").mkdir()
    manifest.seal(tmp_path / "m", "model", {})
    assert not packed.is_archive(tmp_path / "m")
    with pytest.raises(NinelivesError, match="is of kind 'model'"):
        Archive.load(tmp_path / "m")


def test_a_garden_archive_keeps_its_world(folder: Path, tmp_path: Path) -> None:
    Archive.of(folder, world="garden").save(tmp_path / "saved")
    assert Archive.load(tmp_path / "saved").world == "garden"


def test_large_groups_are_bounded(tmp_path: Path) -> None:
    """A row group closes with the photo that fills it: reading one photo reads little more."""
    archive = Archive.of(photos(tmp_path / "p", "1.jpg"))
    big = os.urandom(1 << 20)
    rows = pl.concat([archive.table] * 30)
    import hashlib

    table = rows.with_columns(digest=pl.lit(hashlib.sha256(big).digest()), item=pl.Series([str(n) for n in range(30)]))
    items = [str(n) for n in range(30)]
    source = Source(items=items, read=lambda _: big, paths=str, labels=[None] * 30, origins=["x"])
    replace(archive, table=table, source=source).save(tmp_path / "saved", pack=True)
    (shard,) = (tmp_path / "saved" / "shards").iterdir()
    sizes = [pq.ParquetFile(shard).metadata.row_group(n).num_rows for n in range(4)]
    assert sum(sizes) == 30
    assert max(sizes) <= 10


def test_a_shard_that_nobody_listed_is_not_read(tmp_path: Path) -> None:
    Archive.of(photos(tmp_path / "p", *NAMES)).save(tmp_path / "saved", pack=True)
    shard = next((tmp_path / "saved" / "shards").iterdir())
    shard.with_name("99999.parquet").write_bytes(shard.read_bytes())
    assert len(Archive.load(tmp_path / "saved")) == len(NAMES)


def test_zones_and_scenes_of_saved_archives_are_kept_apart_in_a_mix(tmp_path: Path) -> None:
    for place in ("a", "b"):
        folder = photos(tmp_path / place, "1.jpg") if place == "a" else fill(tmp_path / place, {"1.jpg": photo(9)})
        (folder / "t.csv").write_text("path,captured_at,scene\n1.jpg,2026-07-01T10:00:00+02:00,first\n")
        Archive.of(folder / "t.csv").save(tmp_path / f"{place}.archive")
    both = Archive.of([tmp_path / "a.archive", tmp_path / "b.archive"])
    assert both.table.get_column("zone").to_list() == [120, 120]
    assert both.table.get_column("hour").to_list() == [10.0, 10.0]
    assert both.scenes == 2
    tables = Archive.of([tmp_path / "a" / "t.csv", tmp_path / "b" / "t.csv"])
    assert tables.scenes == 2


# --- photos that stayed elsewhere, and did not stay as they were


@pytest.mark.parametrize("warm", [True, False], ids=["warm cache", "cold cache"])
def test_photos_that_are_gone_or_others_are_set_aside_by_name(
    warm: bool, folder: Path, tmp_path: Path, cache: Cache
) -> None:
    Archive.of(folder, cache=cache).save(tmp_path / "saved")
    before = Archive.of(tmp_path / "saved", cache=cache)
    gone, other = before.items[0], before.items[1]
    (folder / gone).unlink()
    (folder / other).write_bytes((folder / before.items[2]).read_bytes())
    if not warm:
        cache = Cache(tmp_path / "cold")
    seen: list[tuple[str, int, int | None]] = []
    found = Archive.of(tmp_path / "saved", cache=cache, progress=lambda *step: seen.append(step))
    assert found.items == before.items[2:]
    assert [(entry.path, entry.reason) for entry in found.set_aside[len(before.set_aside) :]] == [
        (gone, f"it is gone from where '{tmp_path / 'saved'}' saw it"),
        (other, f"its bytes are others than those that '{tmp_path / 'saved'}' saw"),
    ]
    assert ("set aside", 2, None) in seen
    assert seen[-1] == ("read", len(before), len(before))
    assert found.vectors(FactsGauge(), cache=cache).shape[0] == len(found)
    assert [found.source.read(row) for row in range(len(found))]


def test_photos_beside_others_are_checked_too(folder: Path, tmp_path: Path, cache: Cache) -> None:
    Archive.of(folder, cache=cache).save(tmp_path / "saved")
    fill(tmp_path / "more", {"x.jpg": photo(99)})
    first, second = Archive.of(tmp_path / "saved", cache=cache).items[:2]
    (folder / first).write_bytes((folder / second).read_bytes())
    found = Archive.of([tmp_path / "saved", tmp_path / "more"], cache=cache)
    assert f"saved/{first}" in {entry.path for entry in found.set_aside}
    assert f"saved/{first}" not in found.items


def test_an_archive_of_which_nothing_is_left_is_told(folder: Path, tmp_path: Path, cache: Cache) -> None:
    Archive.of(folder, cache=cache).save(tmp_path / "saved")
    shutil.rmtree(folder)
    with pytest.raises(NinelivesError, match=r"none of the .* is there as it was; the first: .*: there is no folder"):
        Archive.of(tmp_path / "saved", cache=cache)
    Archive.load(tmp_path / "saved")  # to look at it needs no photo


def test_a_packed_archive_reads_no_photo_to_know_that_it_is_there(
    folder: Path, tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    Archive.of(folder, cache=cache).save(tmp_path / "saved", pack=True)
    shutil.rmtree(folder)
    monkeypatch.setattr("ninelives.artifacts.archive.packed.measure", lambda *_: pytest.fail("read"))
    assert len(Archive.of(tmp_path / "saved", cache=cache)) > 1
