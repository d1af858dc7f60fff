"""A perceptron, read aloud as what each property speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from ninelives.kernels.photos.properties import NAMES
from ninelives.report.layer import Voice

BOTH, EACH = 10, 3  # voices that are told: of two classes together, and for and against each of more
CLASSES = 12  # of which that is told, at most


class Speaks(Protocol):
    """One layer."""

    def voices(self) -> np.ndarray:
        """What each property says about each class, float64 of shape (properties, classes)."""


def aloud(layer: Speaks, classes: Sequence[str], names: Sequence[str] = NAMES) -> tuple[Voice, ...]:
    """The strongest voices, those first; of two classes each speaks for one, of more for or against each class."""
    voices = layer.voices()
    if len(classes) == 2:
        return tuple(_of_two(voices[:, 1] - voices[:, 0], classes, names))
    return tuple(
        Voice(names[at], float(voices[at, kind]), classes[kind])
        for kind in range(min(len(classes), CLASSES))
        for at in _strongest(voices[:, kind])
    )


def _of_two(lead: np.ndarray, classes: Sequence[str], names: Sequence[str]) -> Iterator[Voice]:
    for at in np.argsort(-np.abs(lead), kind="stable")[:BOTH]:
        if lead[at]:
            yield Voice(names[at], float(abs(lead[at])), classes[int(lead[at] > 0)])


def _strongest(voice: np.ndarray) -> list[int]:
    order = np.argsort(-voice, kind="stable").tolist()
    return [at for at in order[:EACH] if voice[at] > 0] + [at for at in order[::-1][:EACH] if voice[at] < 0]
