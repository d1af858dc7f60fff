"""What the page of a Handoff shows of costs: the rules beside each other, and what other prices would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ninelives.report.asked import money
from ninelives.report.charts import Priced, Swung
from ninelives.report.handoff import Queue
from ninelives.report.words import percent

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


def costs_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``HandoffPage`` that are of costs."""
    told = facts["costs"]
    sign, queue = told["currency"], told["capacity"]
    others = {"alone": told["cost_if_alone"], "a human": told["cost_if_human"], "by hand": told["cost_by_hand"]}
    rules = tuple(_rules(told))
    breaking = next((one for one in told["rules"] if not one["keeps"] and one["cost"] < told["cost"]), None)
    return {
        "currency": sign,
        "cost": told["cost"],
        "anew": told.get("cost_new"),
        "costs": tuple((name, price) for name, price in others.items() if price is not None),
        "rules": rules,
        "swings": tuple(_swing(one, sign) for one in told["sensitivity"]),
        "assumed": tuple(told["assumed"]),
        "broken": _breaks(breaking, sign, facts) if breaking else "",
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


def _breaks(one: Mapping[str, Any], sign: str, facts: Mapping[str, Any]) -> str:
    """Why a cheaper rule has no guarantee: its bound is that of the next looser threshold of the curve."""
    costs, asked = f"{_named(one)} would cost {money(one['cost'], sign)}", percent(facts["risk"])
    risk = "" if one["risk"] is None else f"; {percent(one['risk'])} of the judged were"
    curve, threshold = facts["curve"], one["threshold"]
    looser = [each for each in curve if threshold is not None and each["threshold"] <= threshold] or curve[-1:]
    if not looser or looser[0]["bound"] <= facts["risk"]:
        return f"{costs}, without a guarantee: at most {asked} wrong could not be proven of it{risk}"
    most = f"up to about {percent(looser[0]['bound'])} of what it decides may be wrong, and {asked} was asked for"
    return f"{costs}, and breaks the guarantee: {most}{risk}"


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
