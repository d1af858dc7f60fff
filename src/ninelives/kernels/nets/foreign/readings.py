"""The other ways in which a network's input could be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ninelives.kernels.nets.foreign.takes import VALUES, Photos

_SWAPPED: Final = {"rgb": "bgr", "bgr": "rgb"}


def others(told: Photos) -> dict[str, Photos]:
    """Readings that people mistake for one another, each by the options that would say so.

    Colours in either order, with any of the usual values; and the middle of the photo or all of it. What the file fixes
    stays: its layout, its size, and the values of an input of uint8.

    Args:
        told: the reading that was told or assumed.

    Returns:
        Options to type, as ``--channels bgr --values 0-1``, to the reading; the told one is not among them.
    """
    found = {}
    for channels in dict.fromkeys((told.channels, _SWAPPED.get(told.channels, told.channels))):
        for values in dict.fromkeys((told.values, *(VALUES if told.dtype != "uint8" else ()))):
            reading = replace(told, channels=channels, values=values, own=told.own if values == "own" else None)
            if reading != told:
                found[_options(told, reading)] = reading
    fit = replace(told, fit="squash" if told.fit == "crop" else "crop")
    return {**found, _options(told, fit): fit}


def _options(told: Photos, other: Photos) -> str:
    """What to type for the other reading."""
    return " ".join(_differences(told, other))


def _differences(told: Photos, other: Photos) -> Iterator[str]:
    for name in ("channels", "values", "fit"):
        if getattr(told, name) != getattr(other, name):
            yield f"--{name} {getattr(other, name)}"
