"""Whether a sealed hand-over can be what ``Handoff.save`` wrote; digests prove who wrote it, and not that it makes
sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

import numpy as np

from ninelives.artifacts.envelope import KINDS, Envelope
from ninelives.artifacts.handoff.rule import Rule
from ninelives.kernels.stats.guarantee import Sets

VERDICTS: Final = ("keeps", "estimate", "hands-all-over")
LEVELS: Final = ("good", "warn", "bad", "unsure")
TEXTS: Final = ("sentence", "why", "noun", "task", "guarantee", "assumption", "world")
LISTS: Final = ("by_region", "curve", "assumptions", "notes", "unrecorded", "gaps", "ladder")
TABLES: Final = ("costs", "needed", "shift", "model", "lineage", "of", "rule")
COLUMNS: Final = ("item", "scene", "score", "wrong", "kind", "region")


def schema() -> dict[str, Any]:
    """The columns of the calibration table, with their Polars types."""
    import polars as pl

    kinds = (pl.String(), pl.Int64(), pl.Float64(), pl.Boolean(), pl.String(), pl.String())
    return dict(zip(COLUMNS, kinds, strict=True))


def check(facts: Mapping[str, Any]) -> None:
    """Raises ValueError, KeyError or TypeError where they make no sense."""
    if facts["verdict"] not in VERDICTS or facts["level"] not in LEVELS:
        raise ValueError(f"there is no verdict '{facts['verdict']}'")
    for names, kind in ((LISTS, list), (TEXTS, str), (TABLES, dict)):
        if wrong := [name for name in names if type(facts[name]) is not kind]:
            raise ValueError(f"its {wrong[0]} is no {kind.__name__}")
    if facts["task"] not in ("classes", "number") or (facts["task"] == "classes") != bool(facts["classes"]):
        raise ValueError("it does not say what the answers are")
    if not all(isinstance(name, str) for name in facts["classes"] or ()):
        raise ValueError("its classes have no names")
    _check_numbers(facts)
    if Rule.from_json(facts["rule"]).threshold != facts["threshold"]:
        raise ValueError("it tells another threshold than its rule")
    Envelope.from_json(facts["envelope"])


def _check_numbers(facts: Mapping[str, Any]) -> None:
    if facts["sets"] is not None:
        Sets.from_arrays({name: np.asarray(facts["sets"][name], float) for name in ("level", "floors")})
    for name in ("risk", "delta"):
        if not 0 < float(facts[name]) < 1:
            raise ValueError(f"its {name} is none")
    if not float(facts["effective_sample_size"]) >= 0:
        raise ValueError("its effective sample size is none")
    for name in ("kept", "handed_over", "spot_rate"):
        if not 0 <= float(facts[name]) <= 1:
            raise ValueError(f"its {name} is no share")
    if any(one["kind"] not in KINDS or not 0 <= float(one["kept"]) <= 1 for one in facts["by_region"]):
        raise ValueError("a region of it makes no sense")
    if any(not isfinite(float(one)) for one in facts["ladder"]) or sorted(facts["ladder"]) != facts["ladder"]:
        raise ValueError("its thresholds are none")
    if (facts["task"] == "number") and not float(facts["within"]) > 0:
        raise ValueError("it does not say how far off a number may be")
