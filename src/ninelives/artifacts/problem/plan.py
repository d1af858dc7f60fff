"""A plan to collect, as an envelope: known before the first photo, so that its gaps are too."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.envelope.axes import PHOTO_AXES, Axis
from ninelives.artifacts.envelope.columns import Bin
from ninelives.artifacts.envelope.regions import SEEN, Conditions, Tally

QUARTER = 0.25  # h
PLANNED = 1_000_000  # scenes: a plan is no sample, so chance must explain nothing that it leaves out


def planned(collected: Deployment) -> Envelope:
    """The envelope of data that are collected as declared, and of enough of them everywhere.

    Only what was declared is an axis of it, and the season of declared days: nothing is known of the others, and hours
    by day tell of no light.
    """
    declared = [axis for axis in PHOTO_AXES if axis.name in (*collected.declared, "season")]
    shares = {axis: collected.shares(axis) for axis in (*declared, *_columns(collected))}
    shares = {axis: bins for axis, bins in shares.items() if bins}
    regions: dict[Conditions, tuple[int, int]] = {}
    for axis, bins in shares.items():
        regions |= {((axis.name, label),): _scenes(share) for label, share in bins.items()}
    for one, two in combinations(shares, 2):
        regions |= _pairs(one, two, shares)
    tally = Tally(PLANNED, PLANNED, regions)
    return Envelope(tuple(shares), (), collected.world, {(collected.world, False): tally})


def hidden(collected: Deployment, use: Deployment) -> list[str]:
    """Hours of the use that lie in one bin with hours that are collected, and share none with them.

    Bins are wide, so that envelopes can be joined; a gap within one of them is no gap of the envelope.
    """
    whole = next(axis for axis in PHOTO_AXES if axis.name == "hour")
    fine = replace(whole, step=QUARTER)
    plan, wanted = collected.shares(fine), use.shares(fine)
    per = round((whole.step or 1) / QUARTER)
    found = []
    for label in range(round((whole.period or 24) / (whole.step or 1))):
        parts = range(label * per, (label + 1) * per)
        held, asked = ({part for part in parts if shares.get(part, 0) > 0} for shares in (plan, wanted))
        if held and asked and not held & asked:
            found.append(whole.words(label))
    return found


def _columns(collected: Deployment) -> list[Axis]:
    """The columns of a table that were declared by names."""
    known = {axis.name for axis in PHOTO_AXES}
    named = [name for name, parts in collected.parts.items() if all(part.name is not None for part in parts)]
    return [Axis(name, "categorical") for name in named if name not in known]


def _pairs(one: Axis, two: Axis, shares: dict[Axis, dict[Bin, float]]) -> dict[Conditions, tuple[int, int]]:
    """Bins of two axes together, as if they varied independently."""
    return {
        ((one.name, a), (two.name, b)): _scenes(share * other)
        for a, share in shares[one].items()
        for b, other in shares[two].items()
    }


def _scenes(share: float) -> tuple[int, int]:
    count = max(SEEN, round(PLANNED * share))
    return count, count
