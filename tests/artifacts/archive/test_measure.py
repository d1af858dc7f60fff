"""Tests of the one pass over photos: in order, bounded, measured once, and whole whatever a file holds."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive import Measured, SetAside, Source, UnreadableError, measure, open_source, threads
from ninelives.artifacts.archive.gauges import SmallGauge
from ninelives.artifacts.archive.measure import CHUNK
from ninelives.errors import NinelivesError
from ninelives.kernels.photos.header import Header
from ninelives.store.cache import Cache
from tests.artifacts.archive.shelf import photo, photos


class Counting:
    """Keeps what it was asked to measure."""

    recipe, least = "counting", 160

    def __init__(self) -> None:
        self.seen = 0
        self._lock = threading.Lock()

    def measure(self, picture: np.ndarray, header: Header) -> bytes:  # noqa: ARG002 - a gauge's signature
        with self._lock:
            self.seen += 1
        return bytes(picture[0, 0])

    def vector(self, blob: bytes) -> np.ndarray:
        return np.frombuffer(blob, np.uint8).astype(np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def of(*photos: bytes | Exception) -> Source:
    def read(index: int) -> bytes:
        found = photos[index]
        if isinstance(found, Exception):
            raise found
        return found

    items = [f"{n:04d}" for n in range(len(photos))]
    return Source(items=items, read=read, paths=str, labels=[None] * len(items))


def flat(source: Source, cache: Cache, order: list[int] | None = None) -> list[Measured | SetAside]:
    return [entry for chunk in measure(source, [Counting()], cache, order=order) for entry in chunk]


def test_every_photo_comes_once_in_order(cache: Cache) -> None:
    pictures = [photo(n) for n in range(CHUNK * 2 + 3)]
    found = flat(of(*pictures), cache)
    assert [entry.index for entry in found if isinstance(entry, Measured)] == list(range(len(pictures)))
    assert [entry.digest for entry in found if isinstance(entry, Measured)] == [
        hashlib.sha256(data).digest() for data in pictures
    ]


def test_what_is_measured_once_is_not_measured_again(cache: Cache) -> None:
    source, gauge = of(photo(1), photo(2), photo(1)), Counting()
    first = list(measure(source, [gauge], cache))
    assert gauge.seen == 2
    assert list(measure(source, [gauge], cache)) == first
    assert gauge.seen == 2


def test_only_the_missing_gauge_is_measured(cache: Cache) -> None:
    source, gauge = of(photo(1)), Counting()
    list(measure(source, [gauge], cache))
    ((entry,),) = measure(source, [gauge, SmallGauge(4)], cache)
    assert gauge.seen == 1
    assert isinstance(entry, Measured)
    assert [len(blob) for blob in entry.blobs] == [3, 48]


def test_a_chosen_order_is_kept(cache: Cache) -> None:
    found = flat(of(*(photo(n) for n in range(5))), cache, order=[4, 1, 1])
    assert [entry.index for entry in found if isinstance(entry, Measured)] == [4, 1, 1]


def test_nothing_to_measure_gives_nothing(cache: Cache) -> None:
    assert flat(of(), cache) == flat(of(photo(1)), cache, order=[]) == []


def test_what_cannot_be_read_is_set_aside_with_the_reason(cache: Cache) -> None:
    gone = FileNotFoundError(2, "No such file or directory")
    found = flat(of(photo(1), b"", gone, UnreadableError("its box is shut"), b"text", OSError("odd"), photo(2)), cache)
    assert [entry.reason for entry in found if isinstance(entry, SetAside)] == [
        "it is empty (0 bytes)",
        "it cannot be read: No such file or directory",
        "its box is shut",
        "it is text",
        "it cannot be read: odd",
    ]
    assert [entry.index for entry in found if isinstance(entry, Measured)] == [0, 6]


def test_a_file_that_vanishes_after_it_was_listed_is_set_aside(tmp_path: Path, cache: Cache) -> None:
    source = open_source(photos(tmp_path / "p", "1.jpg", "2.jpg"))
    (tmp_path / "p" / "1.jpg").unlink()
    first, second = flat(source, cache)
    assert first == SetAside("1.jpg", "it cannot be read: No such file or directory")
    assert isinstance(second, Measured)


def test_a_file_that_becomes_a_pipe_does_not_hang(tmp_path: Path, cache: Cache) -> None:
    source = open_source(photos(tmp_path / "p", "1.jpg", "2.jpg"))
    (tmp_path / "p" / "1.jpg").unlink()
    os.mkfifo(tmp_path / "p" / "1.jpg")
    first, second = flat(source, cache)
    assert isinstance(first, SetAside)
    assert isinstance(second, Measured)


def test_a_failing_cache_ends_the_pass(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(*_: object) -> None:
        raise NinelivesError("the cache cannot be used")

    monkeypatch.setattr(cache, "put", put)
    with pytest.raises(NinelivesError, match="the cache cannot be used"):
        flat(of(*(photo(n) for n in range(3))), cache)


def test_no_more_is_read_ahead_than_is_bounded(cache: Cache) -> None:
    read = 0
    data = photo(1)

    def reading(_: int) -> bytes:
        nonlocal read
        read += 1
        return data

    n = 200 * CHUNK
    source = Source(items=[str(i) for i in range(n)], read=reading, paths=str, labels=[None] * n)
    pass_ = measure(source, [Counting()], cache)
    next(pass_)
    pass_.close()  # type: ignore[attr-defined]
    assert read <= CHUNK * (2 * threads() + 3)


def test_a_kept_chunk_is_in_the_cache_before_it_is_told(cache: Cache) -> None:
    data = photo(1)
    next(measure(of(data), [Counting()], cache))
    assert cache.get(Counting.recipe, [hashlib.sha256(data).digest()])


def test_threads_are_those_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5})
    assert threads() == 3


@pytest.mark.parametrize("held", [1, 5_000, 1 << 30])
def test_results_do_not_depend_on_how_much_is_held(cache: Cache, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    room = sys.modules["ninelives.artifacts.archive.measure"]  # the package's own name for it is the function
    monkeypatch.setattr(room, "HELD", held)
    monkeypatch.setattr("ninelives.artifacts.archive.ahead.threads", lambda: 1)
    asked: list[int] = []
    get = cache.get
    monkeypatch.setattr(cache, "get", lambda recipe, keys: asked.append(len(keys)) or get(recipe, keys))
    some = [photo(seed) for seed in range(20)]
    found = flat(of(*some, b"", some[0], OSError("gone")), cache)
    digests = [entry.digest if isinstance(entry, Measured) else None for entry in found]
    wanted = [hashlib.sha256(data).digest() for data in some]
    assert digests == [*wanted, None, wanted[0], None]
    assert max(asked) <= 2 + held // min(map(len, some))  # one photo more, and the empty file beside it
    assert sum(asked) == len(found) - 1  # the empty file is bytes too
