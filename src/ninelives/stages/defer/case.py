"""All that was reckoned for a hand-over, before it is said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.handoff.rule import SIMULATED
from ninelives.report.words import many

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.handoff.judged import Bools, Judged
    from ninelives.artifacts.handoff.rule import Rule
    from ninelives.stages.defer.asked import Task
    from ninelives.stages.defer.prices import Priced
    from ninelives.stages.defer.promise import Promise
    from ninelives.stages.defer.shift import Mixture
    from ninelives.stages.defer.simulated import Dark
    from ninelives.stages.defer.sources import New, Source
    from ninelives.stages.defer.spec import DeferSpec
    from ninelives.stages.defer.told import Kept

WHOLLY: Final = 0.999  # of a declared use


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """All that was reckoned.

    Attributes:
        source, new: what calibrates, and what is new; None where nothing is there yet.
        spec, task: what was asked for.
        gaps: where the new items lie and nobody has been.
        calibration: items inside the envelope, that the promise stands on.
        mixed: how the new items are mixed beside them.
        promise: what can be promised.
        dark: what copies made dark tell; None where the model was never told of the dark.
        priced, rule: what the rules cost, and the one that was chosen.
        known: all calibration items, with what the rule makes of them.
        shown: the new items, or the calibration items where there are none.
    """

    source: Source
    new: New | None
    spec: DeferSpec
    task: Task
    gaps: Gaps
    calibration: Judged
    mixed: Mixture
    promise: Promise
    dark: Dark | None
    priced: Priced
    rule: Rule
    known: Kept
    shown: Kept

    @property
    def best(self) -> str:
        """The cheapest rule: ``keep``, ``alone``, ``human`` or ``by hand``."""
        return self.priced.choice.best.name

    @property
    def fresh(self) -> Kept | None:
        """The new items; None where there are none."""
        return None if self.new is None or self.new.judged is None else self.shown

    @property
    def promised(self) -> bool:
        """Whether there is a guarantee for what is decided alone."""
        return self.promise.some and self.promise.holds and self.mixed.promised

    @property
    def simulated(self) -> Bools:
        """Items in simulated conditions."""
        return np.asarray(self.shown.kind == SIMULATED)

    @property
    def by_estimate(self) -> bool:
        """Whether anything is decided alone in simulated conditions."""
        return bool(self.shown.alone[self.simulated].any())

    @property
    def outside(self) -> float:
        """Share of a declared use that lies where nobody has been, at least; 0 where the use is not only declared.

        Regions of one condition do not overlap, so their shares add up; those of two conditions may.
        """
        if self.new is None or not isinstance(self.new.visited, Deployment):
            return 0.0
        shares: dict[tuple[str, ...], float] = {}
        for gap in self.gaps:
            if gap.kind != "simulated" or not self.spec.trust_simulated:
                axes = tuple(name for name, _ in gap.conditions)
                shares[axes] = shares.get(axes, 0.0) + gap.share
        return min(1.0, max(shares.values(), default=0.0))

    @property
    def kept(self) -> float:
        """Share of what it is shown that is decided alone; of a declared use at most so much."""
        return float(self.shown.alone.mean()) * (1 - self.outside) if len(self.shown.alone) else 0.0

    @property
    def name(self) -> str:
        """The verdict in a word: what is decided by an estimate only is an estimate."""
        alone = self.shown.alone
        if not alone.any() or self.outside >= WHOLLY:
            return "hands-all-over"
        return "keeps" if self.promised and alone[~self.simulated].any() else "estimate"

    @property
    def which(self) -> str:
        """What the items are called."""
        nouns = many(self.source.noun)
        return nouns if self.fresh is None else f"new {nouns}"
