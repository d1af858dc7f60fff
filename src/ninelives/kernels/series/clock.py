"""Local clocks: an hour that is skipped in spring, and one that occurs twice in autumn."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from ninelives.kernels.series.past import Ints

SECOND = np.timedelta64(1, "s")
HOUR, LATEST = 3600, 4  # s; the hour up to which clocks are put back


def to_utc(local: np.ndarray, zone: ZoneInfo) -> tuple[np.ndarray, Ints]:
    """UTC of local times in their order.

    Where a time occurs twice, the first that comes is the first, and one that would not lie after the time before it is
    the second.

    Args:
        local: datetime64[s], shape (n,).
        zone: whose clocks they were read from.

    Returns:
        datetime64[s] of shape (n,), and the rows of times that no clock there ever showed.
    """
    minutes, of = np.unique(local.astype("datetime64[m]"), return_inverse=True)
    told = [_offsets(minute.astype(datetime), zone) for minute in minutes]
    first, second = (np.array([each[at] for each in told], "timedelta64[s]")[of] for at in (0, 1))
    shown = np.array([each[2] for each in told])[of]
    utc = local - first
    for row in np.flatnonzero(first != second):
        if shown[row] and row and utc[row] <= utc[row - 1]:
            utc[row] = local[row] - second[row]
    return utc, np.flatnonzero(~shown).astype(np.int64)


def _offsets(moment: datetime, zone: ZoneInfo) -> tuple[int, int, bool]:
    """Seconds ahead of UTC, the first and the second time it was shown, and whether it was shown at all."""
    early, late = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    back = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    ahead = [int((each.utcoffset() or datetime.min - datetime.min).total_seconds()) for each in (early, late)]
    return ahead[0], ahead[1], back == moment


def to_local(utc: np.ndarray, zone: ZoneInfo) -> np.ndarray:
    """What the clocks of a zone showed; datetime64[s] of the shape of ``utc``."""
    minutes, of = np.unique(utc.astype("datetime64[s]").astype(np.int64) // 60, return_inverse=True)
    moments = (datetime.fromtimestamp(int(each) * 60, UTC) for each in minutes)
    ahead = [
        int((each.astimezone(zone).utcoffset() or datetime.min - datetime.min).total_seconds()) for each in moments
    ]
    return np.asarray(utc.astype("datetime64[s]") + np.array(ahead, "timedelta64[s]")[of])


def twice(local: np.ndarray) -> Ints:
    """Rows that show an hour for the second time, as clocks do that are put back, where the zone is not told.

    The rows of one hour of the early morning come once more, the same minutes in the same order, right after the first
    time, and not twice within a hundred days. Steps longer than an hour show nothing of it.

    Args:
        local: datetime64[s], shape (n,).

    Returns:
        int64, ascending; empty where the times show nothing of the kind.
    """
    moment = local.astype("datetime64[s]").astype(np.int64)
    found: list[int] = []
    last = -(10**18)
    if moment.size < 3 or np.median(np.diff(moment)) > HOUR:
        return np.zeros(0, np.int64)
    for row in np.flatnonzero(np.diff(moment) <= 0) + 1:
        hour = moment[row] // HOUR
        count = int((moment[row : row + HOUR] // HOUR == hour).cumprod().sum())
        before = moment[max(0, row - count) : row]
        seldom = moment[row] - last > 100 * 86_400
        if hour % 24 <= LATEST and seldom and np.array_equal(before, moment[row : row + count]):
            found += range(row, row + count)
            last = int(moment[row])
    return np.array(found, np.int64)
