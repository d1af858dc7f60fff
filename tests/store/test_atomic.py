"""Tests of writes that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError, TakenError
from ninelives.store import atomic


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def refuse(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def gone_process() -> int:
    """The number of a process that has ended."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(done.stdout)


def test_write_makes_its_folder_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    atomic.write(path, b"one")
    atomic.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["file"]


def test_what_can_be_made_again_is_not_worth_an_error_where_another_run_removes_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, honest = tmp_path / "work" / "rung", Path.write_bytes

    def removed(partial: Path, data: bytes) -> int:
        shutil.rmtree(partial.parent)
        return honest(partial, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", removed)
        atomic.spare(path, b"one")
    assert names(tmp_path) == []
    atomic.spare(path, b"two")
    assert path.read_bytes() == b"two"
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(refuse(errno.ENOSPC)))
    with pytest.raises(NinelivesError, match="the disk is full"):
        atomic.spare(path, b"three")


def test_a_failed_body_leaves_the_old_file_and_no_part_of_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic.write(path, b"old")

    def fill() -> None:
        with atomic.file(path) as partial:
            partial.write_bytes(b"half")
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        fill()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your quota is used up"),
        (errno.EACCES, "no permission to write there"),
        (errno.EROFS, "that disk can only be read"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_refused_sync_is_told_and_leaves_nothing(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise refuse(number)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NinelivesError) as error:
        atomic.write(tmp_path / "file", b"x")
    assert error.value.message == f"cannot write '{tmp_path / 'file'}': {words}"
    assert error.value.fix
    assert names(tmp_path) == []


def test_no_permission_to_make_the_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdir(*_: object, **__: object) -> None:
        raise refuse(errno.EACCES)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(NinelivesError, match="no permission to write there"):
        atomic.write(tmp_path / "a" / "file", b"x")


def test_a_temporary_name_is_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill() -> None:
        with atomic.folder(tmp_path / "m.model") as partial:
            monkeypatch.setattr(Path, "write_bytes", full)
            atomic.write(partial / "rungs" / "kernel.safetensors", b"x")

    def full(*_: object) -> None:
        raise refuse(errno.ENOSPC)

    with pytest.raises(NinelivesError) as error:
        fill()
    assert error.value.message == f"cannot write '{tmp_path / 'm.model/rungs/kernel.safetensors'}': the disk is full"


def test_a_full_disk_while_a_folder_fills_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    def fill() -> None:
        with atomic.folder(tmp_path / "folder") as partial:
            (partial / "one").write_bytes(b"1")
            raise refuse(errno.ENOSPC)

    with pytest.raises(NinelivesError, match=r"cannot write .*folder': the disk is full"):
        fill()
    assert names(tmp_path) == []


def test_a_path_through_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NinelivesError, match="cannot write"):
        atomic.write(tmp_path / "file" / "below", b"x")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="the name is too long"):
        atomic.write(tmp_path / ("x" * 300), b"x")


def test_a_folder_takes_its_name_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    with atomic.folder(path) as partial:
        (partial / "deep").mkdir()
        (partial / "deep" / "file").write_bytes(b"1")
        assert not path.exists()
    assert (path / "deep" / "file").read_bytes() == b"1"
    assert names(tmp_path) == ["folder"]


def test_a_folder_that_exists_is_refused_or_replaced(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "old").write_bytes(b"")
    with pytest.raises(NinelivesError, match="exists already"), atomic.folder(path):
        pass
    assert names(path) == ["old"]
    with atomic.folder(path, replace=True) as partial:
        (partial / "new").write_bytes(b"")
    assert names(path) == ["new"]
    assert names(tmp_path) == ["folder"]


def test_what_killed_processes_left_is_swept_and_what_others_write_stays(tmp_path: Path) -> None:
    gone = gone_process()
    for name in (f".made.{gone}.partial", f".made.{gone}.old.partial"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "part").write_bytes(b"")
    (tmp_path / f".file.{gone}.partial").write_bytes(b"")
    kept = [f".made.{os.getppid()}.partial", f".other.{gone}.partial", ".made.partial"]
    for name in kept:
        (tmp_path / name).mkdir()
    with atomic.folder(tmp_path / "made"):
        pass
    atomic.write(tmp_path / "file", b"")
    assert names(tmp_path) == sorted([*kept, "made", "file"])


def test_what_could_not_be_written_is_told_beforehand_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    atomic.probe(tmp_path / "a" / "b" / "new")
    atomic.probe(tmp_path / "file")
    with pytest.raises(NinelivesError, match="a part of that path is a file, not a folder"):
        atomic.probe(tmp_path / "file" / "a" / "new")
    with pytest.raises(NinelivesError, match="the name is too long"):
        atomic.probe(tmp_path / ("x" * 300))
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    with pytest.raises(NinelivesError, match="no permission to write there"):
        atomic.probe(tmp_path / "a" / "new")
    assert names(tmp_path) == ["file"]


def test_a_disk_that_can_only_be_read_is_told_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.statvfs(tmp_path)
    frozen = os.statvfs_result((*real[:8], real.f_flag | os.ST_RDONLY, *real[9:]))
    monkeypatch.setattr(os, "statvfs", lambda _: frozen)
    with pytest.raises(NinelivesError, match="that disk can only be read"):
        atomic.probe(tmp_path / "new")


def test_a_name_that_was_taken_while_a_folder_filled_is_left_to_whoever_took_it(tmp_path: Path) -> None:
    def fill(path: Path, *, file: bool) -> None:
        with atomic.folder(path) as partial:
            (partial / "ours").touch()
            if not file:
                path.mkdir()
            (path if file else path / "theirs").touch()

    for name in ("file", "folder"):
        with pytest.raises(TakenError, match="exists already"):
            fill(tmp_path / name, file=name == "file")
    assert names(tmp_path) == ["file", "folder"]
    assert names(tmp_path / "folder") == ["theirs"]
