"""What the page of Predictions shows."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.predictions import Predictions
from ninelives.report.charts import NARROW, WIDE
from ninelives.report.facts import axes, judged, lineage
from ninelives.report.facts.model import outside
from ninelives.report.page import Aside, Command, Picture
from ninelives.report.predictions import PredictionsPage
from ninelives.report.words import plural

GAPS = (
    "A gap is a region that these photos visit more than the model's own sampling explains: one-sided Fisher tests "
    "over scenes, corrected by Holm, 5 %. A scene that visits several regions counts in each."
)

LEARNED = "Photos that the model learned from, known by their bytes, are left out of how often it is right."


def page(predictions: Predictions) -> PredictionsPage:
    """Everything that the report of predictions says."""
    facts, model = predictions.facts, predictions.facts["model"]
    own, new = Envelope.from_json(model["envelope"]), Envelope.from_json(facts["envelope"])
    name, undecided = axes.main(own), own.unrecorded_by(new)
    common = name in {axis.name for axis in new.axes}
    return PredictionsPage(
        name=predictions.path.name.removesuffix(".parquet"),
        model=model["name"],
        items=facts["items"],
        scenes=facts["scenes"],
        date=date.today(),
        counts=tuple(zip(facts["classes"], facts["counts"], strict=True)),
        accuracy=facts["accuracy"],
        learned_from=facts["learned_from"],
        told=facts["told"],
        interval=tuple(facts["interval"]) if facts["interval"] else None,
        model_accuracy=model["accuracy"],
        model_interval=tuple(model["interval"]) if model["interval"] else None,
        next=(Command("ninelives train PHOTOS --labels LABELS.csv", "with photos of the missing conditions, labelled"),)
        if facts["gaps"]
        else (),
        seconds=facts["seconds"],
        axis=axes.axis(
            own,
            name,
            counted=new,
            right=facts["by_axis"].get(name, ()),
            gaps=facts["gaps"],
            world=new.world,
        )
        if name and common
        else None,
        model_axis=axes.axis(own, name, right=model["by_axis"].get(name, ()), world=new.world) if name else None,
        envelope_svg=own.picture(world=new.world, width=WIDE),
        envelope_svg_narrow=own.picture(world=new.world, width=NARROW),
        unrecorded=tuple(dict.fromkeys((*new.unrecorded, *undecided))),
        undecided=undecided,
        left_out=axes.left_out(own),
        outside=outside(facts["gaps"]),
        gaps=axes.gaps(facts["gaps"]),
        classes=tuple(facts["classes"]),
        known=facts["known"],
        confusion=judged.table(len(facts["classes"]), facts["taken"]),
        calibration=judged.sureness(facts["by_sureness"]),
        doubtful=_pictures(facts["doubtful"]),
        wrong=_pictures(facts["wrong"]),
        set_aside=tuple(Aside(entry["path"], entry["reason"]) for entry in facts["set_aside"]),
        notes=tuple(facts["notes"]),
        lineage=_lineage(facts),
        assumptions=_assumptions(facts),
    )


def _pictures(found: Iterable[Mapping[str, Any]]) -> tuple[Picture, ...]:
    return tuple(
        Picture(p["item"], base64.b64decode(p["jpeg"]), p["truth"], p["prediction"], p["probability"])
        for p in found
        if p["jpeg"]
    )


def _lineage(facts: Mapping[str, Any]) -> tuple[lineage.Row, ...]:
    model = f"{facts['model']['name']}, {lineage.short(facts['lineage']['inputs']['model'])}"
    return lineage.rows(facts, "photos", ("model", model))


def _assumptions(facts: Mapping[str, Any]) -> tuple[str, ...]:
    truth = (
        f"The truth of {plural(facts['known'], 'photo')} is the name of the folder or the label that they came with.",
        "The interval holds for photos drawn like these, scene by scene.",
    )
    none = LEARNED if facts["told"] else "No truth came with these photos, so no accuracy is told."
    return (
        *(truth if facts["accuracy"] is not None else (none,)),
        *((LEARNED,) if facts["learned_from"] and facts["accuracy"] is not None else ()),
        GAPS,
    )
