"""Patterns from Python and from the command line: read, look, write down."""

from __future__ import annotations

import hashlib
import time as clock
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.lineage import Lineage, foresee, place, put
from ninelives.artifacts.patterns import Patterns
from ninelives.report.terminal import watched
from ninelives.stages.audit.patterns.find import found_in
from ninelives.stages.audit.patterns.moments import Moments, read
from ninelives.stages.audit.patterns.spec import PatternsSpec
from ninelives.stages.audit.patterns.traps import looked
from ninelives.store import manifest


@dataclass(frozen=True, slots=True)
class Written:
    """Patterns, and where they lie."""

    patterns: Patterns
    digest: str
    done: bool  # the same lineage had made them before
    note: str | None
    seconds: float


def patterns(
    table: Any,
    *,
    time: str | Sequence[str],
    by: str | Sequence[str] = (),
    zone: str = "",
    alpha: float = 0.05,
    seed: int = 0,
    out: str | Path | None = None,
    progress: Any = None,
) -> Patterns:
    """What a detective would find in a list of events: habits, bursts, silence, changes, groups, and traps.

    Args:
        table: a CSV, TSV, Parquet or JSON-lines file, or a frame of Polars, pandas or Arrow: one event a row.
        time: the column of times; or a date, and the clock time beside it.
        by: columns whose groups may have times of their own.
        zone: whose clocks the times are told in, as Europe/Vienna.
        alpha: chance that anything is found where nothing is, all tests together.
        seed: of everything that is drawn.
        out: a folder to write; None writes nothing.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: the table cannot be read or tells no times, or ``out`` holds another lineage.

    Example:
        >>> nl.patterns("burglaries.csv", time="when", by="district").patterns[0].sentence  # doctest: +SKIP
        '93.0 % of events between 16:00 and 23:00, expected 29.2 %'
    """
    spec = PatternsSpec(time=_several(time), by=_several(by), zone=zone, alpha=alpha, seed=seed)
    if out is None:
        return found_in(_looked(read(table, spec), spec), spec, watched(progress))
    return patterns_into(table, Path(out), Path(out), spec, watched(progress)).patterns


def patterns_into(table: Any, out: Path | None, default: Path, spec: PatternsSpec, progress: Any = None) -> Written:
    """Look, and write to ``out``, or beside others at ``default``."""
    start = clock.perf_counter()
    foresee(out, default, _lineage(spec, {}))
    rows = read(table, spec)
    lineage = _lineage(spec, {"table": _digest(rows, spec)})
    looked_at = _looked(rows, spec)
    where = place(out, default, lineage)
    if where.done:
        digest = manifest.check(where.path, "patterns").digest
        return Written(Patterns.load(where.path), digest, True, where.note, clock.perf_counter() - start)
    found = found_in(looked_at, spec, progress)
    found.facts["time"] = ",".join(spec.time)
    seconds = clock.perf_counter() - start
    where, made = put(where, out, default, lineage, lambda path: found.save(path, lineage.to_json(), round(seconds, 3)))
    digest = made or manifest.check(where.path, "patterns").digest
    return Written(replace(found, path=where.path), digest, where.done, where.note, clock.perf_counter() - start)


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _looked(rows: Moments, spec: PatternsSpec) -> Moments:
    return looked(rows, spec.time[0], spec.zone)


def _digest(rows: Moments, spec: PatternsSpec) -> str:
    """Of all that is looked at, and not of how it was written; events that still lie ahead are told anew."""
    total = hashlib.sha256(repr((spec.time, spec.by, rows.others.columns, rows.read, rows.traps)).encode())
    total.update(rows.when.astype("int64").tobytes())
    for column in rows.by.values():
        total.update("\0".join(column.tolist()).encode("utf-8", "replace"))
    if rows.others.width:
        total.update(rows.others.hash_rows(seed=0).to_numpy().tobytes())
    ahead = rows.when > np.datetime64("now") if len(rows) else np.zeros(0, bool)
    total.update(str(int(ahead.sum())).encode())
    return total.hexdigest()


def _lineage(spec: PatternsSpec, inputs: dict[str, str]) -> Lineage:
    options: dict[str, Any] = asdict(spec)
    options |= {"time": list(spec.time), "by": list(spec.by)}
    return Lineage(stage="patterns", inputs=inputs, options=options, seed=int(options.pop("seed")))
