"""The other ways in which a network's input could be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ninelives.kernels.nets.foreign.takes import VALUES, Photos

_SWAPPED: Final = {"rgb": "bgr", "bgr": "rgb"}


def others(told: Photos) -> dict[str, Photos]:
    """Readings that people mistake for one another, each by the options that would say so.

    Colours in either order, with any of the usual values; the middle of the photo or all of it; and the other layout
    where the file takes either, which a network of flattened pixels does. What the file fixes stays: its size, mostly
    its layout, and the values of an input of uint8.

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
    turned = replace(told, layout=_other(told.layout) if told.either else told.layout)
    return {**found, _options(told, fit): fit, **({_options(told, turned): turned} if told.either else {})}


def _other(layout: str) -> str:
    return "nhwc" if layout == "nchw" else "nchw"


def _options(told: Photos, other: Photos) -> str:
    """What to type for the other reading."""
    return " ".join(_differences(told, other))


def _differences(told: Photos, other: Photos) -> Iterator[str]:
    for name in ("channels", "values", "fit", "layout"):
        if getattr(told, name) != getattr(other, name):
            yield f"--{name} {getattr(other, name)}"
