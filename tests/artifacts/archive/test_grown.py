"""Tests of archives that are made: the same bytes however often they were stopped, and never more than they need."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

from ninelives.artifacts.archive import Archive, packed, shards
from ninelives.artifacts.archive import growth as growths
from ninelives.artifacts.archive.gauges import LightGauge
from ninelives.artifacts.archive.grown import grow, place
from ninelives.errors import NinelivesError, TakenError
from ninelives.kernels.photos.decode import decode
from ninelives.store import manifest
from ninelives.store.cache import Cache
from tests.artifacts.archive.growing import growth, noise, until
from tests.artifacts.archive.shelf import fill, photo


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pictures of 8 px a block, twenty a shard."""
    monkeypatch.setattr(growths, "BLOCK", 2_100)
    monkeypatch.setattr(shards, "SHARD", 4_200)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_what_is_made_is_an_archive_like_any_other(tmp_path: Path, small: None) -> None:
    told: list[tuple[str, int, int | None]] = []
    digest = grow(growth(95), tmp_path / "made.archive", lambda *step: told.append(step))
    assert beside(tmp_path / "made.archive") == ["made.archive"]
    archive = Archive.of(tmp_path / "made.archive")
    assert manifest.check(tmp_path / "made.archive", packed.KIND).digest == digest
    assert (len(archive), archive.scenes, archive.world, archive.set_aside) == (95, 32, "garden", ())
    assert archive.items == [f"{at:08d}.ppm" for at in range(95)]
    assert archive.labels[:2] == ["no cat", "cat"]
    pictures, _ = noise()(0, 95)
    for at in (0, 19, 20, 94):
        assert np.array_equal(decode(archive.source.read(at)), pictures[at])
        assert hashlib.sha256(archive.source.read(at)).digest() == archive.table["digest"][at]
    assert len(list((tmp_path / "made.archive/shards").iterdir())) == 5
    drawn = [step for step in told if step[0] == "drawn"]
    assert drawn[-1] == ("drawn", 95, 95)
    assert [done for _, done, _ in drawn] == sorted({done for _, done, _ in drawn})
    assert told[len(drawn) :] == [("digests", done, 7) for done in range(1, 8)]


