"""What the page of a forecast shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.predictions import Predictions
from ninelives.report.charts import NARROW, WIDE
from ninelives.report.facts import axes, lineage
from ninelives.report.facts.model import outside
from ninelives.report.facts.series import DRAWN, fanned
from ninelives.report.foreseen import ForeseenPage
from ninelives.report.page import Aside


def page(predictions: Predictions) -> ForeseenPage:
    """Everything that the report of a forecast says."""
    facts, model, off = predictions.facts, predictions.facts["model"], predictions.facts["off"]
    own = Envelope.from_json(facts["envelope"])
    return ForeseenPage(
        name=predictions.path.name.removesuffix(".parquet"),
        model=model["name"],
        chosen=model["chosen"],
        target=facts["target"],
        ahead=facts["ahead"],
        items=facts["items"],
        series=facts["series"],
        date=date.today(),
        fans=tuple((each["name"], fanned(each, facts["target"])) for each in facts["foreseen"][:DRAWN]),
        unit=off["unit"],
        made=off["made"],
        made_interval=tuple(off["made_interval"]),
        since=off["since"],
        since_interval=tuple(off["since_interval"]) if off["since_interval"] else None,
        judged=facts["known"],
        level=facts["interval_level"],
        covered=facts["interval_coverage"],
        made_covered=model["interval_coverage"],
        gaps=axes.gaps(facts["gaps"]),
        outside=outside(facts["gaps"]),
        envelope_svg=own.picture(width=WIDE) if own.axes else "",
        envelope_svg_narrow=own.picture(width=NARROW) if own.axes else "",
        set_aside=tuple(Aside(entry["path"], entry["reason"]) for entry in facts["set_aside"]),
        notes=tuple(facts["notes"]),
        lineage=_lineage(facts),
        assumptions=_assumptions(facts),
    )


def _lineage(facts: Mapping[str, Any]) -> tuple[lineage.Row, ...]:
    model, made = facts["model"], facts["lineage"]
    rows = made["inputs"]["rows"]
    return (
        ("model", f"{model['name']}, {lineage.short(made['inputs']['model'])}"),
        ("new rows", "none" if rows == "none" else lineage.short(rows)),
        ("made by", f"ninelives {made['version']}"),
    )


def _assumptions(facts: Mapping[str, Any]) -> tuple[str, ...]:
    origins = f"{facts['origins']:,} origins a horizon apart"
    since = (f"What came since is foreseen from {origins}, each from what was known then.",)
    return (
        "What is foreseen goes on from all that the model knows and all that came since.",
        "Where both tell a value, the new one counts.",
        "Bands are as wide as the errors of the backtest were; they hold as long as errors stay as they were.",
        *(since if facts["origins"] else ()),
    )
