"""Tests of collecting: what is written, where, and that nothing but the photos decides it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError
from ninelives.stages.collect.spec import CollectSpec
from ninelives.stages.collect.write import Collected, collect, collect_into
from tests.artifacts.archive.shelf import fill, photo, photos

NAMES = ("cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "dog/2.jpg")


def into(paths: Path | list[Path], out: Path | None, default: Path, *, pack: bool = False) -> Collected:
    return collect_into(paths, out, default, None, None, CollectSpec(pack=pack))


def test_the_same_photos_give_the_same_digest_whatever_the_order_and_the_times(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    first = into(shelf, None, tmp_path / "a.archive")
    contents = {name: (shelf / name).read_bytes() for name in NAMES}
    shutil.rmtree(shelf)
    fill(shelf, dict(reversed(contents.items())))
    for number, name in enumerate(NAMES):
        os.utime(shelf / name, (number, number))
    again = into(shelf, None, tmp_path / "b.archive")
    assert again.digest == first.digest
    assert again.archive.digest == first.archive.digest


def test_the_same_command_does_its_work_once(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    first = into(shelf, tmp_path / "a.archive", tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "a.archive").iterdir()}
    again = into(shelf, tmp_path / "a.archive", tmp_path)
    assert (first.done, again.done) == (False, True)
    assert again.digest == first.digest
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "a.archive").iterdir()} == times


def test_the_order_of_paths_is_irrelevant(tmp_path: Path) -> None:
    shelf = photos(tmp_path, *NAMES)
    one = into([shelf / "dog", shelf / "cat"], tmp_path / "a.archive", tmp_path)
    assert into([shelf / "cat", shelf / "dog"], tmp_path / "a.archive", tmp_path).done
    assert one.archive.items == ["cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "dog/2.jpg"]


def test_a_name_by_another_way_is_the_same_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photos(tmp_path / "shelf", *NAMES)
    into(tmp_path / "shelf", tmp_path / "a.archive", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert into(Path("shelf"), Path("a.archive"), tmp_path).done


@pytest.mark.parametrize("change", ["byte", "label", "name", "less", "more", "column"])
def test_any_change_changes_the_digest(change: str, tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    rows = "".join(f"{name},2026-07-01 10:00:00\n" for name in NAMES)
    (shelf / "t.csv").write_text(f"path,captured_at\n{rows}")
    data = shelf / "t.csv" if change == "column" else shelf
    before = Archive.of(data).digest
    one = shelf / NAMES[0]
    if change == "byte":
        one.write_bytes(one.read_bytes() + b"\0")
    elif change == "label":
        (shelf / "cat").rename(shelf / "lynx")
    elif change == "name":
        one.rename(shelf / "cat" / "3.jpg")
    elif change == "less":
        one.unlink()
    elif change == "more":
        photos(shelf, "cat/0.jpg")
    else:
        data.write_text(data.read_text().replace("10:00:00", "11:00:00", 1))
    assert Archive.of(data).digest != before


def test_an_explicit_name_with_other_photos_is_refused_and_stays(tmp_path: Path) -> None:
    one, two = photos(tmp_path / "1", *NAMES), photos(tmp_path / "2", "cat/9.jpg")
    first = into(one, tmp_path / "a.archive", tmp_path)
    with pytest.raises(NinelivesError, match="exists and was made from something else") as error:
        into(two, tmp_path / "a.archive", tmp_path)
    assert error.value.fix
    assert Archive.load(tmp_path / "a.archive").digest == first.archive.digest


def test_another_lineage_is_refused_before_any_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = photos(tmp_path / "1", *NAMES)
    into(data, tmp_path / "a.archive", tmp_path)
    monkeypatch.setattr("ninelives.artifacts.archive.build.survey", None)  # whoever reads a photo falls over it
    with pytest.raises(NinelivesError, match="its pack is False, here it is True"):
        into(data, tmp_path / "a.archive", tmp_path, pack=True)


def test_a_default_name_gives_way_and_says_so(tmp_path: Path) -> None:
    one, two = photos(tmp_path / "1", *NAMES), photos(tmp_path / "2", "cat/9.jpg")
    default = tmp_path / "photos.archive"
    assert into(one, None, default).note is None
    second = into(two, None, default)
    assert second.path == tmp_path / "photos-2.archive"
    assert second.note == f"'{default}' holds another collection; this goes to '{second.path}'"
    assert into(two, None, default).done
    assert into(one, None, default, pack=True).path == tmp_path / "photos-3.archive"


def test_a_damaged_archive_is_not_taken_for_done(tmp_path: Path) -> None:
    shelf, out = photos(tmp_path / "shelf", *NAMES), tmp_path / "a.archive"
    into(shelf, out, out)
    (out / "items.parquet").write_bytes(b"x")
    with pytest.raises(NinelivesError, match=r"is damaged: items\.parquet was changed"):
        into(shelf, out, out)


def test_a_packed_archive_needs_its_photos_no_more_and_may_move(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    contents = {name: (shelf / name).read_bytes() for name in NAMES}
    done = into(shelf, tmp_path / "a.archive", tmp_path, pack=True)
    shutil.rmtree(shelf)
    moved = tmp_path / "else" / "where"
    moved.parent.mkdir()
    done.path.rename(moved)
    archive = Archive.load(moved)
    order = random.Random(0).sample(range(4), 4)
    assert {archive.items[row]: archive.source.read(row) for row in order} == contents
    assert archive.table.equals(done.archive.table)


def test_an_archive_of_archives_is_read_back(tmp_path: Path) -> None:
    left = into(photos(tmp_path / "left", "cat/1.jpg", "dog/2.jpg"), tmp_path / "l.archive", tmp_path).path
    right = into(fill(tmp_path / "right", {"cat/7.jpg": photo(7)}), tmp_path / "r.archive", tmp_path, pack=True).path
    both = into([right, left, tmp_path / "left" / "dog"], tmp_path / "b.archive", tmp_path)
    archive = Archive.load(both.path)
    assert archive.items == ["dog/2.jpg", "l.archive/cat/1.jpg", "l.archive/dog/2.jpg", "r.archive/cat/7.jpg"]
    assert [archive.source.read(row) for row in range(4)] == [photo(1), photo(0), photo(1), photo(7)]
    assert archive.scenes == 3  # dog/2.jpg is there twice; the first scenes of two archives are not one


def test_the_python_function_writes_an_archive_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as box:
        for seed, name in enumerate(NAMES):
            box.writestr(name, photo(seed))
    archive = collect(tmp_path / "p.zip", out=tmp_path / "a.archive")
    assert archive.digest == Archive.load(tmp_path / "a.archive").digest
    assert archive.labels == ["cat", "cat", "dog", "dog"]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    code = """
