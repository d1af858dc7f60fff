"""Train and predict: the lowest rung that does the job, with its envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.stages.train.spec import TrainSpec

if TYPE_CHECKING:
    from ninelives.stages.train.fit import train
    from ninelives.stages.train.judge import predict

__all__ = ["TrainSpec", "predict", "train"]


def __getattr__(name: str) -> Any:
    # late: reading a spec or a help text must load no numpy
    if name == "train":
        from ninelives.stages.train.fit import train

        return train
    if name == "predict":
        from ninelives.stages.train.judge import predict

        return predict
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
