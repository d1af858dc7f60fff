"""Rungs that are not tried, and why: what they need is not installed, or they cannot answer this question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from ninelives.artifacts.archive.gauges import TUNED
from ninelives.errors import NinelivesError
from ninelives.stages.train.rungs import zero_shot

if TYPE_CHECKING:
    from ninelives.stages.train.spec import TrainSpec

# rung → module that it is fitted with, and the line that installs it
_TORCH: Final = ("torch", "pip install 'ninelives[torch]'")
NEEDS: Final[dict[str, tuple[str, str]]] = {"network": _TORCH, TUNED: _TORCH}
CANNOT: Final[dict[str, Callable[[tuple[str, ...]], str]]] = {
    "zero-shot": zero_shot.cannot
}  # rung → why it cannot tell these classes apart, or ""


@dataclass(frozen=True, slots=True)
class Untried:
    """A rung that was asked for and not tried.

    Attributes:
        name: of the rung.
        reason: why, for people.
        fix: the line that mends it; empty where nothing does.
    """

    name: str
    reason: str
    fix: str = ""

    def to_json(self) -> dict[str, str]:
        """Plain values."""
        return asdict(self)


def absent(spec: TrainSpec) -> tuple[Untried, ...]:
    """Rungs whose library is not installed."""
    wanted = (*spec.ladder, *[TUNED] * spec.fine_tune)
    needed = {name: NEEDS[name] for name in wanted if name in NEEDS}
    return tuple(
        Untried(name, f"{module} is not installed", fix)
        for name, (module, fix) in needed.items()
        if find_spec(module) is None
    )


def unfit(spec: TrainSpec, classes: tuple[str, ...]) -> tuple[Untried, ...]:
    """Rungs that cannot tell these classes apart, whatever they learn."""
    reasons = {name: CANNOT[name](classes) for name in spec.ladder if name in CANNOT}
    return tuple(Untried(name, reason) for name, reason in reasons.items() if reason)


def without(spec: TrainSpec, untried: Sequence[Untried]) -> TrainSpec:
    """The spec with the rungs that can be tried.

    Raises:
        NinelivesError: none is left.
    """
    gone = {one.name for one in untried}
    left = tuple(name for name in spec.ladder if name not in gone)
    if not left:
        told = "; ".join(f"{one.name}: {one.reason}" for one in untried)
        fix = next((one.fix for one in untried if one.fix), "ninelives train DATA, with the whole ladder")
        raise NinelivesError(f"no rung can be tried: {told}", fix=fix)
    return replace(spec, rungs=left, fine_tune=spec.fine_tune and TUNED not in gone) if gone else spec
