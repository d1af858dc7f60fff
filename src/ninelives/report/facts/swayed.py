"""What moves the answers of a table's model, as charts want it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.artifacts.envelope import MONTHS, SEEN, WEEKDAYS
from ninelives.report.charts import Along, Axis, Bin
from ninelives.report.words import Interval

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables import TableModel

MISSING = "missing"
FEW = 12  # whole numbers that are named one by one


def swayed(model: TableModel) -> tuple[Along, ...]:
    """A chart for each column that moves them, the strongest first."""
    found = model.facts["swayed"]
    said = [value for told in found for *_, value in told["bins"]]
    scale = (min(said), max(said)) if said else (0.0, 1.0)
    parts = {each.name: each.name.removeprefix(f"{each.column} ") for each in model.coding.features}
    return tuple(_one(told, model, parts.get(told["feature"], ""), scale) for told in found)


def _one(told: dict[str, Any], model: TableModel, part: str, scale: Interval) -> Along:
    """One chart; ``part`` is that of a date, or the feature's name."""
    step, feature = told["step"], told["feature"]
    held = {label: (scenes, said) for label, scenes, said in told["bins"]}
    if step is None:
        labels: list[Any] = list(held)
    else:
        labels = list(range(min(held), max(held) + 1))
    bins, values = [], []
    for place, label in enumerate(labels):
        scenes, said = held.get(label, (0, None))
        start = place if step is None else round(label * step, 9)
        stop = place + 1 if step is None else round((label + 1) * step, 9)
        words = _words(label, start, stop, told, part)
        kind = "seen" if scenes >= SEEN else "thin" if scenes else "unseen"
        bins.append(Bin(words, start, stop, kind, scenes))
        values.append(said)
    what = f"how sure of '{told['class']}' it is" if told["class"] is not None else f"what it says of {model.target}"
    apart = sum(each.scenes for each in bins) <= model.facts["scenes"]
    named = step is None or (told["whole"] and len(bins) <= FEW)
    axis = Axis(feature, feature, tuple(bins), named=named, apart=apart, dated=part == "days" != feature)
    share = told["class"] is not None
    return Along(axis, tuple(values), f"{what}, by {feature}", share=share, line=step is not None, scale=scale)


def _words(label: Any, start: float, stop: float, told: dict[str, Any], part: str) -> str:
    if told["step"] is None:
        return str(label or MISSING)
    names = {"month": MONTHS, "day of week": WEEKDAYS}.get(part, ()) if part != told["feature"] else ()
    if told["whole"] and 1 <= label <= len(names):
        return str(names[label - 1][:3])
    return f"{label}" if told["whole"] else f"{start:g}–{stop:g}"
