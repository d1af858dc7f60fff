"""Tests of the cache: by content, whole batches, many writers, gone at any time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache

WRITER = """
import sys, pathlib
from ninelives.store.cache import Cache
cache, who = Cache(pathlib.Path(sys.argv[1])), sys.argv[2]
for batch in range(20):
    cache.put("r", {f"{who} {batch} {n}".encode(): who.encode() * 50 for n in range(32)} | {b"shared": who.encode()})
"""


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("recipe", {b"a": b"1", b"b": b""})
    cache.put("recipe", {b"a": b"2"})
    cache.put("recipe", {})
    assert cache.get("recipe", [b"a", b"b", b"c"]) == {b"a": b"2", b"b": b""}
    assert cache.get("recipe", []) == {}
    assert Cache(tmp_path).get("recipe", [b"a"]) == {b"a": b"2"}


def test_another_recipe_knows_nothing_of_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put('odd "recipe"; DROP TABLE x', {b"a": b"1"})
    assert cache.get("other", [b"a"]) == {}
    assert cache.get('odd "recipe"; DROP TABLE x', [b"a"]) == {b"a": b"1"}


@settings(max_examples=40)  # each opens a database
@given(st.dictionaries(st.binary(max_size=40), st.binary(max_size=40), max_size=30))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, blobs: dict[bytes, bytes]) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "any")
    cache.put("any", blobs)
    assert cache.get("any", blobs) == blobs
    cache.close()


def test_more_keys_than_one_question_may_hold(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    blobs = {str(n).encode(): bytes([n % 256]) for n in range(1203)}
    cache.put("r", blobs)
    assert cache.get("r", blobs) == blobs


def test_threads_share_one_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def write(who: int) -> None:
        for n in range(20):
            cache.put("r", {f"{who} {n}".encode(): b"x"})

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cache.get("r", [f"{who} {n}".encode() for who in range(4) for n in range(20)])) == 80


def test_two_processes_write_one_cache(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who]) for who in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    cache = Cache(tmp_path)
    for who in "ab":
        keys = [f"{who} {batch} {n}".encode() for batch in range(20) for n in range(32)]
        assert cache.get("r", keys) == dict.fromkeys(keys, who.encode() * 50)
    assert cache.get("r", [b"shared"])[b"shared"] in {b"a", b"b"}


def test_a_killed_writer_leaves_whole_batches(tmp_path: Path) -> None:
    body = WRITER.replace("range(20)", "range(1_000_000)") + "\n"
    ready = body.replace("    cache.put", "    print(batch, flush=True)\n    cache.put")
    with subprocess.Popen([sys.executable, "-c", ready, str(tmp_path), "a"], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        for _ in range(5):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    cache = Cache(tmp_path)
    sizes = [len(cache.get("r", [f"a {batch} {n}".encode() for n in range(32)])) for batch in range(50)]
    assert set(sizes) <= {0, 32}
    assert sizes[:4] == [32] * 4
    cache.put("r", {b"after": b"1"})


def test_a_full_disk_is_told_and_the_batch_is_taken_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("r", {b"before": b"1"})
    with sqlite3.connect(tmp_path / "blobs.sqlite") as other:
        (pages,) = other.execute("PRAGMA page_count").fetchone()
    other.close()
    cache._db.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(NinelivesError, match="database or disk is full") as error:
        cache.put("r", {str(n).encode(): bytes(1000) for n in range(1000)})
    assert error.value.fix
    assert "NINELIVES_CACHE" in error.value.fix
    assert cache.get("r", [b"before", b"0"]) == {b"before": b"1"}
    cache._db.execute("PRAGMA max_page_count = 1000000")
    cache.put("r", {b"after": b"1"})


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "blobs.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 100)
    with pytest.raises(NinelivesError, match="cannot be used: file is not a database"):
        Cache(tmp_path)


def test_a_cache_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NinelivesError, match="cannot be used"):
        Cache(tmp_path / "file")


def test_the_folder_may_be_deleted(tmp_path: Path) -> None:
    first = Cache(tmp_path / "cache")
    first.put("r", {b"a": b"1"})
    first.close()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    assert Cache(tmp_path / "cache").get("r", [b"a"]) == {}


def test_a_path_has_its_folder(tmp_path: Path) -> None:
    path = Cache(tmp_path).path("networks", "lite0")
    assert path == tmp_path / "networks" / "lite0"
    assert path.parent.is_dir()


def test_the_user_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "named"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert Cache.user().root == tmp_path / "named"
    monkeypatch.delenv("NINELIVES_CACHE")
    assert Cache.user().root == tmp_path / "xdg" / "ninelives"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert Cache.user().root == tmp_path / "home" / ".cache" / "ninelives"


def test_a_home_that_cannot_be_written_gets_a_passing_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NINELIVES_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(os, "access", lambda *_: False)
    cache = Cache.user()
    cache.put("r", {b"a": b"1"})
    assert cache.root.name.startswith("ninelives-")
    assert cache.get("r", [b"a"]) == {b"a": b"1"}


OPENER = """
import sys, time, pathlib
from ninelives.store.cache import Cache
print("ready", flush=True)
start = float(sys.stdin.readline())
for number in range(30):
    while time.time() < start + number / 25:  # all at the same moment
        pass
    Cache(pathlib.Path(sys.argv[1], str(number))).put("r", {sys.argv[2].encode(): b"1"})
