"""What a problem tells a training on series: target, how far ahead, use and costs; what is given by hand wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.problem.given import kept, named, opened, use_of, won
from ninelives.errors import NinelivesError
from ninelives.report.words import list_and

if TYPE_CHECKING:
    from ninelives.artifacts.problem import Problem
    from ninelives.kernels.series import Grid
    from ninelives.stages.train.series.spec import SeriesSpec

HOUR: Final = {"s": 3600.0, "M": 12 / (24 * 365.25)}  # units of a grid
KINDS: Final = ("forecast", "predict")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A problem on its way into a training on series.

    Attributes:
        target: the column that was named by hand, else the problem's.
        hours: between a forecast and what it tells; None where the problem does not say.
        deployment: the problem's use.
        facts: what the model keeps of it; None without a problem.
        notes: what was given by hand in its place, and what of it means nothing for series, a sentence each.
    """

    target: str | None
    hours: float | None = None
    deployment: Deployment | None = None
    facts: dict[str, Any] | None = None
    notes: tuple[str, ...] = ()

    def ahead(self, spec: SeriesSpec, grid: Grid) -> tuple[SeriesSpec, Wanted]:
        """The options with the problem's horizon, in steps, where none was given by hand."""
        if self.hours is None:
            return spec, self
        if grid.unit not in HOUR:
            told = f"the problem looks {self.hours:g} hours ahead, and times are plain numbers: --horizon says how far"
            return spec, replace(self, notes=(*self.notes, told))
        steps = max(1, ceil(self.hours * HOUR[grid.unit] / grid.step - 1e-9))
        if spec.horizon is None:
            return replace(spec, horizon=steps), self
        return spec, replace(self, notes=(*self.notes, *won({"--horizon": (spec.horizon, steps)})))

    def used(self, by_hand: str | Path | Deployment | None, axes: Sequence[str]) -> tuple[Wanted, Deployment | None]:
        """The use that was declared by hand, else the problem's; of conditions that the series may have.

        Raises:
            NinelivesError: it declares another one.
        """
        use, notes = use_of(self.deployment, by_hand, axes)
        return replace(self, notes=(*self.notes, *notes)), use


def wanted(problem: str | Path | Problem | None, target: str | None) -> Wanted:
    """Read a problem, and fill in what was not said by hand.

    Raises:
        NinelivesError: something is wrong with it, or it asks for what no series tells.
    """
    if problem is None:
        return Wanted(target)
    told = opened(problem)
    _refuse(told)
    notes = won({"--target": (target, told.target)})
    if target is None and told.target is not None and not told.facts.said("outputs", "target"):
        notes += (f"the problem assumes that the number stands in '{told.target}': nobody said it",)
    if told.biases:
        notes += (f"{list_and(told.biases)}: tried on copies of photos, and a series has none; not tried",)
    hours = told.outputs.ahead_hours if told.facts.said("outputs", "ahead_hours") else None
    return Wanted(target or told.target, hours, told.deployment, kept(told), notes)


def _refuse(problem: Problem) -> None:
    if problem.kind not in KINDS or (problem.kind == "predict" and problem.outputs.number is None):
        what = f"kind '{problem.kind}'" if problem.kind not in KINDS else "classes"
        raise NinelivesError(
            f"{named(problem)} asks for {what}, and a series is foreseen in numbers", fix='kind = "forecast"'
        )
