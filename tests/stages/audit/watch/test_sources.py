"""Sources give each observation once, whatever they grow by between two looks, and know themselves again."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.artifacts.archive.sources import Source
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch import sources
from ninelives.stages.audit.watch.sources import batches, rows_of
from tests.folders import noise


def read(where: Path | str, position: dict[str, Any]) -> tuple[list[int], dict[str, Any], list[str]]:
    """The numbers ``n`` of all that is new, where it ends, and what was set aside."""
    found: list[int] = []
    aside: list[str] = []
    for batch in batches(str(where), position, follow=False):
        assert batch is not None
        rows = batch.rows if isinstance(batch.rows, list) else batch.rows.to_dicts()  # type: ignore[union-attr]
        found += [int(row["n"]) for row in rows]
        aside += [f"{each.path}: {each.reason}" for each in batch.aside]
        position = batch.position
    return found, position, aside


def lines(first: int, last: int) -> bytes:
    return b"".join(json.dumps({"n": n}).encode() + b"\n" for n in range(first, last))


@settings(max_examples=20)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 6))
def test_lines_that_grow_are_given_once_cut_off_or_not(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], cut: int
) -> None:
    path, n, found, position = tmp_path_factory.mktemp("s") / "s.jsonl", 0, [], {}
    whole = lines(0, sum(sizes))
    path.write_bytes(b"")
    for size in sizes:
        n += size
        path.write_bytes(whole[: max(0, len(lines(0, n)) - cut)])  # perhaps in the middle of a line
        new, position, _ = read(path, position)
        found += new
    path.write_bytes(whole)
    found += read(path, position)[0]
    assert found == list(range(sum(sizes)))


def test_broken_lines_are_named_by_their_number() -> None:
    rows, aside = rows_of([b'{"n": 1}', b"{", b"", b"[1]", b"\xff", b'{"n": NaN}'], 7)
    assert len(rows) == 2
    assert [each.path for each in aside] == ["line 8", "line 10", "line 11"]


def test_a_last_line_that_is_cut_off_is_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(lines(0, 2) + b'{"n": ')
    assert read(path, {})[2] == ["line 3: it is cut off; left for later"]


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_what_is_not_what_was_read_before_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"s.{kind}"
    write(path, range(20))
    _, position, _ = read(path, {})
    write(path, range(30))
    assert read(path, position)[0] == list(range(20, 30))
    for other in (range(10), [*range(19), 99, 100]):
        write(path, other)
        with pytest.raises(NinelivesError, match="is not what was watched before"):
            read(path, position)


def write(path: Path, numbers: Any) -> None:
    frame = pl.DataFrame({"n": list(numbers)})
    frame.write_csv(path) if path.suffix == ".csv" else frame.write_ndjson(path)


def read_input(monkeypatch: pytest.MonkeyPatch, data: bytes, position: dict[str, Any]) -> tuple[list[int], dict]:
    """What is new on standard input, and where it ends."""
    end, start = os.pipe()
    os.write(start, data)
    os.close(start)
    with os.fdopen(end) as file, monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", file)
        return read("-", position)[:2]


def test_standard_input_goes_on_or_begins_anew_and_counts_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    found, position = read_input(monkeypatch, lines(0, 50), {})
    assert found == list(range(50))
    for more in (lines(50, 60), lines(0, 60)):
        assert read_input(monkeypatch, more, position)[0] == list(range(50, 60))
    with pytest.raises(NinelivesError, match="begins as it did before, and goes on differently"):
        read_input(monkeypatch, lines(0, 10) + lines(11, 70), position)


def test_photos_that_are_new_are_given_once(tmp_path: Path) -> None:
    noise(tmp_path, one=(0, 9, 3))
    (first,) = batches(str(tmp_path), {}, follow=False)
    noise(tmp_path, two=(0, 9, 2))
    (second,) = batches(str(tmp_path), first.position, follow=False)  # type: ignore[union-attr]
    assert isinstance(second.rows, Source)  # type: ignore[union-attr]
    assert second.rows.items == ["two/000.png", "two/001.png"]  # type: ignore[union-attr]
    assert list(batches(str(tmp_path), second.position, follow=False)) == []  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["s.jsonl", "s.csv"])
def test_what_is_followed_is_waited_for_and_given_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, told = tmp_path / name, {"s.jsonl": lines, "s.csv": rows_written}[name]
    path.write_bytes(told(0, 5))
    waited: list[float] = []

    def grow(seconds: float) -> None:
        waited.append(seconds)
        path.write_bytes(told(0, 5 + 7 * len(waited)))

    monkeypatch.setattr(sources.time, "sleep", grow)
    found: list[int] = []
    for batch in batches(str(path), {}, follow=True):
        if batch is not None:
            rows = batch.rows if isinstance(batch.rows, list) else batch.rows.to_dicts()  # type: ignore[union-attr]
            found += [int(row["n"]) for row in rows]
        if len(waited) == 3:
            break
    assert found == list(range(len(found)))
    assert len(found) >= 19
    assert waited == [sources.POLL] * 3


def rows_written(first: int, last: int) -> bytes:
    return b"n\n" + b"".join(b"%d\n" % n for n in range(first, last))


def test_a_folder_that_is_followed_may_be_empty_and_a_photo_that_is_being_written_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = iter(range(100))

    def fill(_: float) -> None:
        turn = next(waits)
        if turn == 0:
            noise(tmp_path, one=(0, 9, 2))
            old = time.time() - 10
            os.utime(tmp_path / "one" / "000.png", (old, old))
        if turn == 2:
            monkeypatch.setattr(sources, "SETTLED", -1.0)

    monkeypatch.setattr(sources.time, "sleep", fill)
    stream = batches(str(tmp_path), {}, follow=True)
    seen: list[list[str]] = []
    while len(seen) < 2:
        batch = next(stream)
        seen += [batch.rows.items] if batch is not None else []  # type: ignore[union-attr]
    assert seen == [["one/000.png"], ["one/001.png"]]
    assert next(waits) >= 3


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(NinelivesError, match="is no folder, table"):
        batches(str(tmp_path / "notes.txt"), {}, follow=False)
    with pytest.raises(NinelivesError, match="there is no folder"):
        batches(str(tmp_path / "none.csv"), {}, follow=False)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NinelivesError, match="is empty"):
        list(batches(str(tmp_path / "empty"), {}, follow=False))