import resource, sys
from pathlib import Path
from ninelives.artifacts.archive import Archive
archive = Archive.of(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
for pack in (False, True):
    try:
        archive.save(Path(sys.argv[2]), pack=pack)
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])
"""
    command = [sys.executable, "-c", code, str(shelf), str(tmp_path / "a.archive")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    line = f"NinelivesError cannot write '{tmp_path / 'a.archive'}': a file may not grow so large there\n"
    assert told == line * 2
    assert os.listdir(tmp_path) == ["shelf"]


COLLECT = """
import sys
from ninelives.cli import main
import ninelives.artifacts.archive.build, ninelives.artifacts.archive.packed, ninelives.kernels.photos.survey, polars
print("ready", flush=True)
main(["collect", sys.argv[1], "-o", sys.argv[2], "--json", "--quiet"])
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_same_command_gives_the_same_archive(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *(f"cat/{n}.jpg" for n in range(100)))
    whole = tmp_path / "whole"

    def start(room: Path) -> subprocess.Popen[str]:
        env = {**os.environ, "NINELIVES_CACHE": str(room / "cache")}
        command = [sys.executable, "-c", COLLECT, str(shelf), str(room / "a.archive")]
        child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        return child

    with start(whole) as child:
        began = time.perf_counter()
        told = json.loads(child.communicate()[0])
    lasted = time.perf_counter() - began
    moments = [lasted * (number + random.Random(number).random()) / 8 for number in range(8)]
    for number, moment in enumerate(moments):
        room = tmp_path / str(number)
        with start(room) as child:
            time.sleep(moment)
            child.send_signal(signal.SIGKILL)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NINELIVES_CACHE", str(room / "cache"))
            again = into(shelf, room / "a.archive", room)
        assert again.digest == told["digest"], f"killed after {moment:.2f} s of {lasted:.2f} s"
        left = [path for path in room.rglob("*.partial") if path.parent == room]
        assert not left


