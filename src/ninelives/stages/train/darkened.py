"""What the chosen rung says of darkened copies of the photos kept apart, so that the dark can be audited later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from ninelives.artifacts.archive.copies import CopyGauge, Darkened
from ninelives.artifacts.archive.gauges import LightGauge
from ninelives.artifacts.model import evidence
from ninelives.artifacts.model.folder import DARKENED
from ninelives.stages.train.biases import COPIED, COPIES, chosen
from ninelives.stages.train.clock import OutOfTime, until
from ninelives.stages.train.look import look
from ninelives.stages.train.ready import BIASES, Ready

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.model.split import Split
    from ninelives.stages.train.setting import Setting

NUMBERS: Final = (COPIES, COPIES + 1)  # of the copies: none that was learned from


def kept(final: Ready, archive: Archive, parts: Split, setting: Setting) -> tuple[Ready, dict[str, pl.DataFrame]]:
    """The table ``darkened`` where a dark use was declared and photos were kept apart; nothing else.

    Where time is over first, the rung is said to be unfinished in its biases.
    """
    if final.plan.dark is None or final.gauge is None or not parts.kept_apart.any():
        return final, {}
    try:
        with until(setting.end):
            return final, {DARKENED: _told(final, final.gauge, final.plan.dark, archive, parts, setting)}
    except OutOfTime:
        return replace(final, unfinished=tuple(dict.fromkeys((*final.unfinished, BIASES)))), {}


def _told(
    final: Ready, gauge: Gauge, dark: tuple[float, float], archive: Archive, parts: Split, setting: Setting
) -> pl.DataFrame:
    """As ``evidence.rows``, with the light and sharpness of the copies, copy after copy."""
    rows = np.flatnonzero(parts.kept_apart)
    rows = rows[np.linspace(0, len(rows) - 1, min(len(rows), COPIED)).astype(int)]
    some = chosen(archive, rows)
    change = Darkened(*dark)
    gauges = {number: [CopyGauge(each, change, number) for each in (gauge, LightGauge())] for number in NUMBERS}
    look(some, [each for both in gauges.values() for each in both], setting.cache, setting.progress, stage="copies")
    told = []
    for seen, light in gauges.values():
        p = final.climbed.rung.probabilities(some.vectors(seen, cache=setting.cache))
        lit = some.vectors(light, cache=setting.cache).astype(float)
        judged = evidence.rows(some, parts.y[rows], p, parts.classes)
        told.append(judged.with_columns(light=pl.Series(lit[:, 0]), sharpness=pl.Series(lit[:, 1])))
    return pl.concat(told)
