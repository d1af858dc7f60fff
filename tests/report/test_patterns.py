"""The page of patterns: its first sentence, its charts, and names that nobody should trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ninelives.report.charts import Stretch
from ninelives.report.patterns import Circle, PatternsPage, render, verdict

HOURS = Circle("hours", tuple(range(1, 25)), (1 / 24,) * 24, tuple(f"{n} h" for n in range(24)), frozenset({22, 23}))
PAGE = PatternsPage(
    name="e.patterns",
    date=date(2026, 11, 28),
    events=300,
    read=301,
    ends=("1 January 2024", "1 March 2024"),
    found=(("93 % of events between 16:00 and 23:00, expected 29 %", 0.01),),
    traps=("all times are at midnight",),
    cannot_tell=("seasons: cannot tell, because",),
    circles=(HOURS,),
    along=(3, 0, 5),
    each="1 day",
    marks=(Stretch(0.1, 0.3, 0.2, "another rate"),),
    alpha=0.05,
)


def test_the_strongest_pattern_leads_and_traps_are_warned_of() -> None:
    told = verdict(PAGE)
    assert told.headline == "93 % of events between 16:00 and 23:00, expected 29 %."
    assert (told.tone, told.chip) == ("warn", "1 trap in how the times were written")
    html = render(PAGE)
    assert html.count("<svg") == 4  # two charts, for a desk and for a phone
    for words in ("Traps", "All times are at midnight.", "What could not be looked at", "Hours of the day"):
        assert words in html


def test_nothing_is_told_as_nothing_and_names_are_escaped() -> None:
    calm = replace(PAGE, found=(), traps=())
    assert verdict(calm).headline == "No pattern was found."
    assert verdict(calm).tone == "plain"
    empty = replace(calm, circles=(), along=(), cannot_tell=("cannot tell, because there are 3 events",))
    assert verdict(empty).headline == "Cannot tell, because there are 3 events."
    hostile = render(replace(PAGE, found=(("kind '<script>': all", 0.01),)))
    assert "<script" not in hostile


def test_many_patterns_are_folded() -> None:
    assert "18 patterns more" in render(replace(PAGE, found=PAGE.found * 30))
