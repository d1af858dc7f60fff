"""How ninelives talks in a terminal: a line a stage while it works, then the answer, then what to type."""

from __future__ import annotations

import json as _json
import os
import shlex
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.words import many, plural
from ninelives.report.words import seconds as lasting

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.artifacts.archive import Progress

COLOURS = {"seen": "32", "estimate": "35", "warn": "33", "soft": "2", "bold": "1"}
PATIENCE = 1.0  # s that a stage runs before its progress is worth a look
EVERY = 0.1  # s between two looks of a progress line
PLAIN_EVERY = 10.0  # s, the same where lines cannot be rewritten
NOUNS = {
    "adversary": "audit",
    "read": "file",
    "digests": "file",
    "ladder": "fit",
    "network": "picture",
    "rows": "row",
    "columns": "column",
    "compiled": "loop",
    "backtest": "forecast",
    "halves": "pair",
    "film": "frame",
    "sheet": "picture",
    "patterns": "kind of test",
}  # what a stage counts, where it is not photos
PASSING = {
    "adversary",
    "backtest",
    "compare",
    "columns",
    "digests",
    "halves",
    "ladder",
    "network",
    "patterns",
}  # stages whose line goes when they end: the answer tells what came of them


def paint(text: str, look: str, stream: TextIO | None = None) -> str:
    """Colour a text for its meaning, where the stream is a terminal that wants it."""
    stream = stream or sys.stdout
    coloured = _rewrites(stream) and not os.environ.get("NO_COLOR")  # an empty one does not count: no-color.org
    return f"\033[{COLOURS[look]}m{text}\033[0m" if coloured else text


class Show:
    """Progress: stage, count, rate, time left; on standard error, so that an answer can be piped."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._out = sys.stderr
        self._quiet = quiet
        self._live = _rewrites(self._out)
        self._stage = ""
        self._start = self._shown = 0.0
        self._first = 0  # done when the clock started: the first step's own time is not known
        self._words = ""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """One step of a stage; the last one, ``done == total``, closes its line.

        Without a total it is a count that the open stage's line ends with: ``3 set aside``.
        """
        if total is None:
            self._words = f"{done:,} {stage}"
            return
        now = time.perf_counter()
        if stage != self._stage:
            self._stage, self._start, self._shown, self._first = stage, now, now, done
        last = done == total
        if last or (now - self._start >= PATIENCE and now - self._shown >= (EVERY if self._live else PLAIN_EVERY)):
            self._shown = now
            self._step(stage, self._line(done, total, now - self._start), last=last)
        if last:
            self._stage = self._words = ""

    def note(self, text: str) -> None:
        """A line of its own."""
        self._write(("\r\033[K" if self._live else "") + f"  {text}\n")

    def _step(self, stage: str, line: str, *, last: bool) -> None:
        if last and stage in PASSING:
            self._write("\r\033[K" if self._live else "")
        elif last or not self._live:
            self._write(("\r\033[K" if self._live else "") + f"{line}\n")
        else:
            self._write(f"\r\033[K{line[: _columns(self._out) - 1]}")  # a line that wraps cannot be taken back

    def _line(self, done: int, total: int, seconds: float) -> str:
        stage, last = self._stage, done == total
        rate = (done - self._first) / seconds if seconds > 0.05 else 0
        noun = NOUNS.get(stage, "photo")
        count = f"{done:,} " + ("" if last else f"of {total:,} ") + (noun if total == 1 else many(noun))
        speed = f"{rate:,.0f}/s" if rate >= 1 else ""
        left = f"{lasting((total - done) / rate)} left" if rate and (total - done) / rate >= 1 else ""
        return f"  {stage:<10} {count:<16} {speed:>9}    {left or self._words}".rstrip()

    def _write(self, text: str) -> None:
        if text and not self._quiet:
            self._out.write(text)
            self._out.flush()


def watched(progress: Progress | bool | None) -> Progress | None:
    """What Python's ``progress=`` asks for: by default our own, where a terminal or a notebook shows it."""
    if progress is None:
        progress = sys.stderr.isatty() or type(sys.stderr).__module__.startswith("ipykernel")
    return progress if callable(progress) else Show() if progress else None


def counted(progress: Progress | None) -> Progress | None:
    """The same, with rows counted as rows, and not as files."""
    if progress is None:
        return None
    return lambda stage, done, of: progress("rows" if stage == "read" else stage, done, of)


def clear() -> None:
    """Take an unfinished progress line away, so that what comes next starts on a clean one."""
    if _rewrites(sys.stderr):
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


@contextmanager
def warned() -> Iterator[None]:
    """Show Python's warnings as lines of ours, also where progress is not wanted."""

    def show(message: Warning | str, *_: Any) -> None:
        clear()
        sys.stderr.write(f"  {paint('▲', 'warn', sys.stderr)} {message}\n")

    with warnings.catch_warnings():
        warnings.showwarning = show  # type: ignore[assignment]
        yield


def aside(files: Sequence[tuple[str, str]], notes: Sequence[str], most: int = 3) -> list[str]:
    """What was set aside and why, the first few of it, and what else a person should hear."""
    lines = [f"  set aside   {visible(path)}: {visible(reason)}" for path, reason in files[:most]]
    lines += [f"              and {len(files) - most:,} more, all in the report"] if len(files) > most else []
    return lines + [f"  note        {visible(note)}" for note in notes]


def lacking(unrecorded: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """The axes of which nothing is known, and why."""
    lines = [f"  unrecorded  {', '.join(unrecorded)}: nothing is known about them"] if unrecorded else []
    return lines + ([f"  left out    {', '.join(left_out)}: --axes does not name them"] if left_out else [])


def more(count: int, noun: str) -> str:
    """How many of them are not told: ``and 1 region more, all in the report``."""
    return f"and {plural(count, noun)} more, all in the report"


def shown(path: Path | None) -> str:
    """A path, for people."""
    return visible(str(path))


def onward(*rows: tuple[str, str]) -> list[str]:
    """What to type next, each line beside what it answers."""
    wide = max((len(line) for line, _ in rows), default=0)
    return [f"  {'next' if at == 0 else '':<4}    {line:<{wide}}   {why}" for at, (line, why) in enumerate(rows)]


def typed(path: Path | None) -> str:
    """A path as it is typed in a shell."""
    return shlex.quote(str(path)) if str(path).isprintable() else visible(str(path))


def _columns(stream: TextIO) -> int:
    """How wide the terminal is; as wide as it says, not as a setting of old."""
    try:
        return max(2, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80


def _speaks_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().replace("-", "") == "utf8"


def _rewrites(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def tell(json: bool, facts: dict[str, Any], *lines: str) -> None:
    """Give the answer: one JSON object, or lines that a person reads.

    Raises:
        NinelivesError: standard output cannot take it; a reader that has left is none of our business.
    """
    clear()
    text = _json.dumps(facts, ensure_ascii=not _speaks_utf8(sys.stdout), allow_nan=False) if json else "\n".join(lines)
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again at its end
        why = f"the answer cannot be written to standard output: {(error.strerror or str(error)).lower()}"
        raise NinelivesError(why, fix="send it elsewhere, with the same command: what was made is kept") from error