"""


def test_processes_that_make_one_cache_at_once_all_get_it(tmp_path: Path) -> None:
    who = "abcd"
    command = [sys.executable, "-c", OPENER, str(tmp_path)]
    started = [
        subprocess.Popen([*command, each], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for each in who
    ]
    for process in started:
        assert process.stdout
        process.stdout.readline()
    start = time.time() + 0.1
    for process in started:
        assert process.stdin
        process.stdin.write(f"{start}\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
    assert [process.returncode for process in started] == [0] * 4
    for number in range(30):
        assert len(Cache(tmp_path / str(number)).get("r", [each.encode() for each in who])) == 4


def test_a_damaged_blob_counts_as_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("r", {b"a": b"12345", b"b": b"67890"})
    (name,) = cache._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
    cache._db.execute(f"UPDATE {name} SET value = replace(value, '3', '4') WHERE key = ?", (b"a",))
    cache._db.execute(f"UPDATE {name} SET value = CAST(replace(value, '3', '4') AS BLOB) WHERE key = ?", (b"a",))
    assert cache.get("r", [b"a", b"b"]) == {b"b": b"67890"}


def aged(path: Path, days: float) -> Path:
    """A folder with a file in it, as it was left so many days ago."""
    path.mkdir(parents=True)
    (path / "rung").write_bytes(b"")
    os.utime(path, (time.time() - 86_400 * days,) * 2)
    return path


def test_abandoned_work_is_swept_and_what_somebody_may_come_back_for_is_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    room = cache.path("work", "any").parent
    recent, old, own = aged(room / "recent", 29), aged(room / "old", 31), aged(room / "own", 400)
    assert cache.work("own") == own
    assert (own / "rung").exists()
    assert recent.exists()
    assert not old.exists()
    assert cache.work("new") == room / "new"
    assert (own / "rung").exists(), "who came back has his time again"


def test_only_what_lies_in_the_cache_is_swept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    precious = aged(tmp_path / "precious", 400)
    link = cache.path("work", "link")
    link.symlink_to(precious)
    os.utime(link, (0, 0), follow_symlinks=False)
    cache.work("new")
    assert (precious / "rung").exists()


def test_a_fleeting_file_is_seen_by_nobody_and_goes_with_whoever_holds_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    before = sorted(tmp_path.iterdir())
    file = cache.fleeting()
    os.pwrite(file.fileno(), b"some", 100)
    assert os.pread(file.fileno(), 9, 100) == b"some"
    assert sorted(tmp_path.iterdir()) == before
    number = file.fileno()
    del file
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(number)


def test_a_fleeting_file_without_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    monkeypatch.setattr(cache, "root", tmp_path / "gone")
    with pytest.raises(NinelivesError, match="cannot be used"):
        cache.fleeting()
