"""Items that plan where nothing else can: a part of those that would certify, set aside unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ninelives.kernels.stats.guarantee import carve

if TYPE_CHECKING:
    from ninelives.stages.defer.sources import Source

SHARE: Final = 0.2  # of the scenes


def planned(source: Source, seed: int) -> Source:
    """The source with items that plan; they are of other scenes than those that certify.

    Args:
        source: whose model may have kept some.
        seed: of the draw.
    """
    if source.planning is not None:
        return source
    plans = carve(source.calibration.scenes, SHARE, seed=seed)
    return replace(
        source,
        calibration=source.calibration.select(~plans),
        planning=source.calibration.select(plans),
        apart=f"{source.apart} but a fifth, which chose the thresholds to try",
    )
