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
from ninelives.report.predictions import Forecast, PredictionsPage
from ninelives.report.words import many, plural

GAPS = (
    "A gap is a region that these {many} visit more than the model's own sampling explains: one-sided Fisher tests "
    "over scenes, corrected by Holm, 5 %. A scene that visits several regions counts in each."
)

LEARNED = "Photos that the model learned from, known by their bytes, are left out of how often it is right."
HELD = "Rows that hold the same as one that the model learned from are left out of how right it is."


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
        next=(_more(facts),) if facts["gaps"] else (),
        noun=facts.get("noun", "photo"),
        forecast=_forecast(facts),
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
        left_out=() if "noun" in facts else axes.left_out(own),
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


def _more(facts: Mapping[str, Any]) -> Command:
    if "noun" in facts:
        return Command(f"ninelives train MORE.csv --target {facts['target']}", "with rows of the missing conditions")
    return Command("ninelives train PHOTOS --labels LABELS.csv", "with photos of the missing conditions, labelled")


def _forecast(facts: Mapping[str, Any]) -> Forecast | None:
    """What is told of numbers; None where classes were told."""
    if "said" not in facts:
        return None
    model, ends, made = facts["model"], facts["error_interval"], facts["model"]["error_interval"]
    return Forecast(
        target=facts["target"],
        **facts["said"],
        error=facts["mean_absolute_error"],
        error_interval=tuple(ends) if ends else None,
        model_error=model["mean_absolute_error"],
        model_interval=tuple(made) if made else None,
        level=facts["interval_level"],
        covered=facts["interval_coverage"],
        pairs=tuple((said, true) for said, true in facts["pairs"]),
    )


def _lineage(facts: Mapping[str, Any]) -> tuple[lineage.Row, ...]:
    model = f"{facts['model']['name']}, {lineage.short(facts['lineage']['inputs']['model'])}"
    return lineage.rows(facts, "rows" if "noun" in facts else "photos", ("model", model))


def _assumptions(facts: Mapping[str, Any]) -> tuple[str, ...]:
    noun = facts.get("noun", "photo")
    learned = LEARNED if noun == "photo" else HELD
    source = "the name of the folder or the label that they came with"
    truth = (
        f"The truth of {plural(facts['known'], noun)} is {source if noun == 'photo' else 'their column of that name'}.",
        f"The interval holds for {many(noun)} drawn like these, scene by scene.",
    )
    none = learned if facts["told"] else f"No truth came with these {many(noun)}, so how right it is is not told."
    if noun == "photo" and not facts["told"]:
        none = "No truth came with these photos, so no accuracy is told."
    right = facts["accuracy"] is not None or facts.get("mean_absolute_error") is not None
    return (
        *(truth if right else (none,)),
        *((learned,) if facts["learned_from"] and right else ()),
        GAPS.format(many=many(noun)),
    )
