"""How well a judge does where nobody has seen the truth, and where somebody has seen a little of it."""

from ninelives.kernels.stats.harm.estimate import Estimate, estimate, strength
from ninelives.kernels.stats.harm.expected import Expected, of_classes, of_numbers
from ninelives.kernels.stats.harm.labelled import contradicted, corrected, exact, one_each
from ninelives.kernels.stats.harm.pseudo import off_by, tilted

__all__ = [
    "Estimate",
    "Expected",
    "contradicted",
    "corrected",
    "estimate",
    "exact",
    "of_classes",
    "of_numbers",
    "off_by",
    "one_each",
    "strength",
    "tilted",
]
