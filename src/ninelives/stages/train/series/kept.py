"""Rungs that were judged outlive a kill, or a budget: the next run of the same command finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.stages.train.ladder import seal, unseal
from ninelives.stages.train.series.judge import Backtest, Judged

if TYPE_CHECKING:
    from pathlib import Path


def keep(judged: Judged, work: Path) -> None:
    """Put a judged rung where :func:`recall` finds it."""
    told = {"seconds": np.asarray(judged.seconds), "parameters": np.asarray(judged.parameters)}
    seal({"errors": judged.errors, **told}, _place(judged.name, work))


def recall(name: str, work: Path, test: Backtest) -> Judged | None:
    """A rung that an earlier run of the same command judged, None where there is none that is whole."""
    try:
        arrays = unseal(_place(name, work))
        errors, seconds, parameters = arrays["errors"], float(arrays["seconds"]), int(arrays["parameters"])
    except (KeyError, ValueError, TypeError, OSError):
        return None
    if errors.shape != (len(test.lines), test.origins.at.size, test.horizon):
        return None
    return Judged(name, test.losses(errors), errors, seconds, parameters)


def _place(name: str, work: Path) -> Path:
    return work / f"{name}.safetensors"
