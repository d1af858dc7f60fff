"""What the page of a Model shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.accuracy import by_axis, by_sureness, taken
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.artifacts.properties import Property
from ninelives.kernels.nets.rungs import Perceptron, Rules
from ninelives.report import adopted, biases, costs, rungs, words
from ninelives.report.charts import NARROW, WIDE, Axis, Rung
from ninelives.report.facts import axes, judged, lineage
from ninelives.report.facts import layer as heard
from ninelives.report.facts.costs import charged
from ninelives.report.facts.rules import aloud, growth
from ninelives.report.layer import Voice
from ninelives.report.model import Adopted, ModelPage
from ninelives.report.page import Aside, Command, Picture
from ninelives.report.rules import asks, option, stops
from ninelives.report.words import list_and, percent, plural

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.foreign import Origin
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel

PHRASES = {
    "majority": "the commonest kind",
    "rules": "readable rules",
    "perceptron": "one layer of weights",
    "kernel": "likeness in a Hilbert space",
    "network": "four convolutions, from scratch",
    "zero-shot": "names them from what it knew",
    "pretrained": "knew a million photos before",
    "fine-tuned": "and learned from these too",
}
NONE_APART = "No photos were kept apart for calibration, so `ninelives defer` will need some: --calibration LABELLED."


AGAIN = "The same command with more --budget goes on from there."
HONEST = "each was judged by a fit that had not seen its scene"


def left(model: Model | TableModel | SeriesModel, *, mendable: bool = False) -> tuple[str, ...]:
    """What is not there, a sentence each: rungs not tried (only the ``mendable`` ones on wish), what is unfinished."""
    told = [
        f"Not tried: {rung['name']}, because {rung['reason']}{': ' * bool(rung['fix'])}{rung['fix']}"
        for rung in model.facts["untried"]
        if rung["fix"] or not mendable
    ]
    if unfinished := model.facts["unfinished"]:
        told.append(f"Not finished in the time given: {list_and(unfinished)}. {AGAIN}")
    return tuple(told)


def page(model: Model) -> ModelPage:
    """Everything that the report of a model says."""
    facts, envelope = model.facts, model.envelope
    world, name = facts["world"], axes.main(envelope)
    told = model.deployment
    properties = tuple(map(Property.from_json, facts["properties"]))
    p, truth = _judged(model)
    charge, origin = charged(model), model.origin
    accuracy, interval = model.accuracy()
    _, right, scene = model.judged()
    return ModelPage(
        name=model.path.name if model.path else "model",
        classes=model.classes,
        items=facts["items"],
        scenes=facts["scenes"],
        date=date.today(),
        chosen=model.chosen,
        rungs=tuple(
            Rung(s.name, s.score, s.interval, s.error, s.seconds, s.parameters, PHRASES[s.name], s.capped is not None)
            for s in model.scores
            if origin is None
        ),
        adopted=_adopted(origin) if origin else None,
        next=_next(model),
        accuracy=accuracy,
        interval=interval,
        judged=_parts(right, len(model.tables["crossfit"])),
        calibration_items=facts["calibration_items"],
        seconds=model.seconds or None,
        axis=_axis(model, told, name) if name else None,
        envelope_svg=envelope.picture(world=world, width=WIDE),
        envelope_svg_narrow=envelope.picture(world=world, width=NARROW),
        unrecorded=envelope.unrecorded,
        undecided=model.unrecorded,
        left_out=axes.left_out(envelope),
        declared=declared(told) if told else "",
        outside=outside(facts["gaps"]) if told else None,
        gaps=axes.gaps(facts["gaps"]),
        foreseen=biases.expected(facts["foreseen"]),
        biases=tuple(facts["biases"]),
        copies=facts["copies"],
        **_rules(model, properties),
        told=model.told,
        asks=asks(model.chosen, model.need.read, model.told),
        voices=_voices(model, properties),
        interaction=facts["interaction"],
        confusion=judged.table(len(model.classes), taken(truth, p.argmax(axis=1))),
        calibration=judged.sureness(by_sureness(p.max(axis=1), right, scene)),
        charged=costs.sentence(charge) if charge else "",
        charge=costs.assumed(charge) if charge else (),
        wrong=tuple(Picture(*row) for row in _pictures(model.tables["pictures"])),
        set_aside=tuple(Aside(entry.path, entry.reason) for entry in model.set_aside),
        notes=tuple(facts["notes"]),
        left=(*rungs.remarks(model), *left(model)),
        lineage=_lineage(model),
        assumptions=_assumptions(model, told),
    )


def _adopted(origin: Origin) -> Adopted:
    if origin.takes is None:
        how = "Its predictions of these photos came with it, and it judges no others."
    else:
        how = f"It is shown {adopted.shown(origin.takes)}."
    return Adopted(origin.name, how, origin.doubts, origin.items)


def _rules(model: Model, properties: Sequence[Property]) -> dict[str, Any]:
    rung, told = model.rungs.get("rules"), model.facts["rules"]
    if not isinstance(rung, Rules):
        return {}
    return {"rules": aloud(rung, model.classes, told, properties), "growth": growth(told), "stops": stops(told)}


def _voices(model: Model, properties: Sequence[Property]) -> tuple[Voice, ...]:
    layer, names = model.rungs.get("perceptron"), [each.name for each in properties]
    return heard.aloud(layer, model.classes, names) if isinstance(layer, Perceptron) else ()


def _axis(model: Model, told: Deployment | None, name: str) -> Axis:
    envelope, facts = model.envelope, model.facts
    right = by_axis(envelope, *model.judged()).get(name, ())
    use = told.shares(envelope.axis(name)) if told else {}
    return axes.axis(envelope, name, right=right, use=use, gaps=facts["gaps"], world=facts["world"])


def _next(model: Model) -> tuple[Command, ...]:
    where = model.path.name if model.path else "photos.model"
    if not model.judges:
        return ()
    return (
        Command(
            f"ninelives predict {where} NEW{option(model.need.read)}",
            "judge new photos, and hear where they leave the envelope",
        ),
    )


def declared(told: Deployment) -> str:
    """The declared use, as it was written."""
    parts = {name: " and ".join(part.text for part in parts) for name, parts in told.parts.items()}
    named = [f"{name} {text}" for name, text in parts.items()]
    days = " to ".join(day.isoformat() for day in (told.start, told.end) if day)
    return ", ".join([*named, *([days] if days else []), *([f"world {told.world}"] if told.world != "real" else [])])


def outside(gaps: list[dict[str, Any]]) -> float | None:
    """Share of the use in gaps, on the axis where it is largest; None where scenes visit several of them."""
    if any("visits" in gap and not gap["apart"] for gap in gaps):
        return None
    by_name: dict[str, float] = {}
    for gap in gaps:
        key = " and ".join(str(name) for name, _ in gap["conditions"])
        by_name[key] = by_name.get(key, 0.0) + gap["share"]
    return min(1.0, max(by_name.values(), default=0.0))


def _judged(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and truths of photos that the judging fit had not seen."""
    both, p = model.unseen()
    code = {name: at for at, name in enumerate(model.classes)}
    return p, np.array([code[name] for name in both.get_column("truth")])


