"""What the page of a table's model shows, and what a terminal says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.accuracy import by_axis, by_sureness, off_by_axis, taken
from ninelives.artifacts.model.tables import stored_as, told
from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from ninelives.report import adopted, costs
from ninelives.report.charts import NARROW, WIDE, Along, Axis, Rung
from ninelives.report.facts import axes, judged, lineage
from ninelives.report.facts.costs import charged_rows
from ninelives.report.facts.model import HONEST, declared, left, outside
from ninelives.report.facts.questions import aloud
from ninelives.report.facts.swayed import swayed
from ninelives.report.facts.voices import voices
from ninelives.report.facts.worst import worst
from ninelives.report.model import Adopted
from ninelives.report.page import Aside, Command
from ninelives.report.rules import Rule
from ninelives.report.tables import SAVED, Off, TablePage
from ninelives.report.words import plural, sentence

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Column

PHRASES: Final = {
    "majority": "the commonest class",
    "mean": "always the mean",
    "rules": "readable rules",
    "perceptron": "one layer of weights",
    "linear": "one layer of weights",
    "kernel": "likeness in a Hilbert space",
    "boosting": "many small trees, added up",
    "network": "two layers, from scratch",
}
REACH: Final = (
    "The intervals hold for rows of new scenes that could be exchanged for these, and where the rung, fitted on all "
    "rows, errs no more than the fits of the cross-validation did."
)
NONE_APART: Final = "No rows were kept apart for calibration, so nothing was checked on rows that had no part in it."


def page(model: TableModel) -> TablePage:
    """Everything that the report of a table's model says."""
    facts, envelope, use = model.facts, model.envelope, model.deployment
    world, name = facts["world"], _main(model)
    share, charge = model.accuracy(), charged_rows(model)
    return TablePage(
        name=model.path.name if model.path else "model",
        target=model.target,
        classes=model.classes,
        items=facts["items"],
        scenes=facts["scenes"],
        date=date.today(),
        chosen=model.chosen,
        rungs=tuple(
            Rung(s.name, s.score, s.interval, s.error, s.seconds, s.parameters, PHRASES[s.name])
            for s in model.scores
            if model.origin is None
        ),
        adopted=_adopted(model),
        next=_next(model),
        accuracy=share[0] if share else None,
        interval=share[1] if share else None,
        off=off(model),
        judged=(len(model.tables["crossfit"]), len(model.tables["calibration"])),
        seconds=model.seconds or None,
        axis=_axis(model, name) if name else None,
        far=_far(model, name) if name else None,
        envelope_svg=envelope.picture(world=world, width=WIDE),
        envelope_svg_narrow=envelope.picture(world=world, width=NARROW),
        unrecorded=envelope.unrecorded,
        undecided=model.unrecorded,
        declared=declared(use) if use else "",
        outside=outside(facts["gaps"]) if use else None,
        gaps=axes.gaps(facts["gaps"]),
        leaks=tuple((leak["words"], leak["left_out"]) for leak in facts["leaks"]),
        columns=_columns(model),
        swayed=swayed(model),
        voices=voices(model),
        worst=worst(model),
        rules=rules(model),
        **_right_and_wrong(model),
        charged=costs.sentence(charge) if charge else "",
        charge=costs.assumed(charge) if charge else (),
        set_aside=tuple(Aside(entry.path, entry.reason) for entry in model.set_aside),
        notes=notes(facts),
        left=left(model),
        lineage=_lineage(model),
        assumptions=_assumptions(model),
    )


def _adopted(model: TableModel) -> Adopted | None:
    if (origin := model.origin) is None:
        return None
    how = "Each row is given to it as it is." if model.judges else "Its answers came with it, and it judges no others."
    return Adopted(origin.name, how, origin.doubts, origin.items)


def off(model: TableModel) -> Off | None:
    """How far off numbers are; None for classes."""
    found, covered = model.mean_absolute_error(), model.interval_coverage()
    if found is None:
        return None
    lowest = model.errors.get("mean")
    return Off(
        mean=found[0],
        interval=found[1],
        usual=lowest.mean_absolute_error if lowest and model.chosen != "mean" else None,
        level=model.reach.level if model.reach else None,
        covered=covered[0] if covered else None,
        covered_interval=covered[1] if covered else None,
    )


def rules(model: TableModel) -> tuple[Rule, ...]:
    """The rung ``rules`` in words; none where it was not climbed."""
    rung = model.rungs.get("rules")
    if not isinstance(rung, Rules | RulesOfNumbers):
        return ()
    return aloud(rung, model.coding.features, model.classes, model.facts["rules"])


def notes(facts: dict[str, Any]) -> tuple[str, ...]:
    """The notes without those that say a leak again."""
    leaks = {leak["words"] + ("; left out" if leak["left_out"] else "") for leak in facts["leaks"]}
    return tuple(note for note in facts["notes"] if note not in leaks)


def _main(model: TableModel) -> str | None:
    """The axis that says most: one of the declared use, else the usual one."""
    declared = model.deployment.declared if model.deployment else ()
    known = {axis.name for axis in model.envelope.axes}
    return next((name for name in declared if name in known), axes.main(model.envelope))


