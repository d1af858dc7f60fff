"""Static charts: plain numbers in, SVG out. No script, no colour alone, and no two labels on one spot."""

from ninelives.report.charts.against import against
from ninelives.report.charts.along import Along, along
from ninelives.report.charts.axis import by_axis
from ninelives.report.charts.bars import bars
from ninelives.report.charts.bins import Axis, Bin, begins, said, stretches
from ninelives.report.charts.cells import cells
from ninelives.report.charts.clock import clock
from ninelives.report.charts.columns import Column, columns
from ninelives.report.charts.confusion import MOST, Confused, confused, confusion
from ninelives.report.charts.errors import Error, errors
from ninelives.report.charts.fan import Fanned, fan, when
from ninelives.report.charts.growth import Growth, growth
from ninelives.report.charts.ladder import Rung, best_of, ladder, lowest
from ninelives.report.charts.payoff import payoff
from ninelives.report.charts.reliability import Sureness, begin, reliability
from ninelives.report.charts.sheet import NARROW, WIDE, two
from ninelives.report.charts.voices import voices

__all__ = [
    "MOST",
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
    "Rung",
    "Sureness",
    "against",
    "along",
    "bars",
    "begin",
    "begins",
    "best_of",
    "by_axis",
    "cells",
    "clock",
    "columns",
    "confused",
    "confusion",
    "errors",
    "fan",
    "growth",
    "ladder",
    "lowest",
    "payoff",
    "reliability",
    "said",
    "stretches",
    "two",
    "voices",
    "when",
]
