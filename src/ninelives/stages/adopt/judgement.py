"""What is reckoned of the answers of a model made elsewhere, whether it judged photos or rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import Envelope, speak
from ninelives.artifacts.model import Score
from ninelives.kernels.nets.rungs import Foreign
from ninelives.kernels.stats import clustered

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.lineage import Lineage

FEWEST: Final = 30  # scenes, below which how sure it should be cannot be told
TOLD: Final = 3  # regions that it was judged in and not trained in


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """How a model did.

    Attributes:
        rung: as sure as it is right.
        p: what that says of each item, float64 (items, classes).
        score: share right of all items.
        notes: what a person should hear of it.
    """

    rung: Foreign
    p: np.ndarray
    score: Score
    notes: tuple[str, ...]

    @classmethod
    def of(
        cls, plain: Foreign, seen: np.ndarray, y: np.ndarray, scene: np.ndarray, kept: np.ndarray, weights: int
    ) -> Judgement:
        """Judge, and set how sure it is on the items that are not kept apart.

        Args:
            plain: turns outputs into probabilities.
            seen: outputs, float32 (items, numbers).
            y: class of each item.
            scene: of each.
            kept: mask of those kept apart.
            weights: numbers that the model consists of.
        """
        scenes, rung, notes = len(np.unique(scene[~kept])), plain, list[str]()
        if scenes >= FEWEST:
            rung = plain.cooled(plain.logits(seen[~kept]), y[~kept])
        else:
            notes.append(f"{scenes} scenes are too few to set how sure it is: its own word is kept")
        p = rung.probabilities(seen)
        mean, error, low, high = clustered(p.argmax(axis=1) == y, scene)
        score = Score(name=rung.name, score=mean, interval=(low, high), error=error, parameters=weights)
        return cls(rung, p, score, tuple(notes))


def abroad(made: Envelope, judged: Envelope) -> list[str]:
    """Where it was judged and not trained, a sentence each: its score rests on that too."""
    return [f"judged where it was not trained: {line}" for line in speak(made.gaps(judged))[:TOLD]]


def facts(
    lineage: Lineage, use: Deployment | None, envelope: Envelope, kept: np.ndarray, scene: np.ndarray
) -> dict[str, Any]:
    """What is sealed beside either kind of model."""
    return {
        "items": len(kept),
        "scenes": len(np.unique(scene)),
        "fitted_on": int((~kept).sum()),
        "calibration_items": int(kept.sum()),
        "world": envelope.world,
        "deployment": use.to_json() if use else None,
        "gaps": [gap.to_json() for gap in envelope.gaps(use)] if use else [],
        "lineage": lineage.to_json(),
    }
