"""Everything that is looked for in a list of events, in order: traps, habits, what happens along time, groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ninelives.artifacts.patterns import Pattern, Patterns
from ninelives.stages.audit.patterns import said
from ninelives.stages.audit.patterns.apart import BUNDLES, changing, differing
from ninelives.stages.audit.patterns.line import SPAN, Line, line
from ninelives.stages.audit.patterns.moments import Moments
from ninelives.stages.audit.patterns.peel import Hit, peel
from ninelives.stages.audit.patterns.rounding import DAY, Rounding, rounding
from ninelives.stages.audit.patterns.spec import PatternsSpec

LEAST = 10  # events of which anything can be told
DRAWS, FEWER, LARGE = 199, 99, 200_000  # lists by chance; of more than so many events fewer
DRAWN = 120  # columns of the chart of time
Step = Callable[[str, int, int], None]


def found_in(rows: Moments, spec: PatternsSpec, step: Step | None = None) -> Patterns:
    """Find everything.

    Args:
        rows: events in the order of time, see ``traps.looked``.
        spec: what is looked for.
        step: called with (stage, done, of how many).
    """
    cannot: list[str] = []
    name = spec.time[0]
    days = np.unique(rows.when.astype("datetime64[D]"))
    if len(rows) < LEAST:
        cannot.append(f"cannot tell, because there are {len(rows):,} events, and {LEAST} would do")
        return _made(rows, None, [], cannot, ())
    if rows.when[0] == rows.when[-1]:
        cannot.append(f"cannot tell, because all {len(rows):,} events have the same time, {rows.when[0]}"[:-7])
        return _made(rows, None, [], cannot, ())
    told = rounding(rows.when)
    if told.day.sum() < LEAST:
        cannot.append("cannot tell, because hardly any event tells its day")
        return _made(rows, None, [], cannot, told.shown)
    row = line(rows.when, told)
    cannot += _unseen(row, told, len(days))
    families = 1 + sum(circle in row.labels for circle in ("hours", "weekdays")) + len(rows.by)
    others = 2 * (families - 1)  # half of alpha is for the line of time, where most is looked for
    draws = max(DRAWS if len(rows) <= LARGE else FEWER, int(2 * others / spec.alpha))
    usual: dict[str, Any] = {"alpha": spec.alpha, "times": others, "draws": draws, "seed": spec.seed}
    _say(step, 0, families)
    hits = peel(row, **usual | {"times": 2 if others else 1})
    patterns = _on_line(row, hits, name, told)
    _say(step, 1, families)
    calm = _calm(row, hits)
    patterns += _changes(rows, row, calm, name, usual, cannot)
    for at, column in enumerate(rows.by):
        patterns += _groups(rows, row, calm, column, usual, cannot)
        _say(step, families - len(rows.by) + at + 1, families)
    _say(step, families, families)
    return _made(rows, row, patterns, cannot, told.shown)


def _say(step: Step | None, done: int, of: int) -> None:
    if step is not None:
        step("patterns", done, of)


def _unseen(row: Line, told: Rounding, days: int) -> list[str]:
    """What could not be looked at, and why."""
    found = []
    if "hours" not in row.labels:
        why = "no clock was told" if not told.clock.any() else f"the events lie within {days} days, or are too coarse"
        found.append(f"hours: cannot tell, because {why}")
    if "weekdays" not in row.labels:
        why = "no day was told" if told.monthly else f"the events span less than {SPAN['weekdays']} days"
        found.append(f"weekdays: cannot tell, because {why}")
    if "months" not in row.labels:
        found.append("seasons: cannot tell, because the events span less than two years, and a season comes round once")
    if row.scans < 8:
        found.append("bursts, silence and changes: cannot tell, because the events lie in so few different moments")
    return found


def _on_line(row: Line, hits: list[Hit], name: str, told: Rounding) -> list[Pattern]:
    found = []
    for at, hit in enumerate(hits):
        if hit.kind in row.labels:
            found.append(said.of_circle(row, hit, name, at))
        else:
            found.append(said.along(row, hit, name, clock=bool(told.clock.all())))
    return found


def _calm(row: Line, hits: list[Hit]) -> np.ndarray:
    """Events that lie in no burst: these are one thing, and would be taken for a habit."""
    loud = np.zeros(len(row.start), bool)
    for hit in hits:
        if hit.kind == "burst":
            loud |= hit.part > 0
    calm = row.events.copy()
    calm[calm] = ~loud[row.of]
    return calm


def _bins(rows: Moments, row: Line, circle: str) -> np.ndarray:
    """The bin of every event, -1 for none."""
    bins = np.full(len(rows), -1, np.int64)
    bins[row.events] = row.labels[circle][row.of]
    return bins


def _changes(
    rows: Moments, row: Line, calm: np.ndarray, name: str, usual: dict[str, Any], cannot: list[str]
) -> list[Pattern]:
    found = []
    for circle in ("hours", "weekdays"):
        if circle not in row.labels:
            continue
        bins = _bins(rows, row, circle)
        those = calm & (bins >= 0)
        if not those.any():
            continue
        told = changing(rows.when[those], bins[those], row.around[circle], circle, **usual)
        if isinstance(told, str):
            cannot.append(f"whether the habit of {circle} changes: cannot tell, because {told}")
        elif told is not None:
            found.append(said.of_change(told, name, row.around[circle]))
    return found


def _groups(
    rows: Moments, row: Line, calm: np.ndarray, column: str, usual: dict[str, Any], cannot: list[str]
) -> list[Pattern]:
    circles: dict[str, tuple[np.ndarray, int]] = {
        circle: (_bins(rows, row, circle)[calm], row.around[circle])
        for circle in ("hours", "weekdays")
        if circle in row.labels
    }
    when = rows.when[calm]
    cut = np.unique(when[np.linspace(0, len(when) - 1, BUNDLES + 1).astype(int)[1:-1]].astype("datetime64[D]"))
    edges = np.concatenate(
        [
            when[:1].astype("datetime64[D]"),
            cut[cut > when[0].astype("datetime64[D]")],
            when[-1:].astype("datetime64[D]") + np.timedelta64(1, "D"),
        ]
    ).astype("datetime64[us]")
    if len(edges) > 4:
        circles["when"] = (np.searchsorted(edges, when, side="right") - 1, len(edges) - 1)
    if not circles:
        cannot.append(f"groups of '{column}': cannot tell, because the events lie in so few days")
        return []
    told = differing(circles, rows.by[column][calm], **usual)
    if isinstance(told, str):
        cannot.append(f"groups of '{column}': cannot tell, because {told}")
        return []
    told.sort(key=lambda each: (each.p, -abs(each.share - each.expected) * each.many))
    return [said.of_group(each, column, circles[each.circle][1], edges) for each in told]


def _made(
    rows: Moments, row: Line | None, patterns: list[Pattern], cannot: list[str], shown: tuple[str, ...]
) -> Patterns:
    facts: dict[str, Any] = {"read": rows.read, "set_aside": [[each.path, each.reason] for each in rows.set_aside]}
    facts["first"], facts["last"] = (
        (str(rows.when[at].astype("datetime64[s]")) for at in (0, -1)) if len(rows) else ("", "")
    )
    if row is not None:
        facts |= _charted(rows, row)
    return Patterns(
        events=len(rows),
        patterns=tuple(patterns),
        traps=(*rows.traps, *shown),
        cannot_tell=tuple(cannot),
        notes=rows.notes,
        facts=facts,
    )


def _charted(rows: Moments, row: Line) -> dict[str, Any]:
    """Counts that the report draws: of each circle with what is due, and along time."""
    share = row.fitted([])
    circles = {}
    for circle, label in row.labels.items():
        told = label >= 0
        seen = np.bincount(label[told], row.counts[told], row.around[circle])
        circles[circle] = {"counts": seen.astype(int).tolist(), "due": row.due(share, circle).round(6).tolist()}
    first, last = rows.when[0].astype("int64"), rows.when[-1].astype("int64")
    width = max(int(last - first) // DRAWN + 1, 1)
    for nice in (DAY, 7 * DAY):
        if width > nice / 2:
            width = -(-width // nice) * nice
            first = first // DAY * DAY
            break
    along = np.bincount((rows.when.astype("int64") - first) // width)
    return {"circles": circles, "along": along.astype(int).tolist(), "from": int(first), "width": width}
