"""What the page of a Handoff shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ninelives.artifacts.envelope import Envelope
from ninelives.report.asked import money
from ninelives.report.charts import Bin, Handed, Kept, Priced, Swung
from ninelives.report.facts import axes, lineage
from ninelives.report.handoff import JUDGED, HandoffPage, Queue, Region
from ninelives.report.page import Command
from ninelives.report.words import figure, percent, plural

RULES = {
    "keep": "alone where it is sure enough",
    "alone": "always alone",
    "human": "always a human",
    "by hand": "by hand as today",
}
PRICES = {
    "mistake": "a mistake, {}",
    "human": "asking a person, {}",
    "human_right": "a person is right in {}",
    "by_hand": "a case by hand, {}",
}


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
        along=_along(facts),
        curve=tuple(_kept(one) for one in facts["curve"]),
        chosen=_kept(facts["chosen"]) if facts["chosen"] else None,
        simulated=_simulated(facts),
        **(_costs(costs) if costs.get("cost") is not None else {}),
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


def next_of(facts: Mapping[str, Any], path: str = "HANDOFF") -> tuple[Command, ...]:
    """What to type next, on the page and in the terminal."""
    if facts["verdict"] == "hands-all-over":
        return (
            Command(f"ninelives serve {path}", "people answer what is handed over, and their answers calibrate it"),
        )
    return (
        Command(f"ninelives decide {path} NEW", "each one alone, or to a human"),
        Command(f"ninelives serve {path}", "where people answer what is handed over"),
    )


def _kept(one: Mapping[str, Any]) -> Kept:
    return Kept(one["kept"], one["risk"], one["bound"])


def _along(facts: Mapping[str, Any]) -> Handed | None:
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
        interval=_ends(one["interval"]) if known else None,
        estimate=simulated,
        gap=one["kind"] in ("unseen", "unknown") and bool(one["new_items"]),
    )


def _overall(bins: Sequence[Mapping[str, Any]]) -> str:
    """The share right over all bins that were judged, said at the line; nothing where none was."""
    known = [(one["right"], one["items"]) for one in bins if one["right"] is not None and one["kind"] != "simulated"]
    items = sum(many for _, many in known)
    return f"{percent(sum(right * many for right, many in known) / items)} right" if items else ""


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


def _region(one: Mapping[str, Any]) -> Region:
    risk, ends = one.get("risk"), _ends(one.get("interval"))
    return Region(one["region"], one["kind"], one["items"], one["kept"], risk, ends, bool(one["estimate"]))


def _costs(told: Mapping[str, Any]) -> dict[str, Any]:
    sign, queue = told["currency"], told["capacity"]
    others = {"alone": told["cost_if_alone"], "a human": told["cost_if_human"], "by hand": told["cost_by_hand"]}
    rules = tuple(_rules(told))
    breaking = next((one for one in told["rules"] if not one["keeps"] and one["cost"] < told["cost"]), None)
    return {
        "currency": sign,
        "cost": told["cost"],
        "costs": tuple((name, price) for name, price in others.items() if price is not None),
        "rules": rules,
        "swings": tuple(_swing(one, sign) for one in told["sensitivity"]),
        "assumed": tuple(told["assumed"]),
        "broken": _breaks(breaking, sign) if breaking else "",
        "queue": Queue(queue["words"], bool(queue["grows"])) if queue else None,
    }


def _rules(told: Mapping[str, Any]) -> Iterator[Priced]:
    """The first rule that costs what the chosen one does is the chosen one."""
    chosen = False
    for one in told["rules"]:
        taken = not chosen and bool(one["keeps"]) and one["cost"] == told["cost"]
        chosen = chosen or taken
        note = _note(one)
        yield Priced(_named(one), one["cost"], money(one["cost"], told["currency"]), note, taken, bool(one["keeps"]))


def _named(one: Mapping[str, Any]) -> str:
    return RULES[one["name"]] if one["keeps"] or one["name"] != "keep" else "alone in more cases"


def _note(one: Mapping[str, Any]) -> str:
    if not one["kept"]:
        return "the machine decides nothing"
    risk = "" if one["risk"] is None else f", {percent(one['risk'])} of it wrong"
    return f"{percent(one['kept'])} alone{risk}"


def _breaks(one: Mapping[str, Any], sign: str) -> str:
    risk = "" if one["risk"] is None else f": {percent(one['risk'])} of what it decides is wrong"
    return f"{_named(one)} would cost {money(one['cost'], sign)}, and breaks the guarantee{risk}"


def _swing(one: Mapping[str, Any], sign: str) -> Swung:
    def told(value: float) -> str:
        return percent(value) if one["name"] == "human_right" else money(value, sign)

    name = PRICES[one["name"]].format(told(one["value"]))
    flips = one["flips_at"]
    note = "the same rule throughout"
    if flips is not None:
        where = f"from {told(flips)} on" if flips >= one["value"] else f"up to {told(flips)}"
        note = f"{_better(one)} {where}"
    ends = (money(one["cost_low"], sign), money(one["cost_high"], sign))
    return Swung(name, one["cost_low"], one["cost_high"], ends, note)


def _better(one: Mapping[str, Any]) -> str:
    """The rule that is cheaper there."""
    return RULES.get(one["flips_to"] or "", "another rule")


def _ends(interval: Sequence[float] | None) -> tuple[float, float] | None:
    return (interval[0], interval[1]) if interval else None


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
