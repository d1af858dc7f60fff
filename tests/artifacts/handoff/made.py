"""A hand-over that nobody had to calibrate, for tests of what it does."""

from __future__ import annotations

from typing import Any

import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import Handoff, Rule
from ninelives.artifacts.handoff.checks import schema

LADDER = (0.0, 0.05, 0.09)  # above the threshold


def facts(envelope: Envelope, threshold: float | None, simulated: float | None, **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "verdict": "keeps",
        "level": "good",
        "sentence": "It decides.",
        "why": "",
        "noun": "photo",
        "task": "classes",
        "classes": ["cat", "dog"],
        "unit": None,
        "within": None,
        "risk": 0.02,
        "delta": 0.05,
        "threshold": threshold,
        "rule": Rule(threshold=threshold, simulated=simulated).to_json(),
        "guarantee": "at most 2 % are wrong",
        "assumption": "new ones come as these did",
        "each": None,
        "groups": None,
        "ladder": [] if threshold is None else [threshold + each for each in LADDER],
        "kept": 0.9,
        "handed_over": 0.1,
        "by_region": [],
        "effective_sample_size": 300.0,
        "curve": [],
        "of": {"items": 300, "scenes": 300, "what": "calibration"},
        "chosen": None,
        "along": None,
        "needed": {"clean": 149, "items": None, "risk": None, "words": ""},
        "simulated": None,
        "costs": {"currency": "€", "cost": 0.1, "assumed": [], "rules": [], "sensitivity": [], "capacity": None},
        "spot_rate": 0.1,
        "shift": {"tested": False, "kind": "untested", "words": "", "weights": None},
        "sets": None,
        "assumptions": [],
        "notes": [],
        "unrecorded": [],
        "gaps": [],
        "world": "real",
        "lineage": {"inputs": {}},
        "model": {"identity": "m", "name": "photos.model", "kind": "photos", "typed": "photos.model"},
        "envelope": envelope.to_json(),
    }
    return {**told, **changed}


def handoff(
    *, envelope: Envelope, threshold: float | None = 0.9, simulated: float | None = None, **changed: Any
) -> Handoff:
    """One of cats and dogs."""
    table = pl.DataFrame({name: [] for name in schema()}, schema=schema())
    made = facts(envelope, threshold, simulated, **changed)
    return Handoff(facts=made, calibration=table, digest="ab" * 32)
