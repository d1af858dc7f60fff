"""Where a stream comes from: JSON lines that grow, a table, a folder that fills; and how far it was read."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive.sources import TABLES, SetAside, Source
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.risk import print_of

if TYPE_CHECKING:
    import polars as pl

ROWS = 1024  # of one batch
PHOTOS = 32  # the same of photos
LONGEST = 4 << 20  # bytes of one line
ENDS = 4096  # bytes of a file's beginning, and of what was read last, by which it is known again
POLL = 0.5  # s between two looks at what may have grown
SETTLED = 1.0  # s that a photo must lie unchanged before it is read: somebody may still write it
LINES = (".jsonl", ".ndjson", ".json")


@dataclass(slots=True)
class Batch:
    """Some observations.

    Attributes:
        rows: mappings, a frame, or photos.
        position: how far the source is read after them.
        aside: what could not be read, with the reason.
    """

    rows: list[dict[str, Any]] | pl.DataFrame | Source
    position: dict[str, Any]
    aside: list[SetAside] = field(default_factory=list)


def batches(where: str, position: dict[str, Any], *, follow: bool) -> Iterator[Batch | None]:
    """What a source holds beyond a position; None each time that there is nothing new, where it is followed.

    Args:
        where: a folder, a table, a file of JSON lines, or ``-`` for standard input.
        position: of the last batch that was taken in; empty at the beginning.
        follow: wait for more at its end.

    Raises:
        NinelivesError: there is nothing, or it is not what was read before.
    """
    path = Path(where)
    if where == "-":
        return _standard_input(position)
    if not path.exists():
        raise NinelivesError(f"there is no folder, table or file of JSON lines '{where}'", fix=f"ls '{path.parent}'")
    if path.is_dir():
        return _folder(path, position, follow)
    if path.suffix.lower() in LINES:
        return _file(path, position, follow)
    if path.suffix.lower() in TABLES:
        return _table(path, position, follow)
    raise NinelivesError(
        f"'{where}' is no folder, table or file of JSON lines", fix="name it .jsonl, .csv or .parquet, or a folder"
    )


def rows_of(lines: list[bytes], first: int) -> tuple[list[dict[str, Any]], list[SetAside]]:
    """The objects of some lines, the first of which has the number ``first``; broken ones are named."""
    rows: list[dict[str, Any]] = []
    aside: list[SetAside] = []
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            aside.append(SetAside(f"line {number:,}", f"it is no JSON: {str(error).partition(':')[0].lower()}"))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            aside.append(SetAside(f"line {number:,}", "it is no object in braces"))
    return rows, aside


def _standard_input(position: dict[str, Any]) -> Iterator[Batch | None]:
    """Lines as they come; where the first one is that of last time, what was read then is passed over."""
    number, chain, head = int(position.get("lines", 0)), str(position.get("chain", "")), position.get("head")
    skip, sealed = 0, chain
    for at, lines in enumerate(_arriving()):
        if at == 0 and number and _digest(lines[0]) == head:  # the same stream, from its beginning
            skip, number, chain = number, 0, ""
        head = head or _digest(lines[0])
        kept: list[bytes] = []
        for line in lines:
            number, chain = number + 1, _digest(chain.encode() + line)
            if number > skip:
                kept.append(line)
            elif number == skip and chain != sealed:
                raise NinelivesError(
                    "standard input begins as it did before, and goes on differently",
                    fix="name another file with --state",
                )
        if kept:
            rows, aside = rows_of(kept, number - len(kept) + 1)
            yield Batch(rows, {"kind": "input", "lines": number, "chain": chain, "head": head}, aside)


def _arriving() -> Iterator[list[bytes]]:
    """Whole lines of standard input, as many as are there."""
    left = b""
    descriptor = sys.stdin.fileno()
    while data := os.read(descriptor, 1 << 16):
        *lines, left = (left + data).split(b"\n")
        if len(left) > LONGEST:
            raise NinelivesError(f"a line is longer than {LONGEST >> 20} MB", fix="write one object a line")
        if lines:
            yield lines
    if left.strip():
        yield [left]


def _file(path: Path, position: dict[str, Any], follow: bool) -> Iterator[Batch | None]:
    offset, number = int(position.get("offset", 0)), int(position.get("lines", 0))
    with path.open("rb") as file:
        if offset and _ends(file, offset) != position.get("ends"):
            raise _other(path)
        file.seek(offset)
        while True:
            lines, cut = _whole_lines(file)
            if os.fstat(file.fileno()).st_size < file.tell():
                raise _other(path)
            if not lines:
                if not follow:
                    if cut:
                        yield Batch([], position, [SetAside(f"line {number + 1:,}", "it is cut off; left for later")])
                    return
                yield None
                time.sleep(POLL)
                continue
            rows, aside = rows_of(lines, number + 1)
            number += len(lines)
            offset = file.tell()
            position = {"kind": "lines", "offset": offset, "lines": number, "ends": _ends(file, offset)}
            file.seek(offset)
            yield Batch(rows, position, aside)


def _whole_lines(file: Any) -> tuple[list[bytes], bool]:
    """The next lines, at most a batch; one without an end waits for it, unless it is whole JSON."""
    lines: list[bytes] = []
    while len(lines) < ROWS:
        start = file.tell()
        line = file.readline(LONGEST)
        if not line:
            break
        if not line.endswith(b"\n") and len(line) < LONGEST and not _complete(line):
            file.seek(start)
            return lines, True
        lines.append(line)
    return lines, False


def _complete(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _ends(file: Any, offset: int) -> str:
    """By what the part of a file before ``offset`` is known again."""
    file.seek(0)
    head = file.read(min(ENDS, offset))
    file.seek(max(0, offset - ENDS))
    return _digest(head + file.read(min(ENDS, offset)))


def _table(path: Path, position: dict[str, Any], follow: bool) -> Iterator[Batch | None]:
    """A table is read whole, and again when it has changed."""
    from ninelives.artifacts.sheets import open_sheet

    done, size = int(position.get("rows", 0)), None
    while True:
        facts = path.stat()
        if (facts.st_size, facts.st_mtime_ns) != size:
            size = (facts.st_size, facts.st_mtime_ns)
            frame = open_sheet(path).frame()
            sums = frame.hash_rows(7).to_numpy().cumsum()  # up to each row: it is known again by that
            if done and (frame.height < done or str(sums[done - 1]) != position.get("sum")):
                raise _other(path)
            for at in range(done, frame.height, ROWS):
                done = min(at + ROWS, frame.height)
                position = {"kind": "table", "rows": done, "sum": str(sums[done - 1])}
                yield Batch(frame[at:done], position)
        if not follow:
            return
        yield None
        time.sleep(POLL)


def _folder(path: Path, position: dict[str, Any], follow: bool) -> Iterator[Batch | None]:
    """Photos that were not there before, in the order of their names."""
    from ninelives.artifacts.archive.archive import subset
    from ninelives.artifacts.archive.files import open_folder

    told = str(position.get("known", ""))
    known = {told[at : at + 16] for at in range(0, len(told), 16)}  # eight bytes a photo
    while True:
        source = open_folder(path) if any(path.iterdir()) or not follow else None
        if source is not None:
            names = [f"{print_of(item):016x}" for item in source.items]
            new = [at for at, name in enumerate(names) if name not in known]
            new = [at for at in new if not follow or _settled(Path(source.paths(at)))]
            for at in range(0, len(new), PHOTOS):
                part = new[at : at + PHOTOS]
                known |= {names[each] for each in part}
                told += "".join(names[each] for each in part)
                yield Batch(subset(source, part), {"kind": "folder", "known": told})
        if not follow:
            return
        yield None
        time.sleep(POLL)


def _settled(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > SETTLED
    except OSError:
        return True  # whoever reads it says why


def _other(path: Path) -> NinelivesError:
    return NinelivesError(
        f"'{path}' is not what was watched before: what was read of it has changed",
        fix="name another file with --state, or give the file back",
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
