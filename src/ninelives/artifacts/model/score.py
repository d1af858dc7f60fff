"""How one rung of a ladder did."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Capped:
    """A rung that was trained shortly and judged on one fold, beside the recommended one on the same photos.

    Attributes:
        photos: that it was judged on.
        against: the name of the recommended rung.
        gain: share right more than that one, on these photos; down to -1.
        interval: of the gain, 95 %, over scenes.
    """

    photos: int
    against: str
    gain: float
    interval: tuple[float, float]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"interval": list(self.interval)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one rung did on photos that it had not seen, in cross-validation by scene.

    Attributes:
        name: of the rung.
        score: share right, up is better.
        interval: of the score, 95 %.
        error: standard error of the score, over scenes.
        parameters: numbers fitted.
        seconds: for all folds and the final fit; not part of any digest.
        capped: where it was given one fold and a short training; None where it was climbed in full.
    """

    name: str
    score: float
    interval: tuple[float, float]
    error: float
    parameters: int
    seconds: float = 0.0
    capped: Capped | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values, those that a digest may cover."""
        told = {name: value for name, value in asdict(self).items() if name != "seconds"}
        return told | {"interval": list(self.interval), "capped": self.capped.to_json() if self.capped else None}
