"""Static charts: plain numbers in, SVG out. No script, no colour alone, and no two labels on one spot."""

from ninelives.report.charts.against import against
from ninelives.report.charts.along import Along, along
from ninelives.report.charts.axis import by_axis
from ninelives.report.charts.bars import bars
from ninelives.report.charts.bins import Axis, Bin, begins, said, stretches
from ninelives.report.charts.cells import cells
from ninelives.report.charts.circle import circle
from ninelives.report.charts.clock import clock
from ninelives.report.charts.columns import Column, columns
from ninelives.report.charts.confusion import MOST, Confused, confused, confusion
from ninelives.report.charts.errors import Error, errors
from ninelives.report.charts.fan import Fanned, fan, when
from ninelives.report.charts.growth import Growth, growth
from ninelives.report.charts.handed import Handed, handed
from ninelives.report.charts.ladder import Rung, best_of, ladder, lowest
from ninelives.report.charts.marks import Mark, Marked, marks
from ninelives.report.charts.parted import Part, parted
from ninelives.report.charts.payoff import payoff
from ninelives.report.charts.priced import Priced, Swung, priced, swung
from ninelives.report.charts.reliability import Sureness, begin, reliability
from ninelives.report.charts.sheet import NARROW, WIDE, two
from ninelives.report.charts.timeline import Stretch, timeline
from ninelives.report.charts.tradeoff import Kept, tradeoff
from ninelives.report.charts.voices import voices
from ninelives.report.charts.wealth import MOST as MOST_MOVED
from ninelives.report.charts.wealth import Won, moved, power, wealth

__all__ = [
    "MOST",
    "MOST_MOVED",
    "NARROW",
    "WIDE",
    "Along",
    "Axis",
    "Bin",
    "Column",
    "Confused",
    "Error",
    "Fanned",
    "Growth",
    "Handed",
    "Kept",
    "Mark",
    "Marked",
    "Part",
    "Priced",
    "Rung",
    "Stretch",
    "Sureness",
    "Swung",
    "Won",
    "against",
    "along",
    "bars",
    "begin",
    "begins",
    "best_of",
    "by_axis",
    "cells",
    "circle",
    "clock",
    "columns",
    "confused",
    "confusion",
    "errors",
    "fan",
    "growth",
    "handed",
    "ladder",
    "lowest",
    "marks",
    "moved",
    "parted",
    "payoff",
    "power",
    "priced",
    "reliability",
    "said",
    "stretches",
    "swung",
    "timeline",
    "tradeoff",
    "two",
    "voices",
    "wealth",
    "when",
]
