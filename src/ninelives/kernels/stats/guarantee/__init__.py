"""Guarantees for finite samples: thresholds whose risk is bounded, sets that hold the truth; doubt about numbers."""

from ninelives.kernels.stats.guarantee.cases import Cases, Weights, carve
from ninelives.kernels.stats.guarantee.certify import Certified, Curve, certify, certify_each
from ninelives.kernels.stats.guarantee.doubt import Doubt
from ninelives.kernels.stats.guarantee.needed import Needed, clean_needed, need
from ninelives.kernels.stats.guarantee.plan import Plan
from ninelives.kernels.stats.guarantee.sets import Sets

__all__ = [
    "Cases",
    "Certified",
    "Curve",
    "Doubt",
    "Needed",
    "Plan",
    "Sets",
    "Weights",
    "carve",
    "certify",
    "certify_each",
    "clean_needed",
    "need",
]
