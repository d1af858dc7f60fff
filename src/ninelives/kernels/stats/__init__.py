"""Statistics: intervals, tests, folds, means of what leans on its neighbours, sample sizes, what decisions cost."""

from ninelives.kernels.stats.conformal import Reach
from ninelives.kernels.stats.exact import (
    SMALLEST,
    attainable_binomial,
    attainable_fisher,
    binomial_less,
    fisher_greater,
    holm,
)
from ninelives.kernels.stats.folds import apart, group_folds
from ninelives.kernels.stats.intervals import clustered, error_of_scenes, mean_of_scenes, student, wilson
from ninelives.kernels.stats.serial import Serial, serial_mean
from ninelives.kernels.stats.sizes import enough, to_show
from ninelives.kernels.stats.valley import Valley, valley
from ninelives.kernels.stats.worth import break_even, clearing, mean_mistake, saved, sure_enough, wrong_alarms

__all__ = [
    "SMALLEST",
    "Reach",
    "Serial",
    "Valley",
    "apart",
    "attainable_binomial",
    "attainable_fisher",
    "binomial_less",
    "break_even",
    "clearing",
    "clustered",
    "enough",
    "error_of_scenes",
    "fisher_greater",
    "group_folds",
    "holm",
    "mean_mistake",
    "mean_of_scenes",
    "saved",
    "serial_mean",
    "student",
    "sure_enough",
    "to_show",
    "valley",
    "wilson",
    "wrong_alarms",
]
