"""What a table's model keeps of its rows, so that later stages and the report need none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ninelives.artifacts.model.tables.evidence import learned, reference, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.envelope import Envelope
    from ninelives.stages.train.tables.climb import Climbed
    from ninelives.stages.train.tables.split import Split


def tables(parts: Split, climbed: Climbed, envelope: Envelope, axes: Sequence[str]) -> dict[str, pl.DataFrame]:
    """All tables of a model's folder; see ``TableModel.tables``.

    Args:
        parts: all usable rows, and how they are shared out.
        climbed: the chosen rung.
        envelope: of all usable rows.
        axes: names of the conditions that were looked at.
    """
    numbers = parts.table.classes is None
    calibration = parts.table.select(parts.kept_apart)
    x = parts.x[parts.kept_apart]
    told = climbed.rung.predict(x) if numbers else climbed.rung.probabilities(x)  # type: ignore[union-attr]
    mask = np.zeros(len(parts.table), bool)
    mask[np.flatnonzero(~parts.kept_apart)[climbed.rows]] = True
    apart = rows(calibration, told, climbed.reach, envelope, axes)
    crossfit = rows(parts.table.select(mask), climbed.judged, climbed.reach, envelope, axes)
    # where nothing was kept apart, each row stands with what a fit that had not seen it said
    unseen, features = (apart, x) if len(apart) else (crossfit, parts.x[mask])
    refused = [(entry.path, entry.reason) for entry in parts.table.set_aside]
    return {
        "calibration": apart,
        "crossfit": crossfit,
        "reference": reference(unseen, features),
        "set_aside": pl.DataFrame(refused, schema={"path": pl.String, "reason": pl.String}, orient="row"),
        "learned": learned(parts.table, parts.coding, parts.x),
    }
