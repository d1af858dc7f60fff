"""What stands under the charts."""

from __future__ import annotations

from ninelives.report.captions import of_axis, of_curve
from ninelives.report.facts.handoff import page
from tests.report.handed_over import COSTS, PLACE, bins, facts


def test_the_curve_says_what_its_shares_are_of_and_why_they_are_no_larger() -> None:
    words = of_curve(page(facts()))
    assert "Kept: of the 296 photos that calibrate it, where it has been; with those elsewhere" in words
    assert "which go to a human, it is 94.8 %." in words
    assert "Keeping more would not cost less." not in words  # no looser threshold has a bound below 2 %
    stricter = facts(chosen={"threshold": 0.87, "kept": 0.6, "risk": 0.005, "bound": 0.019})
    assert "Keeping more would not cost less." in of_curve(page(stricter))
    dearer = {**COSTS, "cheaper": COSTS["rules"][1]}
    assert "Keeping more would not cost less." not in of_curve(page({**stricter, "costs": dearer}))


def test_the_axis_is_named_and_names_are_dots() -> None:
    assert of_axis(page(facts())).startswith("By light, from black to white. Line: how often")
    places = [{**bins()[3], "words": name, "low": None, "high": None} for name in ("gate", "yard")]
    named = facts(along={"axis": "place", "bins": places}, envelope=PLACE.to_json())
    assert of_axis(page(named)).startswith("By place. Dots: how often")
    assert of_axis(page(facts(along=None))) == ""
