"""Statistics: intervals, exact tests, folds."""

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
from ninelives.kernels.stats.valley import Valley, valley

__all__ = [
    "SMALLEST",
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
    "valley",
    "wilson",
]
