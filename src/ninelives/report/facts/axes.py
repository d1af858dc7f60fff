"""Axes, gaps and ranges of an envelope, as the charts and sentences want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ninelives.artifacts.envelope import PHOTO_AXES, SEEN, UNKNOWN, Envelope
from ninelives.artifacts.envelope import Axis as Condition
from ninelives.artifacts.envelope import Bin as Label
from ninelives.report.charts import Axis, Bin
from ninelives.report.words import Gap

TITLES = {
    "hour": "hour of the day",
    "light": "light, from black to white",
    "sharpness": "sharpness, from blurred to crisp",
}
MOST = 60  # bins in one chart


def main(envelope: Envelope) -> str | None:
    """The axis that says most to a person: the hour if it was recorded, else the light."""
    names = [axis.name for axis in envelope.axes]
    return next((name for name in ("hour", "light") if name in names), names[0] if names else None)


def axis(
    envelope: Envelope,
    name: str,
    *,
    counted: Envelope | None = None,
    right: Sequence[Mapping[str, Any]] = (),
    use: Mapping[Label, float] | None = None,
    gaps: Sequence[Mapping[str, Any]] = (),
    world: str = "real",
) -> Axis:
    """One axis, bin by bin.

    Args:
        envelope: whose kinds shade the bins.
        name: of the axis.
        counted: whose scenes the bars count; ``envelope`` itself by default.
        right: ``by_axis``' rows of this axis.
        use: share of the use in each bin; by default that of the scenes that ``counted`` holds.
        gaps: gaps in JSON; single ones of this axis mark their bins.
        world: in which it is used.
    """
    found = envelope.axis(name)
    scenes = _scenes(counted or envelope, name)
    known = {row["bin"]: row for row in right if row["bin"] != UNKNOWN}
    if use is None:
        use = {label: count / max(1, counted.scenes) for label, count in scenes.items()} if counted else {}
        use_apart = counted is None or _apart(counted, name)
    else:
        use_apart = True
    outside = {g["conditions"][0][1] for g in gaps if len(g["conditions"]) == 1 and g["conditions"][0][0] == name}
    there = {*_scenes(envelope, name), *scenes, *known, *use, *outside} - {UNKNOWN}
    labels = _labels(found, list(there))
    return Axis(
        name=name,
        title=TITLES.get(name, name),
        bins=tuple(
            Bin(
                words=found.words(label) if found.numeric else str(label),
                start=label * found.step if found.step and not isinstance(label, str) else place,
                stop=(label + 1) * found.step if found.step and not isinstance(label, str) else place + 1,
                kind=envelope.kind({name: label}, world=world),
                scenes=scenes.get(label, 0),
                right=known[label]["right"] if label in known else None,
                interval=tuple(known[label]["interval"]) if label in known else None,
                use=use.get(label, 0.0),
                gap=label in outside,
            )
            for place, label in enumerate(labels[:MOST])
        ),
        named=not found.numeric,
        apart=_apart(counted or envelope, name),
        use_apart=use_apart,
        scenes=_together(counted or envelope, name) if len(labels) <= MOST else None,
    )


def _apart(envelope: Envelope, name: str) -> bool:
    return envelope.apart(name, world=envelope.world)


def _together(envelope: Envelope, name: str) -> int | None:
    """Distinct scenes in all bins of an axis; None where the envelope does not hold that."""
    scenes, all_ = _scenes(envelope, name), envelope.tally(envelope.world).scenes
    unknown = scenes.get(UNKNOWN, 0)
    return all_ - unknown if not unknown or _apart(envelope, name) else None


def _scenes(envelope: Envelope, name: str) -> dict[Label, int]:
    if name not in {axis.name for axis in envelope.axes}:
        return {}
    singles = (
        r for r in envelope.regions(world=envelope.world) if len(r.conditions) == 1 and r.conditions[0][0] == name
    )
    return {region.conditions[0][1]: region.scenes for region in singles}


def _labels(found: Condition, there: list[Label]) -> list[Label]:
    """All bins of an axis of numbers, those between the first and the last that matter; of names, those there are."""
    if not found.numeric:
        return sorted(there, key=found.order)
    if found.kind == "circular" and found.period and found.step:
        return list(range(round(found.period / found.step)))
    if found.limits and found.step:
        low, high = (round(limit / found.step) for limit in found.limits)
        return list(range(low, high))
    numbers = [label for label in there if not isinstance(label, str)]
    return list(range(int(min(numbers)), int(max(numbers)) + 1)) if numbers else []


def left_out(envelope: Envelope) -> tuple[str, ...]:
    """The usual axes that were not even looked for."""
    asked = {*(axis.name for axis in envelope.axes), *envelope.unrecorded}
    return tuple(axis.name for axis in PHOTO_AXES if axis.name not in asked)


def gaps(found: Sequence[Mapping[str, Any]]) -> tuple[Gap, ...]:
    """Gaps in JSON, as the pages say them."""
    return tuple(_gap(gap) for gap in found)


def _gap(gap: Mapping[str, Any]) -> Gap:
    conditions = [tuple(condition) for condition in gap["conditions"]]
    start = stop = None
    if len(conditions) == 1 and conditions[0][1] != UNKNOWN:
        step = gap["steps"][0]  # coarser than the model's own where the new photos' steps made it so
        if step and not isinstance(conditions[0][1], str):
            start, stop = conditions[0][1] * step, (conditions[0][1] + 1) * step
    return Gap(
        words=gap["words"],
        axes=tuple(name for name, _ in conditions),
        share=gap["share"],
        scenes=gap["scenes"],
        kind=gap["kind"],
        start=start,
        stop=stop,
        missing=max(0, SEEN - int(gap["scenes"])),
        shares_add="visits" not in gap or gap["apart"],
        scenes_add=gap["apart"],
    )


def seen(envelope: Envelope, world: str = "real") -> list[str]:
    """The ranges of each axis that were seen: ``["8–18 h", "light 0.2–0.7"]``."""
    return envelope.seen(world)
