"""Train and predict: the lowest rung that does the job, with its envelope."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.tables.spec import TableSpec

if TYPE_CHECKING:
    from ninelives.stages.train.either import predict, train

__all__ = ["SeriesSpec", "TableSpec", "TrainSpec", "predict", "train"]


def __getattr__(name: str) -> Any:
    if name in ("predict", "train"):  # late: reading a spec or a help text must load no numpy
        return getattr(import_module("ninelives.stages.train.either"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