def test_light_and_sharpness_are_those_that_a_look_at_the_pictures_gives(tmp_path: Path) -> None:
    grow(growth(30, side=64), tmp_path / "made.archive")
    archive = Archive.of(tmp_path / "made.archive")
    seen = archive.vectors(LightGauge(), cache=Cache(tmp_path / "cache"))
    assert np.allclose(archive.table["light"], seen[:, 0], atol=1e-6)
    assert np.allclose(archive.table["sharpness"], seen[:, 1], atol=1e-5)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_bytes_do_not_depend_on_the_threads(
    threads: int, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(growth(57), tmp_path / "one.archive")
    monkeypatch.setattr("ninelives.artifacts.archive.ahead.threads", lambda: threads)
    grow(growth(57), tmp_path / "two.archive")
    assert files(tmp_path / "one.archive") == files(tmp_path / "two.archive")


def test_another_seed_gives_other_bytes(tmp_path: Path) -> None:
    one, two = (grow(growth(5, seed=seed), tmp_path / f"{seed}.archive") for seed in (0, 1))
    assert one != two


@pytest.mark.parametrize("stop", [0, 25, 56])
def test_what_is_finished_is_not_made_again(stop: int, tmp_path: Path, small: None) -> None:
    grow(growth(57), tmp_path / "whole.archive")

    def fail() -> None:
        raise RuntimeError("the power is gone")

    with pytest.raises(RuntimeError, match="the power is gone"):
        grow(growth(57, draw=until(stop, noise(), fail)), tmp_path / "cut.archive")
    assert not (tmp_path / "cut.archive").exists()
    asked: list[int] = []

    def watched(start: int, end: int) -> tuple[np.ndarray, pl.DataFrame]:
        asked.append(start)
        return noise()(start, end)

    grow(growth(57, draw=watched), tmp_path / "cut.archive")
    assert min(asked) == stop // 20 * 20
    assert files(tmp_path / "cut.archive") == files(tmp_path / "whole.archive")
    assert beside(tmp_path / "cut.archive") == ["cut.archive", "whole.archive"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_fills_is_told_and_nothing_is_lost(
    number: int, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, room = pq.ParquetWriter.write_table, [3]

    def full(writer: pq.ParquetWriter, *arguments: object) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(number, os.strerror(number))
        whole(writer, *arguments)

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(NinelivesError) as told:
        grow(growth(57), tmp_path / "made.archive")
    why = "the disk is full" if number == errno.ENOSPC else "your quota is used up"
    assert told.value.message == (
        f"cannot write '{tmp_path / 'made.archive'}': {why}; 20 of its 57 pictures are finished "
        f"and stay in '{place(growth(57), tmp_path / 'made.archive').name}'"
    )
    assert told.value.fix == "free some space, and type the same command again: it goes on from there"
    room[0] = 1000
    grow(growth(57), tmp_path / "made.archive")
    monkeypatch.undo()
    assert Archive.load(tmp_path / "made.archive").items == [f"{at:08d}.ppm" for at in range(57)]


def test_a_disk_that_is_full_at_the_very_end_is_told_too(tmp_path: Path, small: None) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(packed, "write_table", full)
        with pytest.raises(
            NinelivesError, match=r"made.archive': the disk is full; 57 of its 57 pictures are finished"
        ):
            grow(growth(57), tmp_path / "made.archive")
    grow(growth(57), tmp_path / "made.archive")
    assert len(Archive.load(tmp_path / "made.archive")) == 57


@pytest.fixture
def smallest_file() -> Iterator[None]:
    """No file of this process may pass 64 KiB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_file_that_may_not_grow_is_told(tmp_path: Path, smallest_file: None) -> None:
    with pytest.raises(NinelivesError, match=r"a file may not grow so large there; 0 of its 900 pictures are finished"):
        grow(growth(900), tmp_path / "made.archive")
    assert not list(tmp_path.rglob("*.partial"))


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "made.archive").mkdir()
    with pytest.raises(TakenError):
        grow(growth(5), tmp_path / "made.archive")
    assert beside(tmp_path / "made.archive") == ["made.archive"]


def test_a_second_run_beside_the_first_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made.archive"
    folder = place(growth(5), path)
    folder.mkdir()
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(NinelivesError, match=r"another run is making '.*made.archive' already"):
        grow(growth(5), path)
    os.close(handle)
    grow(growth(5), path)


KILLED = """
import sys, pathlib
from ninelives.artifacts.archive import growth as growths
from ninelives.artifacts.archive import grown, shards
from tests.artifacts.archive.growing import growth
growths.BLOCK, shards.SHARD = 2_100, 4_200
grown.grow(growth(400), pathlib.Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on(tmp_path: Path, small: None) -> None:
    grow(growth(400), tmp_path / "whole.archive")
    path, draw, killed = tmp_path / "made.archive", np.random.default_rng(0), 0
    for _ in range(25):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        )
        folder = place(growth(400), path)
        while child.poll() is None and not folder.exists():
            time.sleep(0.005)
        time.sleep(draw.uniform(0, 0.12))
        child.kill()
        killed += child.wait() == -signal.SIGKILL
        if path.exists():
            break
    assert killed >= 3
    if not path.exists():
        grow(growth(400), path)
    assert files(path) == files(tmp_path / "whole.archive")
    assert beside(path) == ["made.archive", "whole.archive"]


@pytest.mark.parametrize("left", ["table", "seal"])
def test_killed_while_it_is_closed_it_goes_on(left: str, tmp_path: Path, small: None) -> None:
    grow(growth(57), tmp_path / "whole.archive")
    folder = place(growth(57), tmp_path / "made.archive")
    shutil.copytree(tmp_path / "whole.archive", folder)
    if left == "table":
        (folder / manifest.NAME).unlink()
        (folder / "set_aside.parquet").unlink()
        (folder / "rows").mkdir()
        (folder / "rows" / "00001.parquet").write_bytes(b"left over")
    (folder / "shards" / ".00002.parquet.99999999.partial").write_bytes(b"half")
    grow(growth(57), tmp_path / "made.archive")
    assert files(tmp_path / "made.archive") == files(tmp_path / "whole.archive")


ROOM = """
import pathlib, resource, sys
from tests.artifacts.archive.growing import growth, noise
from ninelives.artifacts.archive import growth as growths
from ninelives.artifacts.archive import grown, shards
growths.BLOCK, shards.SHARD = 1 << 20, 8 << 20
pictures, rows = noise(64)(0, 85)
def draw(start, stop):
    return pictures[: stop - start], rows[: stop - start].with_columns(
        item=grown_items(start, stop))
def grown_items(start, stop):
    import polars as pl
    return pl.Series([f"{at:08d}.ppm" for at in range(start, stop)])
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
where = pathlib.Path(sys.argv[1])
grown.grow(growth(1000, side=64, draw=draw), where / "warm.archive")
before = peak()
grown.grow(growth(8000, side=64, draw=draw), where / "made.archive")
print(peak() - before)
"""


@pytest.mark.slow
def test_a_longer_growth_takes_little_more_room(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ROOM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) < 40  # MB, for 7,000 pictures more, of 86 MB: it holds no more than a few blocks


def test_several_archives_of_the_garden_are_one_with_the_scenes_that_each_knows(tmp_path: Path) -> None:
    for seed in (0, 1):
        grow(growth(30, side=40, seed=seed), tmp_path / f"{seed}.archive")
    grow(growth(30, side=40), tmp_path / "again.archive")  # the same pictures, of the same trees
    paths = [tmp_path / f"{name}.archive" for name in ("0", "1", "again")]
    both = Archive.of(paths, cache=Cache(tmp_path / "cache"))
    assert (len(both), both.scenes, both.world) == (90, 10, "garden")
    assert both.labels[:2] == ["no cat", "cat"]
    photos = fill(tmp_path / "photos", {"cat/1.jpg": photo(1)})
    assert Archive.of([*paths, photos], cache=Cache(tmp_path / "cache")).world == "real"


def test_a_picture_with_and_without_its_cat_is_not_taken_for_the_same_one(tmp_path: Path) -> None:
    def twins(start: int, stop: int) -> tuple[np.ndarray, pl.DataFrame]:
        smooth = np.broadcast_to(np.arange(64, dtype=np.uint8)[:, None, None] * 3, (stop - start, 64, 64, 3)).copy()
        smooth[:, 30, 30] = (np.arange(start, stop) % 2 * 60)[:, None]
        return smooth, noise(64)(start, stop)[1].with_columns(scene=pl.Series(np.arange(start, stop)))

    grow(growth(20, side=64, draw=twins), tmp_path / "one.archive")
    grow(growth(20, side=64, seed=1), tmp_path / "two.archive")
    both = Archive.of([tmp_path / "one.archive", tmp_path / "two.archive"], cache=Cache(tmp_path / "cache"))
    assert both.scenes == 20
