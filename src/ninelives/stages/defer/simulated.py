"""Where only simulated conditions are known: what copies made dark tell, which is an estimate and no guarantee."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.handoff.rule import SIMULATED
from ninelives.kernels.stats.balance import balanced

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Places
    from ninelives.artifacts.handoff.judged import Floats, Judged
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.sources import Source
    from ninelives.stages.defer.spec import DeferSpec

FEWEST: Final = 30  # copies, and new items, below which nothing is told
FAINTEST: Final = 1e-3  # light


@dataclass(frozen=True, slots=True)
class Dark:
    """What copies tell.

    Attributes:
        threshold: from which it decides alone there; None where no threshold would do.
        kept: share of the copies that it keeps, weighed to the new ones' light.
        risk: of these.
        bound: upper end of that risk, as sure as the promise is asked to be.
        items: copies.
        words: what the estimate rests on.
    """

    threshold: float | None
    kept: float
    risk: float
    bound: float
    items: int
    words: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def in_the_dark(source: Source, new: Judged | None, there: Places | None, task: Task, spec: DeferSpec) -> Dark | None:
    """The loosest threshold at which copies made dark are wrong often enough, by the upper end of their risk.

    Copies are weighed to the light and sharpness of the new items, where there are enough of them.

    Returns:
        None where the model was never told of the dark.
    """
    copies = source.darkened
    if copies is None or len(copies) < FEWEST:
        return None
    weight = _weights(copies, None if new is None or there is None else new.select(there.kind == SIMULATED))
    score, wrong = task.score(copies.outputs), copies.wrong(task.within)
    order = np.argsort(-score, kind="stable")
    last = np.append(np.diff(score[order]) < 0, True)
    own, lost = weight[order], wrong[order] * weight[order]
    kept, off, square = np.cumsum(own), np.cumsum(lost), np.cumsum(np.square(own))
    risk = off / kept
    bound = _upper(risk, np.square(kept) / square, 1 - spec.delta)
    words = "real darkness does to its answers what copies made dark of the photos kept apart show"
    good = np.flatnonzero(last & (bound <= task.risk))
    if not len(good):
        return Dark(None, 0.0, float(risk[-1]), float(bound[-1]), len(copies), words)
    at = int(good[-1])
    return Dark(
        float(score[order[at]]), float(kept[at] / kept[-1]), float(risk[at]), float(bound[at]), len(copies), words
    )


def _upper(risk: Floats, many: Floats, level: float) -> Floats:
    """Upper ends of shares of so many independent items: Clopper and Pearson's, of counts that need not be whole."""
    from scipy.special import betaincinv

    hits = risk * many
    return np.asarray(betaincinv(hits + 1, np.maximum(many - hits, 1e-9), level))


def _weights(copies: Judged, new: Judged | None) -> Floats:
    """Of each copy, so that light and sharpness are on average those of the new items; they sum to their number."""
    names = [name for name in ("light", "sharpness") if name in copies.conditions]
    if new is None or len(new) < FEWEST or not names or any(name not in new.conditions for name in names):
        return np.ones(len(copies))
    here, there = _told(copies, names), _told(new, names)
    known = np.isfinite(there).all(axis=1)
    spread = np.maximum(here.std(axis=0), 1e-9)
    return len(copies) * balanced(
        (here - here.mean(axis=0)) / spread, (there[known].mean(axis=0) - here.mean(axis=0)) / spread
    )


def _told(judged: Judged, names: list[str]) -> Floats:
    columns = [np.asarray(judged.conditions[name].cast(float).to_numpy(), float) for name in names]
    columns = [
        np.log(np.maximum(c, FAINTEST)) if name == "light" else c for name, c in zip(names, columns, strict=True)
    ]
    return np.stack(columns, axis=1)
