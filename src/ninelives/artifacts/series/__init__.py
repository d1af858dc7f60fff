"""Rows of a table as series: their times, values, names, and what is known beforehand; every doubt is told."""

from ninelives.artifacts.series.asked import Asked
from ninelives.artifacts.series.rows import SeriesRows

__all__ = ["Asked", "SeriesRows"]
