"""How new items are mixed beside the calibration items, and what a promise for them then rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ninelives.artifacts.handoff.judged import Floats, Ints, Judged
    from ninelives.stages.defer.sources import Source

ALPHA: Final = 0.05
CARRIED: Final = 0.2  # of delta, that the weights' intervals may miss
CONTRADICTED: Final = "contradicted"
CLIPPED: Final = 20.0  # the largest weight: one calibration item never stands for more than so many


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mixture:
    """How the new items are mixed beside the calibration items.

    Attributes:
        kind: ``none`` (no shift was found), ``untested``, ``label-shift``, ``regions``, ``other``, or ``contradicted``
            (labels of the new items say that the model is no longer right).
        words: a sentence.
        assumption: what a promise for the new items then rests on.
        place: the stratum of each of some items, int64 of shape (items,); None without weights.
        names: of the strata.
        low, high: ends of the weights of each stratum, that hold together but with a chance of ``missed``.
        weights: what is likeliest between them.
        missed: share of delta that they may miss with.
    """

    kind: str
    words: str
    assumption: str
    place: Callable[[Judged], Ints] | None = None
    names: tuple[str, ...] = ()
    low: Floats | None = None
    high: Floats | None = None
    weights: Floats | None = None
    missed: float = 0.0

    @property
    def promised(self) -> bool:
        """Whether a guarantee can hold for the new items."""
        return self.kind not in ("other", CONTRADICTED)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the facts."""
        told = None
        if self.weights is not None and self.low is not None and self.high is not None:
            each = zip(self.names, self.weights.tolist(), self.low.tolist(), self.high.tolist(), strict=True)
            told = [{"name": name, "weight": weight, "interval": [low, high]} for name, weight, low, high in each]
        return {"tested": self.kind != "untested", "kind": self.kind, "words": self.words, "weights": told}


def untested(source: Source, why: str = "nothing new was given to compare with") -> Mixture:
    """Nothing new is known, or too little."""
    return unweighed(source, "untested", why)


def unweighed(source: Source, kind: str, words: str) -> Mixture:
    """All items count alike."""
    return Mixture(kind=kind, words=words, assumption=f"new {source.noun}s come as {source.apart} did")


def weighed(found: Mixture) -> Mixture | None:
    """The mixture, unless some calibration item would have to stand for too many new ones."""
    assert found.high is not None
    return None if found.high.max() > CLIPPED else found
