"""Copies of a photo with something changed that should not matter: made, measured and forgotten in the one pass."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np

    from ninelives.artifacts.archive.gauges import Gauge
    from ninelives.artifacts.properties import Property
    from ninelives.kernels.photos.header import Header

WHOLE = 448  # px of the short side from which on a photo may be decoded at a fraction: its noise is scaled with it


class Change(Protocol):
    """One way to change a picture."""

    @property
    def recipe(self) -> str:
        """Names the change and everything that it depends on but the picture."""

    def __call__(self, picture: np.ndarray, draw: np.random.Generator, pixels: float) -> np.ndarray:
        """A picture of the same shape; ``pixels`` of the camera's make one of it."""


@dataclass(frozen=True, slots=True)
class Varied:
    """Changed in everything that some inductive biases name."""

    biases: tuple[str, ...]

    @property
    def recipe(self) -> str:
        """The biases, and how each of them changes a picture."""
        from ninelives.kernels.photos import vary

        return f"{vary.RECIPE} {'+'.join(sorted(self.biases))}"

    def __call__(self, picture: np.ndarray, draw: np.random.Generator, pixels: float) -> np.ndarray:
        """See ``kernels.photos.vary.vary``."""
        from ninelives.kernels.photos.vary import vary

        return vary(picture, self.biases, draw, pixels=pixels)


@dataclass(frozen=True, slots=True)
class Darkened:
    """As it might look where the mean light lies between two values, in [0, 1]."""

    low: float
    high: float

    @property
    def recipe(self) -> str:
        """The range, and how darkness is made."""
        from ninelives.kernels.photos import vary

        return f"{vary.RECIPE} light {self.low:g} to {self.high:g}"

    def __call__(self, picture: np.ndarray, draw: np.random.Generator, pixels: float) -> np.ndarray:
        """See ``kernels.photos.vary.darken``."""
        from ninelives.kernels.photos.vary import darken

        return darken(picture, (self.low, self.high), draw, pixels=pixels)


@dataclass(frozen=True, slots=True)
class CopyGauge:
    """Another gauge's measurement of a changed copy.

    What is drawn depends on the picture's own pixels and on ``number``, so that a copy is the same in any company.

    Attributes:
        gauge: what is measured.
        change: what is changed before.
        number: of the copy; another number is another draw.
    """

    gauge: Gauge
    change: Change
    number: int = 0

    @property
    def recipe(self) -> str:
        """That of the gauge, of the change, and the number."""
        return f"{self.gauge.recipe} of {self.change.recipe} number {self.number}"

    @property
    def least(self) -> int:
        """Close enough for the noise of a camera to be seen."""
        return max(WHOLE, self.gauge.least)

    @property
    def width(self) -> int:
        """That of the gauge."""
        return self.gauge.width

    @property
    def asked(self) -> tuple[Property, ...]:
        """What is told of a photo holds of its copies."""
        return self.gauge.asked

    def changed(self, picture: np.ndarray, header: Header) -> np.ndarray:
        """The copy."""
        import numpy as np

        height, width = picture.shape[:2]
        draw = np.random.default_rng([zlib.crc32(np.ascontiguousarray(picture).data), self.number])
        return self.change(picture, draw, max(1.0, header.width * header.height / (height * width)))

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        """What the gauge says of the copy."""
        return self.gauge.measure(self.changed(picture, header), header)

    def vector(self, blob: bytes) -> np.ndarray:
        """As the gauge's own."""
        return self.gauge.vector(blob)


def copies_of(gauge: Gauge, biases: Collection[str], number: int) -> list[CopyGauge]:
    """Gauges of so many copies, each changed in all of the biases at once; none without a bias."""
    change = Varied(tuple(sorted(biases)))
    return [CopyGauge(gauge, change, at) for at in range(number)] if biases else []
