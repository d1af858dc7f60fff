"""Times with a zone behind them are moments: where zones differ they are told in one clock, and it is said which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.words import Words
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

NAMED = 3  # zones that are told


def moved(
    words: Words, parts: pl.DataFrame, local: np.ndarray, name: str, zone: str
) -> tuple[np.ndarray, str, list[str]]:
    """Times of words on one clock.

    Args:
        words: of the column.
        parts: of each word, as ``parts_of`` gives them.
        local: what each word says, its zone aside, datetime64[us] of shape (words,).
        name: of the column.
        zone: that was asked for, or empty.

    Returns:
        The same in UTC where zones differ or one was asked for; the zone whose clocks they are still to be told in; and
        what is to be said of it.

    Raises:
        NinelivesError: some times have a zone and some none, so that nothing tells which came first.
    """
    timed = parts["clock"].is_not_null()
    zones = parts["zone"].str.replace("^(UTC|GMT|Z)$", "+00:00").str.replace(r"^([+-]\d\d)(\d\d)$", "$1:$2")
    found = sorted(zones.filter(timed).drop_nulls().unique().to_list())
    if not found:
        return local, "", []
    if (bare := (timed & zones.is_null()).to_numpy()).any():
        word, row = words.first(bare)
        raise NinelivesError(
            f"'{name}': some times have a zone ({found[0]}) and some none ('{word}' in row {row:,}), so nothing tells "
            "which came first",
            fix="write a zone behind all of them, or behind none and name it with --zone",
        )
    utc = local - _offsets(zones)
    if len(found) == 1 and not zone:
        fixed = _fixed(found[0])  # later times may come from another zone, as when summer begins
        return utc if fixed else local, fixed, [f"'{name}': clock times of zone {found[0]}"]
    if zone:
        return utc, zone, []
    told = ", ".join(found[:NAMED]) + (", …" if len(found) > NAMED else "")
    return utc, "", [f"'{name}': zones are mixed ({told}); all times are told in UTC; --zone tells them in one place's"]


def _fixed(offset: str) -> str:
    """The name of a zone that is always so far ahead, as ``Etc/GMT-1`` of ``+01:00``; empty where there is none."""
    hours, minutes = int(offset[:3]), int(offset[4:])
    if minutes or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def _offsets(zones: pl.Series) -> np.ndarray:
    """How far ahead of UTC each is, timedelta64[us]; 0 without a zone."""
    import polars as pl

    parts = zones.str.extract_groups(r"^([+-])(\d\d):(\d\d)$").struct.unnest()
    sign = parts.to_series(0).replace_strict({"-": -1, "+": 1}, default=0, return_dtype=pl.Int64)
    minutes = parts.to_series(1).cast(pl.Int64) * 60 + parts.to_series(2).cast(pl.Int64)
    return (sign * minutes).fill_null(0).to_numpy().astype("timedelta64[m]").astype("timedelta64[us]")
