"""What the page of Findings shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.findings import Findings
from ninelives.report import adversary, tested
from ninelives.report.charts import NARROW, WIDE, Part
from ninelives.report.facts import axes, lineage
from ninelives.report.facts.model import declared, outside
from ninelives.report.findings import Action, FindingsPage, Shown, Trial, next_of
from ninelives.report.harmed import Class, Harm
from ninelives.report.page import Picture
from ninelives.report.words import Interval, percent, plural, sentence


def page(findings: Findings) -> FindingsPage:
    """Everything that the report of findings says."""
    facts = findings.facts
    own, kind, harm, itself, units = (
        Envelope.from_json(facts["envelope"]),
        facts["kind"],
        facts["harm"],
        facts["itself"],
        facts["units"],
    )
    use = Deployment.from_json(facts["visited"]) if facts["declared"] else None
    showing = facts["verdict"] not in ("no-shift-found", "cannot-tell")
    name = str(findings.path) if findings.path else "FINDINGS"
    world = str(facts["visited"].get("world", "real"))
    return FindingsPage(
        name=findings.path.name if findings.path else "findings",
        reference=_short(facts["reference"]),
        new=facts["new"] if use else _short(facts["new"]),
        noun=facts["noun"],
        items=facts["items"],
        reference_items=facts["reference_items"],
        date=date.today(),
        verdict=facts["verdict"],
        level=facts["level"],
        headline=facts["sentence"],
        why=facts.get("why", ""),
        declared=declared(use) if use else "",
        next=(next_of(facts, name),),
        seconds=findings.seconds or None,
        harm=_harm(harm),
        pictures=_pictures(findings) if showing else (),
        rows=tuple(map(_row, facts["rows"])) if showing and facts["noun"] != "photo" else (),
        explained=tuple(Part(one["words"], one["here"], one["there"], one["share"]) for one in facts["explained_by"]),
        **_axes(own, facts, use),
        envelope_svg=own.picture(world=world, width=WIDE) if own.axes else "",
        envelope_svg_narrow=own.picture(world=world, width=NARROW) if own.axes else "",
        gaps=axes.gaps(facts["gaps"]),
        outside=outside(facts["gaps"]) if facts["gaps"] else None,
        unrecorded=tuple(facts["unrecorded"]),
        actions=tuple(_action(one, harm) for one in facts["actions"]),
        kind="" if kind["name"] in ("none", "unknown") and not kind.get("shares") else kind["words"],
        kind_assumption=kind.get("assumption") or "",
        **_classes(kind.get("shares")),
        strangers=_strangers(kind.get("strangers")),
        tests=tuple(map(_test, facts["tests"])),
        p=facts["p"],
        alpha=facts["alpha"],
        least=units["least"],
        smallest=tested.would_have(facts["tests"]),
        units=units["words"],
        unit_counts=(units["reference"], units["new"]),
        halves=itself["halves"],
        false_alarms=itself["rate"],
        false_interval=_ends(itself["interval"]),
        false_why=itself["why"],
        assumptions=tuple((one["step"], one["words"]) for one in facts["assumptions"]),
        notes=(*facts["notes"], *(use.assumed if use else ())),
        hidden=adversary.of(facts.get("adversary")),
        lineage=_lineage(facts, use),
    )


def _short(name: str) -> str:
    """The last part of a path that was typed in a shell."""
    return name.strip("'").rstrip("/").rpartition("/")[2] or name


def _ends(interval: Sequence[float] | None) -> Interval | None:
    return (interval[0], interval[1]) if interval else None


def _harm(told: Mapping[str, Any]) -> Harm:
    return Harm(
        verdict=told.get("verdict", "unknown"),
        value=told.get("value"),
        interval=_ends(told.get("interval")),
        before=told.get("before"),
        before_interval=_ends(told.get("before_interval")),
        share=told.get("measure", "accuracy") == "accuracy",
        estimate=bool(told.get("estimate", True)),
        labels=told.get("labels") or 0,
        assumption=told.get("assumption") or "",
        reason=told.get("reason") or "",
    )


def _pictures(findings: Findings) -> tuple[Picture, ...]:
    held = {one["item"]: one.get("values", ()) for one in findings.facts["rows"]}
    shown = findings.rows.drop_nulls("jpeg").select("item", "jpeg", "prediction", "probability")
    return tuple(
        Picture(item, jpeg, None, said, sure, ", ".join(f"{name} {value}" for name, value in held.get(item, ())))
        for item, jpeg, said, sure in shown.iter_rows()
    )


def _row(one: Mapping[str, Any]) -> Shown:
    said = "" if one.get("prediction") is None else str(one["prediction"])
    sure = "" if one.get("probability") is None else f", {percent(one['probability'], 0)} sure"
    return Shown(one["item"], said + sure, tuple((name, value) for name, value in one.get("values", ())))


def _axes(own: Envelope, facts: Mapping[str, Any], use: Deployment | None) -> dict[str, Any]:
    """The axis that says most of the gaps, of the new and of the reference; none where nothing was recorded."""
    single = [gap["conditions"][0][0] for gap in facts["gaps"] if len(gap["conditions"]) == 1]
    name = single[0] if single else axes.main(own)
    if name is None:
        return {}
    if use is not None:
        shares = use.shares(own.axis(name))
        told = axes.axis(own, name, use=shares, gaps=facts["gaps"], world=use.world) if shares else None
        return {"axis": told}
    new = Envelope.from_json(facts["visited"])
    if name not in {axis.name for axis in new.axes}:
        return {}
    return {
        "axis": axes.axis(own, name, counted=new, gaps=facts["gaps"], world=new.world),
        "reference_axis": axes.axis(own, name, world=new.world),
    }


def _action(one: Mapping[str, Any], harm: Mapping[str, Any]) -> Action:
    return Action(one["what"], one["why"], tested.gain(one["gain"], harm.get("measure")), one["command"])


def _classes(shares: Mapping[str, Any] | None) -> dict[str, Any]:
    """Shares of the classes, where they were told."""
    if not shares:
        return {}
    told = tuple(
        Class(one["class"], one["before"], one["share"], _shares_of(one))
        for one in shares["classes"]
        if one["share"] is not None
    )
    return {"classes": told, "classes_why": sentence(shares["why"])}


def _shares_of(one: Mapping[str, Any]) -> Interval | None:
    """The interval of a weight, as one of the share."""
    if not one["interval"]:
        return None
    low, high = (min(max(end * one["before"], 0.0), 1.0) for end in one["interval"])
    return low, high


def _strangers(told: Mapping[str, Any] | None) -> Interval | None:
    return (told["share"], told["expected"]) if told and told["told"] else None


def _test(one: Mapping[str, Any]) -> Trial:
    statistic = "" if one["statistic"] is None else f"{one['statistic']:.3g}"
    return Trial(
        tested.NAMES.get(one["name"], one["name"]),
        tested.looked_at(one["part"], one["column"]),
        statistic,
        one["p"] if one["valid"] else None,
        tested.smallest(one["smallest_detectable"], one.get("unit", "")),
        "" if one["valid"] else one.get("why", ""),
    )


def _lineage(facts: Mapping[str, Any], use: Deployment | None) -> tuple[lineage.Row, ...]:
    made, noun = facts["lineage"], facts["noun"]
    old = (
        f"{facts['reference']}: {plural(facts['reference_items'], noun)}, {lineage.short(made['inputs']['reference'])}"
    )
    new = f"{facts['new']}: {plural(facts['items'], noun)}"
    new = f"{facts['new']}: declared, nothing seen" if use else f"{new}, {lineage.short(made['inputs']['new'])}"
    options = made["options"]
    return (
        ("reference", old),
        ("new", new),
        ("alpha, relabellings, seed", f"{options['alpha']:g}, {options['draws']}, {made['seed']}"),
        ("made by", f"ninelives {made['version']}"),
    )
