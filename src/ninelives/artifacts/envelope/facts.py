"""An envelope as plain JSON: in one fixed order when written, every part checked when read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.envelope.axes import Axis
from ninelives.artifacts.envelope.columns import UNKNOWN
from ninelives.artifacts.envelope.regions import Conditions, Layer, Tally
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.artifacts.envelope.envelope import Envelope

VERSION = 1
LARGEST = 2**53  # items; a larger count is a broken file


def written(envelope: Envelope) -> dict[str, Any]:
    """The envelope's facts; equal envelopes give equal ones."""
    return {
        "version": VERSION,
        "world": envelope.world,
        "axes": [axis.to_json() for axis in envelope.axes],
        "unrecorded": list(envelope.unrecorded),
        "layers": [
            {
                "world": world,
                "augmented": made,
                "scenes": tally.scenes,
                "items": tally.items,
                "regions": _rows(envelope, tally),
            }
            for (world, made), tally in sorted(envelope.layers.items())
        ],
    }


def read(told: Mapping[str, Any]) -> tuple[tuple[Axis, ...], tuple[str, ...], str, dict[Layer, Tally]]:
    """Axes, unrecorded conditions, world and layers of an envelope.

    Raises:
        NinelivesError: it is of a newer version, or no envelope.
    """
    try:
        if told["version"] != VERSION:
            raise NinelivesError(
                f"this envelope is of version {told['version']!r}, and this ninelives reads {VERSION}",
                fix="pip install --upgrade ninelives",
            )
        axes = tuple(Axis.from_json(axis) for axis in told["axes"])
        if len({axis.name for axis in axes}) < len(axes):
            raise ValueError("two axes of one name")
        layers = {(str(la["world"]), bool(la["augmented"])): _tally(la, axes) for la in told["layers"]}
        return axes, tuple(map(str, told["unrecorded"])), str(told["world"]), layers
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as cause:
        raise NinelivesError(f"this is no envelope: {type(cause).__name__} at {cause}", fix="make it again") from None


def _rows(envelope: Envelope, tally: Tally) -> list[dict[str, Any]]:
    """One block for each axis and pair of axes: rows of bins, scenes and items."""
    ordered = sorted(tally.regions, key=envelope.order)
    return [
        {"axes": list(names), "rows": [[*(b for _, b in key), *tally.regions[key]] for key in keys]}
        for names, keys in groupby(ordered, key=lambda key: tuple(name for name, _ in key))
    ]


def _tally(layer: Mapping[str, Any], axes: Sequence[Axis]) -> Tally:
    """A layer as ``to_json`` wrote it.

    Raises:
        ValueError: an axis that the envelope has not, a bin of the wrong type, or a count that cannot be.
    """
    numeric = {axis.name: axis.numeric for axis in axes}
    whole = Tally(int(layer["scenes"]), int(layer["items"]))
    if not 0 <= whole.scenes <= whole.items <= LARGEST:
        raise ValueError(f"{whole.scenes} scenes of {whole.items} items")
    regions: dict[Conditions, tuple[int, int]] = {}
    for block in layer["regions"]:
        for *labels, scenes, items in block["rows"]:
            key = tuple(zip(block["axes"], labels, strict=True))
            if len(key) not in (1, 2) or len({name for name, _ in key}) < len(key):
                raise ValueError(f"region {key}")
            if any(type(b) is not (int if numeric[name] else str) and b != UNKNOWN for name, b in key):
                raise ValueError(f"region {key}")
            if not (0 <= int(scenes) <= int(items) <= whole.items and int(scenes) <= whole.scenes):
                raise ValueError(f"counts {scenes}, {items} of region {key}")
            regions[key] = (int(scenes), int(items))
    return Tally(whole.scenes, whole.items, regions)
