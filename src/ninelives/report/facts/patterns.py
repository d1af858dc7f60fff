"""What the page of patterns in time shows."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from ninelives.artifacts.patterns import Pattern, Patterns
from ninelives.report.charts import Stretch
from ninelives.report.facts import lineage
from ninelives.report.page import Aside
from ninelives.report.patterns import Circle, PatternsPage
from ninelives.report.words import day, seconds
from ninelives.store import manifest

NAMES = {
    "weekdays": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "months": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
SAID = {"burst": "burst", "silence": "silence", "turn": "another rate", "habit": "another habit"}


def page(found: Patterns) -> PatternsPage:
    """Everything that the report of patterns says."""
    assert found.path is not None
    facts, made = found.facts, manifest.peek(found.path).facts["lineage"]
    ends = tuple(day(dt.date.fromisoformat(facts[end][:10])) if facts.get(end) else "" for end in ("first", "last"))
    return PatternsPage(
        name=found.path.name,
        date=dt.date.today(),
        events=found.events,
        read=facts["read"],
        ends=(ends[0], ends[1]),
        found=tuple((each.sentence, each.p) for each in found.patterns),
        traps=found.traps,
        cannot_tell=found.cannot_tell,
        circles=tuple(_circle(name, told, found.patterns) for name, told in facts.get("circles", {}).items()),
        along=tuple(facts.get("along", ())),
        each=seconds(facts["width"] / 1e6).replace(".0 days", " days") if "width" in facts else "",
        marks=tuple(_marks(found)),
        alpha=made["options"]["alpha"],
        set_aside=tuple(Aside(f"row {row}", why) for row, why in facts["set_aside"]),
        notes=found.notes,
        seconds=_seconds(found),
        lineage=(
            ("table", lineage.short(made["inputs"]["table"])),
            ("times", ", ".join(made["options"]["time"])),
            ("groups", ", ".join(made["options"]["by"]) or "none"),
            ("seed", str(made["seed"])),
            ("made by", f"ninelives {made['version']}"),
        ),
    )


def _circle(name: str, told: dict[str, Any], patterns: tuple[Pattern, ...]) -> Circle:
    around = len(told["counts"])
    names = NAMES.get(name, tuple(f"{at * 24 // around} h" for at in range(around)))
    stretch = next((each.bins for each in patterns if each.kind == name), ())
    those = frozenset((stretch[0] + step) % around for step in range(stretch[1])) if stretch else frozenset()
    return Circle(name, tuple(told["counts"]), tuple(told["due"]), names, those)


def _marks(found: Patterns) -> list[Stretch]:
    """What happened along time, as shares of the line that is drawn."""
    facts = found.facts
    if "from" not in facts:
        return []
    low, length = facts["from"], facts["width"] * len(facts["along"])

    def place(moment: str) -> float:
        stamp = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC).timestamp() * 1e6
        return float(min(max((stamp - low) / length, 0.0), 1.0))

    marks = []
    for each in found.patterns:
        if each.start and each.kind in SAID:
            ends = each.interval or (each.start, each.stop or each.start)
            at = None if each.stop else place(each.start)
            marks.append(Stretch(place(ends[0]), place(ends[1]), at, SAID[each.kind]))
    return marks


def _seconds(found: Patterns) -> float | None:
    assert found.path is not None
    try:
        return float(json.loads((found.path / "timings.json").read_bytes())["seconds"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
