"""Where weights are too uncertain for a promise: what holds for the calibration mixture, as an estimate for the new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ninelives.stages.defer.promise import Promise, promised

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Judged
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.shift import Mixture
    from ninelives.stages.defer.sources import Source
    from ninelives.stages.defer.spec import DeferSpec


def estimated(
    source: Source, calibration: Judged, task: Task, mixed: Mixture, promise: Promise, spec: DeferSpec
) -> tuple[Mixture, Promise]:
    """The mixture and the promise as they are, or, where only the weights' uncertainty forbids one, an estimate.

    An estimate keeps what is promised where nothing is mixed otherwise, if by the likeliest weights no more of it is
    wrong than may be. For the arguments see ``promised``.
    """
    if promise.some or promise.groups is not None or mixed.weights is None or mixed.place is None:
        return mixed, promise
    words = f"{mixed.words}; weighed for that, {source.apart} are too few"
    plain = replace(mixed, kind="other", words=words, low=None, high=None)
    found = promised(source, calibration, task, plain, spec)
    if found.threshold is None:
        return mixed, promise
    weight = mixed.weights[mixed.place(calibration)]
    alone = task.score(calibration.outputs) >= found.threshold
    risk = float(np.average(calibration.wrong(task.within)[alone], weights=weight[alone]))
    if risk > task.risk:
        return mixed, promise
    return plain, replace(found, risk=risk, needed=promise.needed)
