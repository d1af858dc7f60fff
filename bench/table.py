"""What every bench prints: one row a figure, with its peer in the same run, and the machine it was measured on."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

HEADS = ("what", "ours", "peer, same run", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        what: in words.
        ours: our figure, in ``unit``.
        unit: "s", "photos/s", "%", "MB".
        peer: the peer's, measured in the same run; None where it is missing.
        rival: who the peer is, or why it is missing.
        target: what ours must reach, if anything.
        less: whether a smaller figure is the better one.
    """

    what: str
    ours: float
    unit: str
    peer: float | None = None
    rival: str = ""
    target: float | None = None
    less: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better than the peer; None for shares, and without a peer."""
        if not self.peer or not self.ours or self.unit == "%":
            return None
        return self.peer / self.ours if self.less else self.ours / self.peer

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        ours = round(self.ours, 6)  # 100 * 0.984 is a little less than 98.4
        return ours <= self.target if self.less else ours >= self.target

    def cells(self) -> tuple[str, ...]:
        bound = "" if self.target is None else f"{'≤' if self.less else '≥'} {number(self.target, self.unit)}"
        peer = self.rival if self.peer is None else f"{number(self.peer, self.unit)} ({self.rival})"
        ratio = "" if self.ratio is None else f"{self.ratio:.1f}"
        met = {None: "", True: "yes", False: "no"}[self.met]
        return self.what, number(self.ours, self.unit), peer, ratio, bound, met


def number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 and unit != "%" else 2
    return f"{value:,.{digits}f} {unit}"


def machine() -> dict[str, Any]:
    """Cores, processor, memory in GB, and how busy it was when the bench began."""
    cpu = next((line.split(":", 1)[1] for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": " ".join(cpu.split()) or platform.machine(),
        "memory_gb": round(memory / 2**20),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def arguments(doc: str, *, rounds: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--small", action="store_true", help="a few photos, or digits where there is no data: no figure counts"
    )
    parser.add_argument("--rounds", type=int, default=rounds, help="turns of each contestant; the best counts")
    return parser


def publish(
    rows: Sequence[Row], options: argparse.Namespace, began: dict[str, Any], *, notes: Sequence[str] = ()
) -> int:
    """Print the rows as a table or as JSON; 1 where a full-size figure misses its target."""
    if options.json:
        told = [asdict(row) | {"ratio": row.ratio, "met": row.met} for row in rows]
        command = f"python bench/{Path(sys.argv[0]).name}"
        facts = {"command": command, "date": date.today().isoformat(), "machine": began, "small": options.small}
        print(json.dumps({**facts, "rows": told, "notes": list(notes)}))
    else:
        print(plain(rows))
        print("\n".join(notes))
    return int(not options.small and any(row.met is False for row in rows))


def plain(rows: Sequence[Row]) -> str:
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADS))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)