def as_kind(kind: str, shelf: Path) -> Path:
    """The photos of a folder in another wrapping."""
    path = shelf.parent / f"p.{kind}"
    rows = pl.DataFrame({"path": list(NAMES), "label": [name.split("/")[0] for name in NAMES]})
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as box:
            for name in NAMES:
                box.write(shelf / name, name)
    elif kind == "tar.gz":
        with tarfile.open(path, "w:gz") as packed:
            packed.add(shelf, ".")
    elif kind == "archive":
        Archive.of(shelf).save(path, pack=True)
    else:
        path = shelf / f"t.{kind}"
        {"csv": rows.write_csv, "parquet": rows.write_parquet, "jsonl": rows.write_ndjson}[kind](path)
    return path


@pytest.mark.parametrize("pack", [False, True])
@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl", "zip", "tar.gz", "archive"])
def test_the_same_photos_from_anywhere_are_the_same_archive(kind: str, pack: bool, tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    expected = Archive.of(shelf).digest
    archive = collect(as_kind(kind, shelf), out=tmp_path / "out", spec=CollectSpec(pack=pack))
    again = Archive.load(tmp_path / "out")
    assert [again.source.read(n) for n in range(4)] == [photo(n) for n in range(4)]
    assert again.digest == archive.digest == expected


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("1.jpg", "2.jpg"), [None, None]),
        (("cat/1.jpg", "dog/2.jpg"), ["cat", "dog"]),
        (("train/cat/1.jpg", "test/dog/2.jpg"), ["dog", "cat"]),
    ],
)
def test_flat_class_and_split_folders(names: tuple[str, ...], labels: list[str | None], tmp_path: Path) -> None:
    assert collect(photos(tmp_path / "photos", *names), out=tmp_path / "out").labels == labels
    assert Archive.load(tmp_path / "out").labels == labels


def test_an_archive_written_among_its_photos_is_not_collected(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *NAMES)
    into(shelf, shelf / "photos.archive", tmp_path, pack=True)
    again = into(shelf, shelf / "photos.archive", tmp_path, pack=True)
    assert again.done
    assert again.archive.items == list(NAMES)


@pytest.mark.parametrize("where", ["os.fsync", "pathlib.Path.rename", "polars.DataFrame.write_parquet"])
def test_killed_while_it_writes_leaves_no_half(where: str, tmp_path: Path) -> None:
    """It kills itself in the middle of writing: no archive is there, and the next run sweeps the rest away."""
    shelf, room = photos(tmp_path / "shelf", *NAMES), tmp_path / "room"
    room.mkdir()
    code = f"""
import os, pathlib, polars, sys
from ninelives.artifacts.archive import Archive
archive = Archive.of(sys.argv[1])
{where} = lambda *_, **__: os.kill(os.getpid(), 9)
archive.save(pathlib.Path(sys.argv[2]), pack=True)
"""
    command = [sys.executable, "-c", code, str(shelf), str(room / "out")]
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == -signal.SIGKILL
    assert [name.endswith(".partial") for name in os.listdir(room)] == [True]
    into(shelf, room / "out", room, pack=True)
    assert os.listdir(room) == ["out"]


@pytest.mark.slow
def test_two_commands_at_once_share_one_cache(tmp_path: Path) -> None:
    shelf = photos(tmp_path / "shelf", *(f"cat/{n}.jpg" for n in range(60)))
    env = {**os.environ, "NINELIVES_CACHE": str(tmp_path / "cache")}
    both = [
        subprocess.Popen(
            [sys.executable, "-c", COLLECT, str(shelf), str(tmp_path / name)], env=env, stdout=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    told = [json.loads(child.communicate(timeout=60)[0].splitlines()[-1]) for child in both]
    assert told[0]["digest"] == told[1]["digest"]
    assert told[0]["items"] == 60
