"""What is measured of a photo, each cached by the photo's content: one decoding serves all that are missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np

    from ninelives.artifacts.properties import Property
    from ninelives.kernels.nets.embed import Embedder
    from ninelives.kernels.photos.header import Header
    from ninelives.store.cache import Cache

FEATURES = 1280  # of the pretrained network
HEADS = ("zero-shot", "pretrained", "kinds")  # rungs that look through that network
TUNED = "fine-tuned"  # the rung that looks through one of its own
NEAR = 160  # px of the short side that conditions, fingerprints and small pictures are measured at


class Gauge(Protocol):
    """One measurement of a photo."""

    @property
    def recipe(self) -> str:
        """Names the measurement and everything its result depends on but the photo."""

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        """Measure one picture, uint8 of shape (height, width, 3), RGB, upright."""

    @property
    def least(self) -> int:
        """Px on the short side that it never looks closer than, so that a large JPEG may be decoded at a fraction."""

    @property
    def width(self) -> int:
        """How many numbers a rung sees: those of ``vector``, then one for each property that is asked for."""

    @property
    def asked(self) -> tuple[Property, ...]:
        """Properties that no picture shows: ``Archive.vectors`` takes them from the table."""

    def vector(self, blob: bytes) -> np.ndarray:
        """The measurement as numbers, float32 of shape (width - asked,)."""


class FactsGauge:
    """Conditions, fingerprints and named properties: what an archive knows of every photo, and what it is told."""

    least = NEAR

    def __init__(self, asked: tuple[Property, ...] = ()) -> None:
        self.asked = asked

    @property
    def recipe(self) -> str:
        """The facts' own version."""
        from ninelives.kernels.photos.survey import RECIPE

        return f"facts {RECIPE} at {self.least}"

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        """All facts of one picture, packed."""
        from ninelives.kernels.photos import survey

        return survey.measure_picture(picture, header).pack()

    @property
    def width(self) -> int:
        """One number a property, the measured ones first."""
        from ninelives.kernels.photos.properties import NAMES

        return len(NAMES) + len(self.asked)

    def vector(self, blob: bytes) -> np.ndarray:
        """The measured properties, in the order of ``kernels.photos.properties.NAMES``."""
        from ninelives.kernels.photos.survey import Facts

        return Facts.unpack(blob).properties


class LightGauge:
    """Light and sharpness alone, of the facts that ``FactsGauge`` keeps."""

    least = NEAR
    width = 2
    asked = ()

    @property
    def recipe(self) -> str:
        """That of the facts: what one of the two has measured, the other finds."""
        return FactsGauge().recipe

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        """All facts of one picture, packed."""
        return FactsGauge().measure(picture, header)

    def vector(self, blob: bytes) -> np.ndarray:
        """Light and sharpness, float32 of shape (2,)."""
        import numpy as np

        from ninelives.kernels.photos.survey import Facts

        facts = Facts.unpack(blob)
        return np.array([facts.light, facts.sharpness], np.float32)


class SmallGauge:
    """The picture itself, small: what the kernel rung compares."""

    least = NEAR
    asked = ()

    def __init__(self, side: int, *, levelled: bool = False) -> None:
        self.side = side
        self.levelled = levelled

    @property
    def recipe(self) -> str:
        """Side in px; the picture is squashed to a square."""
        return f"small {self.side} at {self.least}{_exposure(self.levelled)}"

    def measure(self, picture: np.ndarray, header: Header) -> bytes:  # noqa: ARG002 - a gauge's signature
        """``side * side * 3`` bytes."""
        from ninelives.kernels.photos.decode import resize

        return resize(_exposed(picture, self.levelled), self.side).tobytes()

    @property
    def width(self) -> int:
        """Three channels."""
        return self.side * self.side * 3

    def vector(self, blob: bytes) -> np.ndarray:
        """Pixels in [0, 1], float32 of shape (side * side * 3,)."""
        import numpy as np

        return np.frombuffer(blob, np.uint8).astype(np.float32) / np.float32(255)


class ShownGauge:
    """The pixels that the pretrained network is shown, to tune it on."""

    asked = ()

    def __init__(self, size: int, *, levelled: bool = False) -> None:
        self.size = size
        self.levelled = levelled
        self.least = size * 8 // 7  # a little more, so that the last step still averages pixels

    @property
    def recipe(self) -> str:
        """How the picture is brought to the network's size."""
        from ninelives.kernels.nets.embed import PREPROCESSING

        return f"shown {PREPROCESSING} {self.size} at {self.least}{_exposure(self.levelled)}"

    def shown(self, picture: np.ndarray) -> np.ndarray:
        """uint8 of shape (size, size, 3); levelled at that size: noise averages out first, and little is cut off."""
        from ninelives.kernels.nets.embed import shown

        return _exposed(shown(picture, self.size), self.levelled)

    def measure(self, picture: np.ndarray, header: Header) -> bytes:  # noqa: ARG002 - a gauge's signature
        """``size * size * 3`` bytes."""
        return self.shown(picture).tobytes()

    @property
    def width(self) -> int:
        """Three channels."""
        return self.size * self.size * 3

    def vector(self, blob: bytes) -> np.ndarray:
        """Pixels in [0, 255], float32 of shape (size * size * 3,)."""
        import numpy as np

        return np.frombuffer(blob, np.uint8).astype(np.float32)


class FeaturesGauge:
    """What a network that knew a million photos before sees in it: 1,280 numbers, kept in half precision."""

    asked = ()

    def __init__(self, network: Path | bytes, size: int, *, levelled: bool = False) -> None:
        self.network = network
        self.size = size
        self.levelled = levelled
        self._eye = ShownGauge(size, levelled=levelled)
        self.least = self._eye.least

    @classmethod
    def user(
        cls, cache: Cache, size: int, progress: Callable[[int, int], None] | None = None, *, levelled: bool = False
    ) -> FeaturesGauge:
        """With the int8 network of the user's cache, which is made when it is not there."""
        from ninelives.kernels.nets.quantise import quantised

        return cls(quantised(cache.path("networks", "lite0").parent, progress), size, levelled=levelled)

    @cached_property
    def embedder(self) -> Embedder:
        """The network, loaded at first use."""
        from ninelives.kernels.nets.embed import Embedder

        return Embedder(self.network, size=self.size)

    @property
    def recipe(self) -> str:
        """The network's digest and its input size."""
        return f"{self.embedder.recipe} at {self.least}{_exposure(self.levelled)}"

    def measure(self, picture: np.ndarray, header: Header) -> bytes:  # noqa: ARG002 - a gauge's signature
        """1,280 half-precision numbers."""
        import numpy as np

        return self.embedder(self._eye.shown(picture)).astype(np.float16).tobytes()

    @property
    def width(self) -> int:
        """What the network's last layer pools."""
        return FEATURES

    def vector(self, blob: bytes) -> np.ndarray:
        """Features, float32 of shape (1280,)."""
        import numpy as np

        return np.frombuffer(blob, np.float16).astype(np.float32)


def _exposure(levelled: bool) -> str:
    from ninelives.kernels.photos import exposure

    return f" of {exposure.RECIPE}" if levelled else ""


def _exposed(picture: np.ndarray, levelled: bool) -> np.ndarray:
    from ninelives.kernels.photos.exposure import level

    return level(picture) if levelled else picture
