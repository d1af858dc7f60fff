"""Data beside a model: new items, and calibration data of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.judged import Judged, places_of
from ninelives.artifacts.sides import opened
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.source import New, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.handoff.judged import Floats
    from ninelives.artifacts.sides.side import Side
    from ninelives.store.cache import Cache


def new_beside(
    source: Source, data: Any, axes: Sequence[str] | None, cache: Cache, progress: Progress | None
) -> tuple[New, dict[str, str]]:
    """New items, judged by the model, and the digests of them.

    Raises:
        NinelivesError: they cannot be read, or are of another kind.
    """
    sides = opened(source.model, data, axes, cache, progress)
    told = {name: value for name, value in sides.digests.items() if name != "reference"}
    if sides.new is None:
        return New(judged=None, visited=sides.visited), told
    judged = _judged(sides.new, source)
    return New(judged=judged, visited=sides.visited, repeated=sides.repeated, notes=sides.notes), told


def calibrated_by(
    source: Source, data: Any, axes: Sequence[str] | None, labels: Any, cache: Cache, progress: Progress | None
) -> Source:
    """The same model with calibration data of one's own, in place of those that it kept apart.

    Raises:
        NinelivesError: it learned from them, they tell no truth, or other classes than the model's.
    """
    sides = opened(source.model, data, axes, cache, progress, labels=labels)
    side = sides.new
    if side is None:
        raise NinelivesError("a use that is only declared calibrates nothing", fix="--calibration DATA, with its truth")
    if sides.repeated and sides.repeated >= len(side):
        raise NinelivesError(
            f"'{data}' is what the model was trained on, and being right there proves nothing",
            fix="leave --calibration out: the items that train kept apart serve by default",
        )
    _check_classes(data, side, source)
    judged = _judged(side, source)
    if not judged.known.any():
        raise NinelivesError(
            f"'{data}' tells no truth of its {source.noun}s", fix="name data with labels: a folder for each class"
        )
    known = judged.select(judged.known)
    envelope = sides.visited
    assert isinstance(envelope, Envelope)
    if len(known) < len(judged):  # where no truth is told nothing is known
        envelope = Envelope.of(known.conditions, known.scenes, world=source.world, axes=envelope.axes)
    return replace(
        source,
        calibration=known,
        envelope=envelope,
        apart=f"{len(known):,} {source.noun}s of '{data}'",
        judged_apart=True,
        notes=(*source.notes, *sides.notes),
        digests={**source.digests, "calibration": sides.digests["new"]},
    )


def _check_classes(data: Any, side: Side, source: Source) -> None:
    """Refuse labels that are none of the model's, and labels that are all the same."""
    if source.classes is None or side.truth is None:
        return
    told = {str(name) for name in side.truth if name is not None}
    if others := sorted(told - set(source.classes)):
        raise NinelivesError(
            f"'{data}' shows '{others[0]}', and the model's classes are {', '.join(source.classes)}",
            fix="calibrate with the classes that it learned",
        )
    if len(told) == 1 and len(source.classes) > 1:
        raise NinelivesError(
            f"'{data}' shows one class only, {next(iter(told))}, so it says nothing of the others",
            fix="calibrate with what it will meet, all classes in their shares",
        )


def _judged(side: Side, source: Source) -> Judged:
    truth = None
    if side.truth is not None:
        truth = np.asarray(side.truth, float) if source.classes is None else places_of(side.truth, source.classes)
    return judged_of(side, source.model, truth)


def judged_of(side: Side, model: Any, truth: Floats | None = None) -> Judged:
    """What a side holds of what a hand-over looks at.

    Args:
        side: with what the model said of it.
        model: whose numbers have intervals where it knows how far off it is.
        truth: as ``Judged`` has it; None where nobody knows any.
    """
    outputs, reach = side.outputs, getattr(model, "reach", None)
    assert outputs is not None
    if reach is not None:  # of classes there is none
        outputs = np.stack([outputs[:, 0], *reach.interval(outputs[:, 0])], axis=1)
    return Judged(items=side.items, scenes=side.scenes, conditions=side.conditions, outputs=outputs, truth=truth)
