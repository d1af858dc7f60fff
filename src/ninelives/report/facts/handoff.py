"""What the page of a Handoff shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ninelives.report.charts import Kept
from ninelives.report.facts import axes, lineage
from ninelives.report.facts.handed import along_of, ends_of
from ninelives.report.facts.priced import costs_of
from ninelives.report.handoff import Group, Guess, HandoffPage, Region
from ninelives.report.page import Command
from ninelives.report.words import figure, percent, plural


def page(facts: Mapping[str, Any], *, path: str = "HANDOFF", seconds: float | None = None) -> HandoffPage:
    """Everything that the report of a hand-over says.

    Args:
        facts: of its folder.
        path: of its folder, as one types it.
        seconds: that it took.
    """
    of, costs, spots = facts["of"], facts["costs"], facts["spot_rate"]
    return HandoffPage(
        name=path.rstrip("/").rpartition("/")[2],
        model=facts["model"]["name"],
        date=date.today(),
        sentence=facts["sentence"],
        why=facts["why"],
        verdict=facts["verdict"],
        level=facts["level"],
        noun=facts["noun"],
        items=of["items"],
        scenes=of["scenes"],
        new=of["what"] == "new",
        risk=facts["risk"],
        delta=facts["delta"],
        kept=facts["kept"],
        handed_over=facts["handed_over"],
        guarantee=facts["guarantee"],
        assumption=facts["assumption"],
        effective=facts["effective_sample_size"],
        needed=facts["needed"]["words"],
        next=next_of(facts, path),
        seconds=seconds,
        along=along_of(facts),
        curve=tuple(_kept(one) for one in facts["curve"]),
        chosen=_chosen(facts),
        each=facts.get("each") or "",
        groups=tuple(map(_group, facts.get("by_group") or ())),
        inside=facts["calibration_items"],
        overall=_overall(facts),
        dearer=costs.get("best") == "keep" and costs["cheaper"] is None,
        simulated=_simulated(facts),
        guessed=_guessed(facts),
        **(costs_of(facts) if costs.get("cost") is not None else {}),
        spots=spots or None,
        regions=tuple(map(_region, facts["by_region"])),
        gaps=axes.gaps(facts["gaps"]),
        unrecorded=tuple(facts["unrecorded"]),
        shift=facts["shift"]["words"],
        shifted=bool(facts["shift"]["weights"]),
        assumptions=tuple((one["step"], one["words"]) for one in facts["assumptions"]),
        notes=tuple(facts["notes"]),
        lineage=_lineage(facts),
    )


def new_of(facts: Mapping[str, Any]) -> str:
    """What is decided on, as it is typed; a use that is only declared holds nothing to decide."""
    return "NEW" if facts["declared"] else str(facts["new"])


def next_of(facts: Mapping[str, Any], path: str = "HANDOFF") -> tuple[Command, ...]:
    """What to type next."""
    new = new_of(facts)
    all_over = facts["verdict"] == "hands-all-over"
    return (
        Command(
            f"ninelives decide {path} {new}",
            "puts each into the queue" if all_over else "each one alone, or to a human",
        ),
        Command(f"ninelives serve {path}", "where people answer what is handed over"),
    )


def _kept(one: Mapping[str, Any]) -> Kept:
    return Kept(one["kept"], one["risk"], one["bound"])


def _chosen(facts: Mapping[str, Any]) -> Kept | None:
    """What it keeps of the items that calibrate it; of groups that have a promise each, what all of them keep."""
    if not facts.get("by_group"):
        return _kept(facts["chosen"]) if facts["chosen"] else None
    rule = _rule(facts)
    return None if rule is None or rule["risk"] is None else Kept(rule["kept"], rule["risk"], facts["risk"])


def _rule(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The rule that was chosen, as it was priced on all items that were judged; None where a person decides all."""
    return next((one for one in facts["costs"].get("rules", ()) if one["keeps"] and one["kept"]), None)


def _overall(facts: Mapping[str, Any]) -> float | None:
    rule = _rule(facts)
    return None if rule is None else rule["kept"]


def _group(one: Mapping[str, Any]) -> Group:
    return Group(one["name"], one["items"], None if one["threshold"] is None else one["kept"])


def _simulated(facts: Mapping[str, Any]) -> str:
    """What is decided alone, or could be, where it was only simulated; nothing where it was not."""
    told = facts["simulated"]
    if not told:
        return ""
    rests = f"an estimate from {plural(told['items'], 'made copy')}, if {told['words']}"
    if told["threshold"] is None:
        return f"where it was only simulated nothing may be decided alone: {percent(told['risk'])} are wrong, {rests}"
    does = f"{percent(told['kept'])} alone, about {percent(told['risk'])} of it wrong: {rests}"
    if facts["rule"]["simulated"] is not None:
        return f"where it was only simulated it decides {does}"
    return f"with --trust-simulated it would decide {does}"


def _guessed(facts: Mapping[str, Any]) -> Guess | None:
    """What is decided alone where it was only simulated; None where nothing is."""
    if not any(one["kind"] == "simulated" and one["kept"] for one in facts["by_region"]) or not facts["simulated"]:
        return None
    return Guess(facts["simulated"]["risk"], facts["simulated"]["items"])


def _region(one: Mapping[str, Any]) -> Region:
    risk, ends = one.get("risk"), ends_of(one.get("interval"))
    return Region(one["region"], one["kind"], one["items"], one["kept"], risk, ends, bool(one["estimate"]))


def _lineage(facts: Mapping[str, Any]) -> tuple[lineage.Row, ...]:
    made = facts["lineage"]
    inputs = tuple((name, lineage.short(digest)) for name, digest in made["inputs"].items())
    threshold = "none" if facts["threshold"] is None else figure(facts["threshold"])
    return (
        *inputs,
        ("risk, delta", f"{facts['risk']:g}, {facts['delta']:g}"),
        ("decides alone from a score of", threshold),
        ("made by", f"ninelives {made['version']}"),
    )
