"""Whether two samples differ: all statistics are read off the same relabellings, so together they are one test."""

from ninelives.kernels.stats.shift.arrange import ordered, scened
from ninelives.kernels.stats.shift.blocks import block_length
from ninelives.kernels.stats.shift.classifier import whitened
from ninelives.kernels.stats.shift.compare import Compared, Test, compare, scores
from ninelives.kernels.stats.shift.marginal import chi_square, kolmogorov
from ninelives.kernels.stats.shift.mmd import mmd, reach
from ninelives.kernels.stats.shift.near import nearest
from ninelives.kernels.stats.shift.parts import Part, directions, taken
from ninelives.kernels.stats.shift.priors import Priors, black_box, likeliest, only_shares
from ninelives.kernels.stats.shift.secret import secret
from ninelives.kernels.stats.shift.together import corrected, p_values
from ninelives.kernels.stats.shift.units import Units
from ninelives.kernels.stats.shift.within import same_within

__all__ = [
    "Compared",
    "Part",
    "Priors",
    "Test",
    "Units",
    "black_box",
    "block_length",
    "chi_square",
    "compare",
    "corrected",
    "directions",
    "kolmogorov",
    "likeliest",
    "mmd",
    "nearest",
    "only_shares",
    "ordered",
    "p_values",
    "reach",
    "same_within",
    "scened",
    "scores",
    "secret",
    "taken",
    "whitened",
]
