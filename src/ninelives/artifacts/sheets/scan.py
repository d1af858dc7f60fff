"""The lines of a CSV file, counted before it is parsed: fields, quotes, zeros; block by block in little memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

LONGEST = 4 << 20  # bytes of one row; a quote that is open for longer was never closed
STEPS = 20_000  # rows that are gone through one by one before it is tried at once again
KEPT = 1000  # faults of one kind that are remembered
_QUOTE, _LINE, _ZERO = ord('"'), ord("\n"), 0


@dataclass(slots=True)
class Scan:
    """What a file's lines are like.

    Attributes:
        fields: how many the first row has; 0 where there is none.
        rows: all but the first.
        first: the bytes of the first row.
        line: where it begins.
        short: (line, fields) of rows with too few of them, the first ``KEPT``.
        long: the same of rows with too many.
        quotes: lines of rows with a quote that is not closed, or that text follows.
        zeros: lines with bytes that are zero.
        counts: how many there are of each of these four.
    """

    fields: int = 0
    rows: int = 0
    first: bytes = b""
    line: int = 1
    short: list[tuple[int, int]] = field(default_factory=list)
    long: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    zeros: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("short", "long", "quotes", "zeros"), 0))

    @property
    def faults(self) -> int:
        """Lines that something is wrong with."""
        return sum(self.counts.values())

    def note(self, kind: str, found: list[tuple[int, int]] | list[int]) -> None:
        """Remember some faults."""
        self.counts[kind] += len(found)
        kept: list[object] = getattr(self, kind)
        kept += found[: KEPT - len(kept)]


@dataclass(frozen=True, slots=True)
class _Part:
    """Whole rows: where each ends, its line, its fields (-1 where a quote is broken)."""

    begins: np.ndarray
    ends: np.ndarray
    lines: np.ndarray
    fields: np.ndarray
    used: int  # bytes
    passed: int  # lines


def scan(blocks: Iterable[bytes], separator: str) -> Scan:
    """Count rows and fields as RFC 4180 has them; a quote inside an unquoted field is a letter.

    Args:
        blocks: the file as UTF-8.
        separator: one ASCII letter.
    """
    out, line, carry = Scan(), 1, b""
    for block, last in _with_last(_lines(blocks)):
        data = carry + block
        if last and data and not data.endswith(b"\n"):
            data += b"\n"
        while data:
            part = _plain(data, separator, line) or _careful(data, separator, line, last=last)
            _take(out, data, part)
            line += part.passed
            data = data[part.used :]
            if part.used == 0:
                break
        carry = data
    return out


def _take(out: Scan, data: bytes, part: _Part) -> None:
    """Add whole rows to what was counted; rows of nothing at all are none."""
    real = np.flatnonzero((part.ends > part.begins) | (part.fields < 0))
    fields, lines = part.fields[real], part.lines[real]
    out.rows += len(real)
    if not out.fields and (fields > 0).any():
        header = int(np.argmax(fields > 0))
        out.fields, out.line, out.rows = int(fields[header]), int(lines[header]), out.rows - 1
        out.first = data[part.begins[real[header]] : part.ends[real[header]]]
    for kind, wrong in (("short", (fields > 0) & (fields < out.fields)), ("long", fields > out.fields)):
        at = np.flatnonzero(wrong)
        out.note(kind, list(zip(lines[at].tolist(), fields[at].tolist(), strict=True)))
    out.note("quotes", lines[fields < 0].tolist())
    if b"\0" in data[: part.used]:
        places = np.flatnonzero(np.frombuffer(data[: part.used], np.uint8) == _ZERO)
        rows = np.unique(np.searchsorted(part.ends, places))
        out.note("zeros", part.lines[rows[rows < len(part.lines)]].tolist())


def _plain(data: bytes, separator: str, line: int) -> _Part | None:
    """All whole rows at once, by the parity of the quotes before each mark; None where a quote stands oddly."""
    letters = np.frombuffer(data, np.uint8)
    quotes, marks = np.flatnonzero(letters == _QUOTE), np.flatnonzero(letters == ord(separator))
    every = ends = np.flatnonzero(letters == _LINE)
    if quotes.size:
        ends, marks = (at[np.searchsorted(quotes, at) % 2 == 0] for at in (ends, marks))
    if not ends.size:
        return None
    used = int(ends[-1]) + 1
    if quotes.size and not _orderly(letters, quotes[quotes < used], separator):
        return None
    begins = np.concatenate([[0], ends[:-1] + 1])
    fields = np.diff(np.searchsorted(marks, ends), prepend=0) + 1
    lines = line + np.searchsorted(every, begins)
    return _Part(begins, ends, lines, fields, used, int(np.searchsorted(every, used)))


def _orderly(letters: np.ndarray, quotes: np.ndarray, separator: str) -> bool:
    """Whether each quote opens a field, closes one, or stands doubled inside one."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    edges = np.zeros(256, bool)
    edges[[ord(separator), _LINE]] = True
    before = edges[letters[opening - 1]] | (opening == 0)
    before[1:] |= opening[1:] == closing[:-1] + 1
    after = edges[letters[np.minimum(closing + 1, len(letters) - 1)]]
    after[:-1] |= opening[1:] == closing[:-1] + 1
    return bool(before.all() and after.all())


def _careful(data: bytes, separator: str, line: int, *, last: bool) -> _Part:
    """The first rows one by one, with those named whose quotes are broken; goes on at the line after such a one."""
    mark = re.escape(separator.encode())
    token = re.compile(rb'(?:"[^"]*+(?:""[^"]*+)*+"(?=' + mark + rb'|\n)|(?!")[^' + mark + rb"\n]*)(" + mark + rb"|\n)")
    rows: list[tuple[int, int, int, int]] = []
    at, here = 0, line
    while at < len(data) and len(rows) < STEPS:
        end, fields = _row(data, at, token)
        broken = fields < 0
        if broken:
            if not last and len(data) - at < LONGEST:
                break  # the rest of the row may be in the next block
            end = data.find(b"\n", at)
            end = len(data) - 1 if end < 0 else end  # so long a row is let go of, not waited for
        rows.append((at, end, here, fields))
        here += 1 if broken else data.count(b"\n", at, end + 1)
        at = end + 1
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    return _Part(columns[0], columns[1], columns[2], columns[3], at, here - line)


def _row(data: bytes, at: int, token: re.Pattern[bytes]) -> tuple[int, int]:
    """Where the row ends and how many fields it has; -1 fields where one cannot be read."""
    fields = 0
    while found := token.match(data, at):
        fields += 1
        at = found.end()
        if found[1] == b"\n":
            return at - 1, fields
    return -1, -1


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks with every line end as one letter, whatever wrote it."""
    waiting = b""
    for block in blocks:
        whole = waiting + block
        waiting = b"\r" if whole.endswith(b"\r") else b""
        whole = whole[: len(whole) - len(waiting)]
        yield whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in whole else whole
    yield b"\n" if waiting else b""


def _with_last(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each block, and whether no other follows."""
    before: bytes | None = None
    for block in blocks:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True
