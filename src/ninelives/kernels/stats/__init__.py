"""Statistics: intervals, exact tests, folds, means of what leans on its neighbours."""

from ninelives.kernels.stats.exact import (
    SMALLEST,
    attainable_binomial,
    attainable_fisher,
    binomial_less,
    fisher_greater,
    holm,
)
from ninelives.kernels.stats.folds import apart, group_folds
from ninelives.kernels.stats.intervals import clustered, mean_of_scenes, wilson
from ninelives.kernels.stats.serial import Serial, serial_mean
from ninelives.kernels.stats.valley import Valley, valley

__all__ = [
    "SMALLEST",
    "Serial",
    "Valley",
    "apart",
    "attainable_binomial",
    "attainable_fisher",
    "binomial_less",
    "clustered",
    "fisher_greater",
    "group_folds",
    "holm",
    "mean_of_scenes",
    "serial_mean",
    "valley",
    "wilson",
]
