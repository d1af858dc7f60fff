"""What an artifact has seen, and a declared use beside it, as a terminal says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.artifacts.glance import visible
from ninelives.report.terminal import lacking, more, paint
from ninelives.report.words import ENOUGH, plural

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel

SEEN, MOST = 6, 4  # regions and gaps told; the report holds all


def made_under(model: Model | SeriesModel | TableModel, word: str = "seen", *, none: str = "") -> list[str]:
    """What a model has seen, under a ``word`` for it, and where that lacks the declared use.

    Of photos, those axes that it was told to do without are named; of rows ``none`` says why there may be no axis.
    """
    from ninelives.report.facts.axes import left_out, seen

    envelope = model.envelope
    parts = seen(envelope, model.facts["world"])
    rest = f", and {len(parts) - SEEN:,} more" if len(parts) > SEEN else ""
    listed = ", ".join(visible(part) for part in parts[:SEEN]) + rest
    few = f"no region has {ENOUGH} scenes yet, of {plural(envelope.scenes, 'scene')} in all"
    if none and not envelope.axes:
        few = f"no condition was recorded: {none}"
    full = f"{listed}   (each in {ENOUGH} or more of {plural(envelope.scenes, 'scene')})"
    lines = [f"  {paint(f'{word:<10}', 'seen')}  {full if parts else few}"]
    lines += outside(envelope, model.deployment)
    return [*lines, *lacking(envelope.unrecorded, () if none else left_out(envelope))]


def outside(envelope: Envelope, use: Deployment | None) -> list[str]:
    """Where the envelope lacks the declared use, and what had to be assumed; no line where nothing is declared."""
    from ninelives.artifacts.envelope import cannot_tell, speak

    if use is None:
        return []
    gaps = envelope.gaps(use)
    told = speak(gaps)
    lines = [f"  {paint('never seen', 'warn')}  {line}" for line in told[:MOST]]
    if len(told) > MOST:
        lines.append(f"              {more(len(told) - MOST, 'region')}")
    if gaps.unrecorded:
        lines.append(f"  {paint('cannot tell', 'warn')}{cannot_tell(gaps.unrecorded).removeprefix('cannot tell')}")
    elif not told and not any(use.shares(axis) for axis in envelope.axes):
        lines = [f"  {paint('cannot tell', 'warn')}: no condition was declared"]
    elif not told:
        lines = [f"  {paint('inside', 'seen')}      no gap was found in the declared use"]
    light = any(axis.name == "light" for axis in envelope.axes)
    return lines + [f"  assumed     {line}" for line in use.assumed_of(light=light)]
