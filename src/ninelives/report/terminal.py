"""How ninelives talks in a terminal: a line a stage while it works, then the answer, then what to type."""

from __future__ import annotations

import json as _json
import os
import sys
import time
from typing import Any, TextIO

COLOURS = {"seen": "32", "estimate": "35", "warn": "33", "soft": "2", "bold": "1"}
EVERY = 0.1  # s between two looks of a progress line
PLAIN_EVERY = 10.0  # the same where lines cannot be rewritten


def paint(text: str, look: str, stream: TextIO | None = None) -> str:
    """Colour a text for its meaning, where the stream is a terminal that wants it."""
    stream = stream or sys.stdout
    coloured = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\033[{COLOURS[look]}m{text}\033[0m" if coloured else text


class Show:
    """Progress: stage, count, rate, time left; on standard error, so that an answer can be piped."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._out = sys.stderr
        self._quiet = quiet
        self._live = self._out.isatty()
        self._stage = ""
        self._start = self._shown = 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """One step of a stage; the last one, ``done == total``, closes its line."""
        if self._quiet:
            return
        now = time.perf_counter()
        if stage != self._stage:
            self._stage, self._start, self._shown = stage, now, now
        last = done == total
        if not last and now - self._shown < (EVERY if self._live else PLAIN_EVERY):
            return
        self._shown = now
        line = _line(stage, done, total, now - self._start, last=last)
        if self._live:
            self._out.write(f"\r\033[K{line}" + ("\n" if last else ""))
        elif not last or now - self._start >= 0.0:
            self._out.write(line + "\n")
        self._out.flush()
        if last:
            self._stage = ""

    def note(self, text: str) -> None:
        """A line of its own."""
        if not self._quiet:
            self._out.write(f"  {text}\n")
            self._out.flush()


def _line(stage: str, done: int, total: int | None, seconds: float, *, last: bool) -> str:
    rate = done / seconds if seconds > 0.05 else 0
    count = f"{done:,}" if last or total is None else f"{done:,} of {total:,}"
    speed = f"{rate:,.0f}/s" if rate >= 1 else ""
    left = f"{_left((total - done) / rate)} left" if rate and total and not last else ""
    return f"  {stage:<10} {count:>18}  {speed:>9}  {left}".rstrip()


def _left(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def tell(json: bool, facts: dict[str, Any], *lines: str) -> None:
    """Give the answer: one JSON object, or lines that a person reads."""
    if json:
        sys.stdout.write(_json.dumps(facts, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def percent(share: float) -> str:
    """``98.6 %``, one decimal."""
    return f"{share * 100:.1f} %"


def between(interval: Any) -> str:
    """``97.3-99.3``, in percent."""
    low, high = interval
    return f"{low * 100:.1f}-{high * 100:.1f}"
