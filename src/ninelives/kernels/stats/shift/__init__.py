"""Whether two samples differ: all statistics are read off the same relabellings, so together they are one test."""

from ninelives.kernels.stats.shift.blocks import block_length
from ninelives.kernels.stats.shift.marginal import chi_square, kolmogorov
from ninelives.kernels.stats.shift.mmd import mmd, reach
from ninelives.kernels.stats.shift.priors import Priors, black_box, likeliest, only_shares
from ninelives.kernels.stats.shift.together import corrected, p_values
from ninelives.kernels.stats.shift.units import Units

__all__ = [
    "Priors",
    "Units",
    "black_box",
    "block_length",
    "chi_square",
    "corrected",
    "kolmogorov",
    "likeliest",
    "mmd",
    "only_shares",
    "p_values",
    "reach",
]
