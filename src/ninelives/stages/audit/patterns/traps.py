"""What a reader of a list of events would fall for: each trap in one sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np

from ninelives.artifacts.series.times import US
from ninelives.artifacts.table.twins import twins
from ninelives.kernels.series.clock import to_local, to_utc
from ninelives.stages.audit.patterns.clocks import HOUR, Shift, beside, shifted
from ninelives.stages.audit.patterns.moments import Moments

SORTED = 0.9  # of the steps go forward in a list that is meant to be in order
CLOCKWORK = 0.9  # of all steps are the same
CUTS = (65_535, 65_536, 1_048_575, 1_048_576)  # rows at which spreadsheets end


def looked(rows: Moments, name: str, zone: str) -> Moments:
    """The events with one row each and on the clock of the place, and every trap on the way.

    Args:
        rows: as they were read, in the order of their file.
        name: of the column of times.
        zone: that was asked for.
    """
    found = _skipped(_local(rows, name, zone), zone)
    found = _cut(_doubled(found.trap(*_backwards(rows))))
    found = found.trap(*_future(found.when))
    found = found.keep(np.argsort(found.when, kind="stable"))
    return found.trap(*_clockwork(found.when))


def _backwards(rows: Moments) -> list[str]:
    steps = np.diff(rows.when.astype("int64"))
    back = int((steps < 0).sum())
    if len(steps) < 10 or not back or back > (1 - SORTED) * len(steps):
        return []
    at = int(rows.row[int(np.flatnonzero(steps < 0)[0]) + 1])
    places = "1 place" if back == 1 else f"{back:,} places"
    return [f"time goes backwards in {places} of a list that is in order otherwise, first in row {at:,}"]


def _doubled(rows: Moments) -> Moments:
    """A row that is there twice, in every column, is one event, unless the table is so coarse that this is chance."""
    import polars as pl

    if not rows.others.width and not rows.by:
        return rows
    own = {f"by {name}": pl.Series(column) for name, column in rows.by.items()}
    frame = pl.DataFrame({"when": pl.Series(rows.when), **own})
    told = twins(
        pl.concat([frame, rows.others.rename({each: f"its {each}" for each in rows.others.columns})], how="horizontal")
    )
    if not told.rows:
        return rows
    first = told.group == np.arange(len(told.group))
    copies = "1 row is" if told.rows == 1 else f"{told.rows:,} rows are"
    if told.chance:
        return rows.trap(f"{copies} the same as an earlier one in every column, which chance may explain: all count")
    return rows.keep(first).trap(f"{copies} the same as an earlier one in every column: each counts once")


def _cut(rows: Moments) -> Moments:
    many = rows.read
    if many in CUTS or (many >= 1000 and many % 10 ** (len(str(many)) - 1) == 0):
        return rows.trap(f"the list has exactly {many:,} rows: it may be a sample, or have been cut off there")
    return rows


def _local(rows: Moments, name: str, zone: str) -> Moments:
    """On the clock of the column beside, where that is another by whole hours."""
    shift = shifted(rows.when, rows.others, name)
    if shift is None:
        return rows.trap(*beside(rows.when, rows.others, name), *_unzoned(rows, name, zone))
    return replace(rows, when=_moved(rows.when, shift, zone)).trap(shift.told)


def _moved(when: np.ndarray, shift: Shift, zone: str) -> np.ndarray:
    if zone:
        local = to_local(when, ZoneInfo(zone)).astype(US)
        if ((local - when).astype("int64") == shift.hours * HOUR).mean() > 0.97:
            return np.asarray(local)
    return np.asarray(when + (shift.hours * HOUR).astype("timedelta64[us]"))


def _unzoned(rows: Moments, name: str, zone: str) -> list[str]:
    if rows.zone == "UTC" and not zone:
        return [f"'{name}' is in UTC: hours and days are not those of any place's clocks; --zone tells them in its"]
    return []


def _skipped(rows: Moments, zone: str) -> Moments:
    """Times that no clock of the zone ever showed."""
    if not zone or rows.zone == zone:
        return rows
    order = np.argsort(rows.when, kind="stable")
    _, never = to_utc(rows.when[order].astype("datetime64[s]"), ZoneInfo(zone))
    if not never.size:
        return rows
    at = str(rows.when[order][never[0]].astype("datetime64[s]")).replace("T", " ")
    told = f"no clock of {zone} ever showed {at}, when summer time begins"
    more = f" (and {len(never) - 1:,} more)" if len(never) > 1 else ""
    return rows.trap(f"{told}{more}: these times are of another zone, or wrong")


def _future(when: np.ndarray) -> list[str]:
    limit = np.datetime64(dt.datetime.now(dt.UTC).replace(tzinfo=None)) + np.timedelta64(1, "D")
    late = int((when > limit).sum())
    last = str(when.max().astype("datetime64[D]"))
    events = "1 event lies" if late == 1 else f"{late:,} events lie"
    return [f"{events} in the future, the last on {last}"] if late else []


def _clockwork(when: np.ndarray) -> list[str]:
    """A measurement every ten minutes is no list of events."""
    steps = np.diff(np.unique(when).astype("int64"))
    if len(steps) < max(20, CLOCKWORK * len(when) - 1):
        return []
    kinds, many = np.unique(steps, return_counts=True)
    if many.max() < CLOCKWORK * len(steps):
        return []
    every = int(kinds[many.argmax()]) / 1e6
    words = next(
        (
            f"{every / size:g} {unit}"
            for size, unit in ((86400, "days"), (3600, "h"), (60, "min"))
            if every >= size and every % size == 0
        ),
        f"{every:g} s",
    )
    return [f"times come every {words} like a clock: this looks like measurements, and not like events"]
