"""Foresee what comes next, from what a model knows and what came since, and say where that leaves the envelope."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.lineage import Lineage, foresee, place
from ninelives.artifacts.model.series import told
from ninelives.artifacts.model.series.onward import Foreseen, Onward, known
from ninelives.artifacts.model.series.onward import foresee as ahead_of
from ninelives.artifacts.predictions import Predictions, lineage_of, save_rows
from ninelives.artifacts.series import SeriesRows, conditions
from ninelives.errors import NinelivesError
from ninelives.stages.train.series.since import Since, judge

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.archive.sources import SetAside
    from ninelives.artifacts.model.series import SeriesModel

DRAWN: Final = 12  # series whose fan the file holds for its page
BEHIND: Final = 3  # horizons of the past that are drawn, 48 steps at least


@dataclass(frozen=True, slots=True)
class ForeseenRows:
    """What was foreseen, and where it lies."""

    predictions: Predictions
    done: bool  # the same lineage had made it before
    note: str | None


def foresee_into(
    model: SeriesModel, data: Any, out: Path | None, default: Path, progress: Progress | None = None
) -> ForeseenRows:
    """Foresee the next horizon of every series, and write to ``out``, or beside others at ``default``.

    Args:
        model: what foresees.
        data: what came since, a path or a frame; None: from the end of what it learned from.
        out: as named by the user, None for ``default``.
        default: the name otherwise.
        progress: called with (stage, done, of how many).

    Raises:
        NinelivesError: the rows cannot be read, nothing can be foreseen from them, or it cannot be written.
    """
    start = time.perf_counter()
    foresee(out, default, _lineage(model, {}), read=lineage_of)
    rows = None if data is None else SeriesRows.of(data, model.asked, new=True)
    if progress and rows is not None:
        progress("rows", len(rows), len(rows))
    lineage = _lineage(model, {"rows": "none" if rows is None else rows.digest})
    where = place(out, default, lineage, read=lineage_of)
    if where.done:
        return ForeseenRows(Predictions.load(where.path), done=True, note=where.note)
    onward = known(model, rows)
    found, aside = ahead_of(model, onward)
    if not found:
        raise NinelivesError(
            f"nothing can be foreseen: {aside[0].path}: {aside[0].reason}", fix="give more of its past"
        )
    since = judge(model, onward) if rows is not None else None
    facts = _facts(model, rows, onward, found, aside, since)
    seconds = {"seconds": round(time.perf_counter() - start, 3), "network_s": 0.0}
    saved = save_rows(where.path, told.frame(model, found), {**facts, **seconds, "lineage": lineage.to_json()})
    return ForeseenRows(saved, done=False, note=where.note)


def _lineage(model: SeriesModel, inputs: dict[str, str]) -> Lineage:
    return Lineage(stage="predict", inputs={"model": model.identity, **inputs})


def _facts(
    model: SeriesModel,
    rows: SeriesRows | None,
    onward: Onward,
    found: Sequence[Foreseen],
    aside: Sequence[SetAside],
    since: Since | None,
) -> dict[str, Any]:
    """Everything that the file's metadata says."""
    grid, by = found[0].line.grid, model.asked.by
    axes, own = {axis.name for axis in model.envelope.axes}, conditions.named(by)
    use = conditions.use(
        *([each.times for each in found], [each.line.name for each in found], grid.step, grid.unit),
        by if by is not None and own in axes else None,
    )
    gaps = model.envelope.gaps(use)
    # a horizon lies in one month and on few weekdays, so pairs of these are hardly ever seen, and say nothing
    told_of = [gap for gap in gaps if len(gap.conditions) == 1 or own in dict(gap.conditions)]
    band = told.main_band(model)
    read = (*(rows.set_aside if rows is not None else ()), *aside)
    return {
        "noun": "step",
        "target": model.target,
        "model": {
            "name": model.path.name if model.path else "model",
            "digest": model.identity,
            "chosen": model.chosen,
            "interval_coverage": band["share"],
        },
        "off": _off(model, since),
        "horizon": model.horizon,
        "ahead": told.span(model.horizon, grid),
        "series": len(found),
        "items": sum(len(each.times) for each in found),
        "scenes": len(found),
        "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in read],
        "notes": [*(rows.notes if rows is not None else ()), *onward.notes, *_behind(found), *_unseen(found)],
        "learned_from": 0,
        "accuracy": None,
        "interval": None,
        "known": since.steps if since else 0,
        "told": since.steps if since else 0,
        "origins": since.origins if since else 0,
        "mean_absolute_error": since.mean_absolute_error if since else None,
        "error_interval": list(since.interval) if since and since.interval else None,
        "mase": since.mase if since else None,
        "interval_level": model.level,
        "interval_coverage": since.coverage if since else None,
        "envelope": model.envelope.to_json(),
        "gaps": [gap.to_json() for gap in told_of],
        "unrecorded": list(gaps.unrecorded),
        "foreseen": [fan(each, model.levels, model.horizon) for each in found[:DRAWN]],
    }


def _off(model: SeriesModel, since: Since | None) -> dict[str, Any]:
    """How far off it was where it was made and since, in the target's own units, or of several series in MASE."""
    best = model.best
    scaled = len(model.lines) > 1 and model.facts["scaled"]
    made = (best.scaled, best.scaled_interval) if scaled else (best.mean_absolute_error, best.error_interval)
    now: tuple[float | None, tuple[float, float] | None] = (None, None)
    if since is not None:
        now = (since.mase, since.mase_interval) if scaled else (since.mean_absolute_error, since.interval)
    return {
        "unit": " MASE" if scaled else "",
        "made": made[0],
        "made_interval": list(made[1]),
        "since": now[0],
        "since_interval": list(now[1]) if now[1] else None,
    }


def _behind(found: Sequence[Foreseen]) -> list[str]:
    """Series that end before the others: what is foreseen of them begins earlier."""
    ends = [each.times[0] for each in found]
    late = [each.line.name for each, end in zip(found, ends, strict=True) if end < max(ends)]
    if not late:
        return []
    named = ", ".join(f"'{name}'" for name in late[:3]) + (", …" if len(late) > 3 else "")
    return [f"{len(late):,} of {len(found):,} series end before the others, and are foreseen from there: {named}"]


def _unseen(found: Sequence[Foreseen]) -> list[str]:
    new = [each.line.name for each in found if each.number is None]
    named = ", ".join(f"'{name}'" for name in new[:3]) + (", …" if len(new) > 3 else "")
    return [f"{len(new):,} series were never seen, and have no bands: {named}"] if new else []


def fan(each: Foreseen, levels: Sequence[float], horizon: int) -> dict[str, Any]:
    """What a page draws of one series: the last values, and what is foreseen with its bands; None where nothing is."""
    line, end = each.line, len(each.line.values)
    count = min(end, max(BEHIND * horizon, 48))
    times = np.concatenate([line.grid.times(end - count, count), each.times])
    return {
        "name": line.name,
        "times": times.astype("datetime64[s]").astype(str).tolist() if times.dtype.kind == "M" else times.tolist(),
        "behind": _plain(line.values[end - count :] * line.unit),
        "middle": _plain(each.middle),
        "bands": [
            {"level": level, "low": _plain(low), "high": _plain(high)}
            for level, low, high in zip(levels, each.low, each.high, strict=True)
        ],
    }


def _plain(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else value for value in values.tolist()]
