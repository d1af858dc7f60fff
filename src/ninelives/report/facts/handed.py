"""The axis along which the page of a Handoff shows who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ninelives.artifacts.envelope import Envelope
from ninelives.report.captions import JUDGED
from ninelives.report.charts import Bin, Handed
from ninelives.report.facts import axes
from ninelives.report.words import Interval, percent


def along_of(facts: Mapping[str, Any]) -> Handed | None:
    """The axis that is drawn: all of the envelope's bins, those where something came with what became of it."""
    told = facts["along"]
    if not told or not told["bins"]:
        return None
    own, name, bins = Envelope.from_json(facts["envelope"]), told["axis"], told["bins"]
    base = axes.axis(own, name, world=facts["world"])
    came = {one["words"]: one for one in bins}
    place = {each.words: at for at, each in enumerate(base.bins)}
    order = [each.words for each in base.bins] + [words for words in came if words not in place]
    drawn = [
        _bin(came[words], at, base.bins[place[words]].scenes if words in place else 0)
        if words in came
        else base.bins[at]
        for at, words in enumerate(order)
    ]
    ordered = sorted(zip(drawn, order, strict=True), key=lambda one: one[0].start)
    items = tuple(_items(facts, came.get(words)) for _, words in ordered)
    kept = tuple(came[words]["kept"] if many else None for (_, words), many in zip(ordered, items, strict=True))
    axis = replace(base, bins=tuple(each for each, _ in ordered), scenes=None)
    return Handed(axis, kept, items, facts["noun"], _overall(bins))


def _items(facts: Mapping[str, Any], one: Mapping[str, Any] | None) -> int:
    """How many of those that shares are of came to a bin: new ones, else those kept apart."""
    if one is None:
        return 0
    return int(one["new_items"] or one["items"] if facts["of"]["what"] == "new" else one["items"])


def _bin(one: Mapping[str, Any], at: int, scenes: int) -> Bin:
    named, simulated = one["low"] is None, one["kind"] == "simulated"
    known = simulated or (one["items"] or one["new_items"]) >= JUDGED
    return Bin(
        words=one["words"],
        start=float(at) if named else one["low"],
        stop=float(at + 1) if named else one["high"],
        kind=one["kind"],
        scenes=scenes,
        right=one["right"] if known else None,
        interval=ends_of(one["interval"]) if known else None,
        estimate=simulated,
        gap=one["kind"] in ("unseen", "unknown") and bool(one["new_items"]),
    )


def _overall(bins: Sequence[Mapping[str, Any]]) -> str:
    """The share right over all bins that were judged, said at the line; nothing where none was."""
    known = [(one["right"], one["items"]) for one in bins if one["right"] is not None and one["kind"] != "simulated"]
    items = sum(many for _, many in known)
    return f"{percent(sum(right * many for right, many in known) / items)} right" if items else ""


def ends_of(interval: Sequence[float] | None) -> Interval | None:
    """Both ends, where there are any."""
    return (interval[0], interval[1]) if interval else None