def _parts(right: np.ndarray, crossfit: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Right, of how many: in the cross-validation, and of those kept apart, which come after them."""
    first, then = right[:crossfit], right[crossfit:]
    return (int(first.sum()), len(first)), (int(then.sum()), len(then))


def _pictures(table: pl.DataFrame) -> list[tuple[Any, ...]]:
    shown = table.drop_nulls("jpeg").select("item", "jpeg", "truth", "prediction", "probability")
    return shown.rows()


def _lineage(model: Model) -> tuple[lineage.Row, ...]:
    facts, told = model.facts, model.facts["lineage"]
    fitted = ("fitted on", f"{facts['fitted_on']:,} of them")
    if (origin := model.origin) is not None:
        fitted = (origin.name, f"trained on: {adopted.trained_on(origin)}; {lineage.short(told['inputs']['foreign'])}")
    return lineage.rows(
        facts,
        "archive",
        fitted,
        ("calibration", f"{plural(facts['calibration_items'], 'item')} kept apart"),
        ("seed, threads", f"{told['seed']}, {told['threads']}"),
        ("model", lineage.short(model.digest)),
    )


def _assumptions(model: Model, told: Deployment | None) -> tuple[str, ...]:
    unrecorded = ", ".join(model.envelope.unrecorded)
    share, _ = model.accuracy()
    origin = model.origin
    rests: tuple[str, ...] = (
        f"The {percent(share)} hold for photos drawn like these, scene by scene: {HONEST}.",
        "The ladder compares the rungs in the cross-validation alone: the photos kept apart choose nothing.",
    )
    if origin is not None:
        rests = (
            f"The {percent(share)} hold for photos drawn like these, scene by scene.",
            *(words.sentence(f"{line}.") for line in adopted.assumed(origin)),
        )
    return (
        *rests,
        "Light and sharpness were measured from the pixels; hours come from the cameras' clocks.",
        *(() if model.facts["calibration_items"] else (NONE_APART,)),
        *((f"Never recorded, so nothing is known about it: {unrecorded}.",) if unrecorded else ()),
        *(told.assumed if told else ()),
    )