def _axis(model: TableModel, name: str) -> Axis:
    envelope, facts, use = model.envelope, model.facts, model.deployment
    share: Sequence[Any] = ()
    if model.classes is not None:
        rows = told.unseen(model)
        values = {name: rows.get_column(stored_as(name))}
        scene = rows.get_column("scene").to_numpy()
        share = by_axis(envelope, values, told.correct(model, rows), scene).get(name, ())
    shares = use.shares(envelope.axis(name)) if use else {}
    return axes.axis(envelope, name, right=share, use=shares, gaps=facts["gaps"], world=facts["world"])


def _far(model: TableModel, name: str) -> Along | None:
    """How far off numbers are along the main axis; None for classes."""
    if model.classes is not None:
        return None
    rows, axis, drawn = told.unseen(model), model.envelope.axis(name), _axis(model, name)
    found = off_by_axis(axis, rows.get_column(stored_as(name)), told.off(rows), rows.get_column("scene").to_numpy())
    held = {axis.words(label) if axis.numeric else str(label): each for label, each in found.items()}
    bins = [held.get(each.words) for each in drawn.bins]
    return Along(
        drawn,
        tuple(each["mean"] if each else None for each in bins),
        f"how far off {model.target} is on average, by {drawn.title}",
        ends=tuple(each["interval"] if each else None for each in bins),
        line=axis.numeric,
        scale=(0.0, 0.0),
    )


def _right_and_wrong(model: TableModel) -> dict[str, Any]:
    rows = told.unseen(model)
    if model.classes is None:
        return {"pairs": tuple(rows.sort("item").select("prediction", "truth").rows())}
    p = rows.select(f"p_{name}" for name in model.classes).to_numpy()
    said, truth = p.argmax(axis=1), _places(rows, model.classes)
    right, scene = said == truth, rows.get_column("scene").to_numpy()
    return {
        "confusion": judged.table(len(model.classes), taken(truth, said)),
        "calibration": judged.sureness(by_sureness(p.max(axis=1), right, scene)),
    }


def _places(rows: pl.DataFrame, classes: tuple[str, ...]) -> np.ndarray:
    place = {name: at for at, name in enumerate(classes)}
    return np.array([place[name] for name in rows.get_column("truth")], np.int64)


def _columns(model: TableModel) -> tuple[tuple[str, str, bool], ...]:
    features = model.coding.features
    rung = model.rungs[model.chosen]
    at = () if rung.name in ("majority", "mean") else rung.reads(len(features)).tolist()
    read = {features[number].column for number in at}
    return tuple((column.name, _holds(column), column.name in read) for column in model.coding.columns)


def _holds(column: Column) -> str:
    if column.kind == "category":
        return plural(len(column.categories), "name")
    return {"number": "numbers", "boolean": "yes and no", "date": "dates"}[column.kind]


def _next(model: TableModel) -> tuple[Command, ...]:
    if not model.judges:
        return ()
    where = model.path.name if model.path else "rows.model"
    return (Command(f"ninelives predict {where} NEW.csv", "judge new rows, and hear where they leave the envelope"),)


def _lineage(model: TableModel) -> tuple[lineage.Row, ...]:
    facts, made = model.facts, model.facts["lineage"]
    fitted = ("fitted on", f"{facts['fitted_on']:,} of them")
    if (origin := model.origin) is not None:
        told_on = adopted.trained_on(origin, "row")
        fitted = (origin.name, f"trained on: {told_on}; {lineage.short(made['inputs']['foreign'])}")
    held = f"{plural(facts['items'], 'row')} in {plural(facts['scenes'], 'scene')}"
    return (
        ("rows", f"{held}, {lineage.short(made['inputs']['table'])}"),
        fitted,
        ("calibration", f"{plural(facts['calibration_items'], 'row')} kept apart"),
        ("seed, threads", f"{made['seed']}, {made['threads']}"),
        ("model", lineage.short(model.digest)),
        ("made by", f"ninelives {made['version']}"),
    )


def _assumptions(model: TableModel) -> tuple[str, ...]:
    facts, use = model.facts, model.deployment
    learned = facts["learned"][model.chosen]
    fewer = f"{model.chosen} learned from {learned:,} of the {facts['fitted_on']:,} rows that it was fitted on."
    unrecorded = ", ".join(model.envelope.unrecorded)
    if (origin := model.origin) is not None:
        lines = (f"{line}." for line in adopted.assumed(origin, "row"))
        return ("All figures hold for rows drawn like these, scene by scene.", *map(sentence, lines))
    reach = (REACH,)
    return (
        f"All figures hold for rows drawn like these, scene by scene: {HONEST}.",
        "Each row is a scene of its own, but for those that are the same in all columns or share a column 'scene'.",
        "The ladder compares the rungs in the cross-validation alone: the rows kept apart choose nothing.",
        *((SAVED,) if model.classes is None else ()),
        *(reach if model.reach else ()),
        *((fewer,) if learned < facts["fitted_on"] else ()),
        *(() if facts["calibration_items"] else (NONE_APART,)),
        *((f"Never recorded, so nothing is known about it: {unrecorded}.",) if unrecorded else ()),
        *(use.assumed_of(light=False) if use else ()),
    )
