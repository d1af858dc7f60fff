"""Tables under attack: a file and what is asked of it, read, coded, and its new rows coded as the old ones were."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from fuzzing.choices import Choices, bent
from ninelives.artifacts.table import Coding, Table
from ninelives.errors import NinelivesError

KINDS = ("t.csv", "t.tsv", "t.parquet", "t.jsonl")
TARGETS = ("y", None, "size", "day")
DATES = (None, "dmy", "mdy")


class Tables:
    """A table of any kind; nothing but NinelivesError may come out, and what is read is what it says."""

    def __init__(self, room: Path) -> None:
        self._folder = room / "tables"
        self._folder.mkdir()

    def seeds(self) -> Iterator[bytes]:
        for kind, name in enumerate(KINDS):
            for target in range(len(TARGETS)):
                for data in files(name):
                    yield kind.to_bytes(2, "little") + target.to_bytes(2, "little") + bytes(2) + data

    def __call__(self, data: bytes) -> None:
        choices = Choices(data)
        path = self._folder / choices.pick(KINDS)
        target, dates = choices.pick(TARGETS), choices.pick(DATES)
        path.write_bytes(choices.rest())
        try:
            with contextlib.suppress(NinelivesError):
                _read(path, target, dates, choices)
        finally:
            path.unlink()


def _read(path: Path, target: str | None, dates: str | None, choices: Choices) -> None:
    table = Table.of(path, target=target, dates=dates)
    coding = Coding.of(table)
    whole = table.matrix()
    assert whole.shape == (len(table), len(coding.features))
    assert not np.isinf(whole).any(), "an endless number is learned from"
    assert len(table.digest) == 64
    assert len(set(table.items)) == len(table), "two rows have one name"
    assert table.scene.min() >= 0 or not len(table)
    for note in (*table.notes, repr(table)):
        note.encode()
    with contextlib.suppress(NinelivesError):
        table.envelope().to_json()
    again = Table.of(path, like=coding)
    assert again.matrix(coding).shape[1] == whole.shape[1]
    told = json.loads(json.dumps(coding.to_json()))
    assert Coding.from_json(told) == coding, "a coding changes on its way through JSON"
    with contextlib.suppress(ValueError, KeyError, TypeError):
        Coding.from_json(bent(told, choices))


def frame() -> pl.DataFrame:
    rows = 24
    return pl.DataFrame(
        {
            "number": range(rows),
            "size": [round(0.37 * n * n, 2) for n in range(rows)],
            "kind": [("a", "b", "NA", " c")[n % 4] for n in range(rows)],
            "day": [f"{n % 28 + 1}/{n % 12 + 1}/11 {n}:30" for n in range(rows)],
            "at": [f"2026-{n % 12 + 1:02d}-03T10:00:00{('Z', '+02:00')[n % 2]}" for n in range(rows)],
            "wet": [("yes", "no", "")[n % 3] for n in range(rows)],
            "code": [f"{n:04d}" for n in range(rows)],
            "price": [f"{n * 1000:,}" for n in range(rows)],
            "y": [("x", "y", None)[n * n % 3] for n in range(rows)],
        }
    )


def files(name: str) -> Iterator[bytes]:
    """Seeds for one kind of file."""
    whole = frame()
    if name.endswith("parquet"):
        for compression in ("uncompressed", "zstd"):
            file = io.BytesIO()
            whole.write_parquet(file, compression=compression)  # type: ignore[arg-type]
            yield file.getvalue()
    elif name.endswith("jsonl"):
        yield "".join(json.dumps(row) + "\n" for row in whole.iter_rows(named=True)).encode()
        yield b'{"y": 1, "size": {"a": [1], "b": null}}\n{"y": "x", "size": 7}\n{"y": 1}\n'
    else:
        mark = "\t" if name.endswith("tsv") else ","
        text = whole.write_csv(separator=mark)
        yield text.encode()
        yield whole.write_csv(separator=";", quote_style="always").replace(".", ",").encode("utf-16")
        yield ("sep=;\r\nsize;y;größe\r\n" + '1,5;"a\nb";1.234,5\r\n2,5;"x""y";2\r\n' * 4).encode("cp1252")
        yield b'size,y,day\n1,a,13/1/11\n"2,b,1/13/11\n3,c\n4,d,5,6\n'
