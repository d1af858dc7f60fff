"""How an audit is said: its tests, their p-values, the smallest shift one would have found, and what a deed gains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ninelives.report.words import percent, points

NAMES = {
    "ks": "largest distance (KS)",
    "chi2": "chi-square",
    "mmd": "kernel distance (MMD)",
    "classifier": "classifier",
}
PARTS = {"inputs": "what was recorded", "features": "what is seen", "outputs": "the answers"}
_DIRECTION = "direction "  # of features that mean nothing one by one


def chance(p: float | None) -> str:
    """A p-value as people read it: ``0.42``, ``0.031``, ``0.001``, ``under 0.001``; never 0."""
    if p is None:
        return "none"
    if p < 0.0005:
        return "under 0.001"
    return f"{p:.2f}".rstrip("0").rstrip(".") if p >= 0.0995 else f"{p:.3f}".rstrip("0")


def looked_at(part: str, column: str | None) -> str:
    """What a test looked at: ``light``, ``what is seen, as a whole``."""
    if column is None:
        return f"{PARTS.get(part, part)}, as a whole"
    return f"{PARTS.get(part, part)}, {column}" if column.startswith(_DIRECTION) else column


def smallest(value: float | None, unit: str) -> str:
    """The shift that a test would have found in four samples of five; empty where it is not known."""
    if value is None or value <= 0:
        return ""
    if unit == "area under the curve":
        return f"told apart in {percent(value)} of pairs"
    if unit.startswith("of the rows"):
        return f"{percent(value)} of the rows moved"
    return f"{value:.2g} {unit.replace('deviations', 'standard deviations', 1)}"


def would_have(tests: Sequence[Mapping[str, Any]]) -> str:
    """The smallest shift that would have been found, over all tests of columns that a person knows; empty for none.

    Args:
        tests: as ``audit --json`` tells them.
    """
    told = [test for test in tests if test["valid"] and (test["smallest_detectable"] or 0) > 0]
    named = [test for test in told if test["column"] and not test["column"].startswith(_DIRECTION)]
    alone = [test for test in named if test["name"] == "ks" and test["part"] != "outputs"] or named
    whole = [test for test in told if test["column"] is None and test["name"] == "classifier"]
    best = min(
        alone or whole, key=lambda test: (test.get("unit") != "deviations", test["smallest_detectable"]), default=None
    )
    if best is None:
        return ""
    words = smallest(best["smallest_detectable"], best.get("unit", ""))
    return f"{words} in {best['column']}" if best["column"] else f"one by which {PARTS[best['part']]} could be {words}"


def gain(share: float | None, measure: str | None) -> str:
    """What would be won at most: of shares right in points, of an error as a share of it; empty where nobody knows."""
    if share is None:
        return ""
    return (
        f"at most {percent(share, 0)} of the error" if measure == "mean_absolute_error" else f"at most {points(share)}"
    )
